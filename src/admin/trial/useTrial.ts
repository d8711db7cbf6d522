/** The life of a trial as this page sees it: the last one, a running one, the next one. */
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/problems';
import type { Settings } from '../../contract/settings';
import type { Trial } from '../../contract/trial';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';

interface State {
  readonly trial: Trial | null;
  readonly problem: Problem | null;
  /** A click is on its way. */
  readonly asking: boolean;
  /** Rises with every answer. */
  readonly round: number;
}

export interface Trials extends Omit<State, 'round'> {
  readonly start: (settings: Settings, days: number) => void;
  readonly stop: () => void;
}

const POLL_MS = 600;

export function useTrial(api: AdminApi): Trials {
  const [state, setState] = useState<State>({ trial: null, problem: null, asking: false, round: 0 });
  const show = useCallback(
    (trial: Trial | null) => setState(({ round }) => ({ trial, problem: null, asking: false, round: round + 1 })),
    [],
  );
  const fail = useCallback(
    (error: unknown) =>
      setState(({ trial, round }) => ({ trial, problem: asProblem(error), asking: false, round: round + 1 })),
    [],
  );
  const running = state.trial?.state === 'running';
  const beat = running ? state.round : 0;
  useEffect(() => {
    const interest = new AbortController();
    const keep = (trial: Trial | null) => void (interest.signal.aborted || show(trial));
    const look = () =>
      api.call('trial', { signal: interest.signal }).then(
        ({ trial }) => keep(trial),
        (error: unknown) => void (interest.signal.aborted || fail(error)),
      );
    // At first whatever there is; a running one again and again, each look after the answer of the one before.
    const timer = setTimeout(() => void look(), running ? POLL_MS : 0);
    return () => (clearTimeout(timer), interest.abort());
  }, [api, running, beat, show, fail]);
  const act = (work: Promise<{ trial: Trial | null }>) => {
    setState((last) => ({ ...last, problem: null, asking: true }));
    work.then(({ trial }) => show(trial), fail);
  };
  return {
    ...state,
    start: (settings, days) => act(api.call('startTrial', { body: { settings, days } })),
    stop: () => state.trial && act(api.call('stopTrial', { body: { trialId: state.trial.trialId } })),
  };
}
