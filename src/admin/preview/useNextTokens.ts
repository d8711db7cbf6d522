/** The asker's next real tokens under what stands in the form; the server looks and takes none. */
import { useEffect, useState } from 'react';
import type { NextTokens } from '../../contract/trial';
import type { AdminApi } from '../adminApi';
import { findFaults, type Draft } from '../draft';
import { layoutOf } from '../tokenParts';

/** null: not known yet, or the form says no layout; `away`: the server could not be asked. */
export type Next = NextTokens | 'away' | null;

/** Somebody types; only what stands for a moment is asked about. */
const PAUSE_MS = 250;

export function useNextTokens(api: AdminApi, draft: Draft): Next {
  const question = questionOf(draft);
  const [answer, setAnswer] = useState<{ readonly question: string; readonly next: Next } | null>(null);
  useEffect(() => {
    if (question === null) return undefined;
    const interest = new AbortController();
    const keep = (next: Next) => void (interest.signal.aborted || setAnswer({ question, next }));
    const timer = setTimeout(() => {
      const body = JSON.parse(question) as ReturnType<typeof bodyOf>;
      api.call('nextTokens', { body, signal: interest.signal }).then(keep, () => keep('away'));
    }, PAUSE_MS);
    return () => (clearTimeout(timer), interest.abort());
  }, [api, question]);
  return answer !== null && answer.question === question ? answer.next : null;
}

const bodyOf = (draft: Draft) => ({
  token: layoutOf(draft),
  tokenBase: Number(draft.tokenBase),
  activeDays: Number(draft.activeDays),
});

function questionOf(draft: Draft): string | null {
  const faults = findFaults(draft);
  const wrong = faults.prefix ?? faults.userDigits ?? faults.counterDigits ?? faults.tokenBase ?? faults.activeDays;
  return wrong === undefined ? JSON.stringify(bodyOf(draft)) : null;
}
