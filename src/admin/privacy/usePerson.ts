/** The life of the page: an address looked at, its file taken, or everything of it erased. */
import { useState } from 'react';
import { fileText } from '../../contract/personFile';
import type { Erasure, ExportPerson, ExportPiece, PersonPreview } from '../../contract/privacy';
import type { Problem } from '../../contract/problems';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { saveFile } from '../saveFile';

interface State {
  readonly preview: PersonPreview | null;
  readonly receipt: Erasure | null;
  readonly busy: boolean;
  readonly said: string;
  readonly problem: Problem | null;
}

export interface Person extends State {
  readonly look: (address: string) => void;
  readonly save: (reason: string) => void;
  readonly erase: (wish: { confirmation: string; reason: string; records: boolean }) => void;
}

async function* piecesOf(api: AdminApi, wish: ExportPerson): AsyncGenerator<ExportPiece> {
  for (let next: ExportPiece['next'] | undefined; next !== null;) {
    const piece: ExportPiece = await api.call('exportPerson', { body: next ? { ...wish, after: next } : wish });
    yield piece;
    ({ next } = piece);
  }
}

const begin: State = { preview: null, receipt: null, busy: false, said: '', problem: null };

export function usePerson(api: AdminApi): Person {
  const [state, setState] = useState(begin);
  const patch = (part: Partial<State>) => setState((last) => ({ ...last, ...part }));
  const run = (work: () => Promise<Partial<State>>) => {
    if (state.busy) return;
    patch({ busy: true, problem: null, said: '' });
    work().then(
      (part) => patch({ busy: false, ...part }),
      (error: unknown) => patch({ busy: false, problem: asProblem(error) }),
    );
  };
  const { preview } = state;
  return {
    ...state,
    look: (address) =>
      run(async () => {
        const found = await api.call('previewPerson', { body: { address } });
        return { preview: found, receipt: null, said: `This is stored about ${found.address}.` };
      }),
    save: (reason) =>
      run(async () => {
        const parts: string[] = [];
        for await (const text of fileText(piecesOf(api, { address: preview?.address ?? '', reason }))) parts.push(text);
        saveFile('threadmark-person.json', 'application/json', parts);
        return { said: 'Saved as a file.' };
      }),
    erase: (wish) =>
      run(async () => {
        const body = { requestId: crypto.randomUUID(), address: preview?.address ?? '', ...wish };
        return { receipt: await api.call('erasePerson', { body }), preview: null, said: 'Erased.' };
      }),
  };
}
