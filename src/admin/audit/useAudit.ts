/** The life of the list: asked, shown, more of it shown, taken away as a file. */
import { useCallback, useState } from 'react';
import type { AskAudit, AuditReply, AuditRow } from '../../contract/audit';
import type { Reply } from '../../contract/endpoints';
import type { Problem } from '../../contract/problems';
import { asProblem, useLoad, type Loaded } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { saveFile } from '../saveFile';

/** One page of it; what was shown before stays above. */
interface Question {
  readonly wish: AskAudit;
  readonly kept: readonly AuditRow[];
  readonly people: AuditReply['people'];
}

export interface Audit {
  readonly rows: readonly AuditRow[];
  readonly people: AuditReply['people'];
  readonly loading: boolean;
  /** How it went, for everybody to see and hear. */
  readonly said: string;
  readonly problem: Problem | null;
  readonly retry: () => void;
  readonly ask: (wish: AskAudit) => void;
  /** null: that was all. */
  readonly more: (() => void) | null;
}

const countWords = (rows: number, more: boolean) =>
  rows === 0 ? 'Nothing was found.' : `${rows} ${rows === 1 ? 'row' : 'rows'}${more ? ', and older ones' : ''}.`;

function wordsOf(loaded: Loaded<AuditReply>, rows: number): string {
  if (loaded.state === 'failed') return '';
  return loaded.state === 'loading' ? 'Loading …' : countWords(rows, loaded.value.next !== null);
}

export function useAudit(api: AdminApi): Audit {
  const [question, setQuestion] = useState<Question>({ wish: {}, kept: [], people: [] });
  const [loaded, retry] = useLoad(
    useCallback((signal: AbortSignal) => api.call('audit', { body: question.wish, signal }), [api, question]),
  );
  const reply = loaded.state === 'ready' ? loaded.value : null;
  const rows = reply === null ? question.kept : [...question.kept, ...reply.rows];
  const people = reply?.people ?? question.people;
  const after = reply?.next ?? null;
  return {
    ...{ rows, people, retry },
    loading: loaded.state === 'loading',
    said: wordsOf(loaded, rows.length),
    problem: loaded.state === 'failed' ? loaded.problem : null,
    ask: (wish) => setQuestion({ wish, kept: [], people }),
    more: after && (() => setQuestion({ wish: { ...question.wish, after }, kept: rows, people })),
  };
}

/** A file for a spreadsheet; the mark at its beginning says that it is UTF-8. */
async function readFile(api: AdminApi, wish: AskAudit): Promise<{ parts: string[]; said: string }> {
  const parts = ['\uFEFF'];
  let place: Pick<Reply<'exportAudit'>, 'rows' | 'next'> = { rows: 0, next: null };
  for (;;) {
    const after = place.next === null ? {} : { after: place.next };
    const piece: Reply<'exportAudit'> = await api.call('exportAudit', {
      body: { ...wish, ...after, rows: place.rows },
    });
    parts.push(piece.csv);
    const { rows, next, full } = piece;
    place = piece;
    if (full) return { parts, said: `Saved the newest ${rows} rows; there are more. Choose fewer days.` };
    if (next === null) return { parts, said: `Saved ${rows} ${rows === 1 ? 'row' : 'rows'} as a file.` };
  }
}

export interface Saving {
  readonly busy: boolean;
  readonly said: string;
  readonly problem: Problem | null;
  readonly save: (wish: AskAudit) => void;
}

export function useAuditFile(api: AdminApi): Saving {
  const [state, setState] = useState<Omit<Saving, 'save'>>({ busy: false, said: '', problem: null });
  const save = (wish: AskAudit) => {
    setState({ busy: true, said: 'Saving …', problem: null });
    readFile(api, wish).then(
      ({ parts, said }) => {
        saveFile('threadmark-audit.csv', 'text/csv;charset=utf-8', parts);
        setState({ busy: false, said, problem: null });
      },
      (error: unknown) => setState({ busy: false, said: '', problem: asProblem(error) }),
    );
  };
  return { ...state, save };
}
