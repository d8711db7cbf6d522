/** One answer from outside, with its waiting and its failing. A late answer to an earlier question never shows. */
import { useCallback, useEffect, useState } from 'react';
import { Problem, problem } from '../contract/problems';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/** A known failure as it is; anything else is a bug, told as one with its own words. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : problem('badAnswer', error instanceof Error ? error.message : null);

/** `load` must keep its identity (useCallback) while the question is the same. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): readonly [Loaded<T>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ load: unknown; attempt: number; loaded: Loaded<T> } | null>(null);
  useEffect(() => {
    const interest = new AbortController();
    const keep = (loaded: Loaded<T>) => void (interest.signal.aborted || setAnswer({ load, attempt, loaded }));
    load(interest.signal).then(
      (value) => keep({ state: 'ready', value }),
      (error: unknown) => keep({ state: 'failed', problem: asProblem(error) }),
    );
    return () => interest.abort();
  }, [load, attempt]);
  const again = useCallback(() => setAttempt((last) => last + 1), []);
  const current = answer !== null && answer.load === load && answer.attempt === attempt;
  return [current ? answer.loaded : { state: 'loading' }, again];
}
