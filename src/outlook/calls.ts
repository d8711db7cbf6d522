/** Calls to Office for those who only want the answer, and for pages, which say why there is none. */
import {
  makeCallPool,
  type Answer,
  type Callback,
  type CallOptions,
  type Calls,
  type CallWords,
  type PoolDoors,
} from './callPool';

export type { Answer, Callback, CallOptions, Calls };

/** The calls, and how long one of them may take here. */
export interface Asking {
  readonly calls: Calls;
  readonly options?: CallOptions;
}

/** The value, or null where the client refuses it, for whatever reason. */
export const ask = <T>({ calls, options }: Asking, question: (done: Callback<T>) => void): Promise<T | null> =>
  calls.try(question, options).then((answer) => (answer.did === 'answer' ? answer.value : null));

/** Whether the client did it. */
export const did = ({ calls, options }: Asking, deed: (done: Callback<void>) => void): Promise<boolean> =>
  calls.try(deed, options).then((answer) => answer.did === 'answer');

const WORDS: CallWords = {
  silent: (limit) =>
    limit === null ? 'It was not wanted any more.' : `It did not answer within ${limit / 1000} seconds.`,
  refused(error) {
    const words = [error?.name, error?.message].filter(Boolean).join(': ') || 'It gave no reason.';
    return { code: error?.code ?? null, why: error?.code === undefined ? words : `${words} (${error.code})` };
  },
  thrown: (error) => (error instanceof Error ? error.message : String(error)),
};

/** For a page, where somebody reads what went wrong. */
export const makeCalls = ({ after }: Pick<PoolDoors, 'after'>): Calls => makeCallPool({ after, words: WORDS });
