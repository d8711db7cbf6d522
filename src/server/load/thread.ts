/** One worker thread that does one job at a time within a time limit; a job that takes longer ends with its thread. */
import type { Worker } from 'node:worker_threads';

export interface Thread<Job, Result> {
  /** Rejects with `OutOfTime`, or with what the thread died of. The next job has a new thread. */
  run(job: Job, limitMs: number): Promise<Result>;
  end(): Promise<void>;
}

export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** `start` is called when the first job comes, and again after a job that went wrong. */
export function makeThread<Job, Result>(start: () => Worker): Thread<Job, Result> {
  const state: { worker: Worker | null } = { worker: null };
  const end = async () => {
    const { worker } = state;
    state.worker = null;
    await worker?.terminate();
  };
  return {
    end,
    run: async (job, limitMs) => {
      const worker = (state.worker ??= startIdle(start, () => (state.worker = null)));
      try {
        return await answerOf<Result>(worker, job, limitMs);
      } catch (error) {
        await end();
        throw error;
      }
    },
  };
}

/** An idle thread does not keep a finished program alive, and one that dies between two jobs is not an error of the program. */
function startIdle(start: () => Worker, gone: () => void): Worker {
  const worker = start();
  worker.unref();
  worker.on('error', gone);
  return worker;
}

function answerOf<Result>(worker: Worker, job: unknown, limitMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => settle(() => reject(new OutOfTime())), limitMs);
    const settle = (say: () => void) => {
      clearTimeout(limit);
      worker.unref();
      worker.off('message', answer).off('error', fail).off('exit', leave);
      say();
    };
    const answer = (result: Result) => settle(() => resolve(result));
    const fail = (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    const leave = () => settle(() => reject(new Error('The thread ended before it answered.')));
    worker.on('message', answer).on('error', fail).on('exit', leave);
    worker.ref();
    worker.postMessage(job);
  });
}
