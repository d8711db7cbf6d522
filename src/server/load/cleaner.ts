/**
 * Cleans long mail HTML in worker threads, fairly between organisations. One thread per core but one, so that the event loop
 * keeps its own. Measured: 3.8 MB of `<p>a</p>` take 2.6 s, on the loop a stop for everybody.
 */
import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { problem } from '../../contract/problems';
import type { CleanHtml, Cleaned } from '../tracking/workshop';
import { makeFairQueue } from './fairQueue';
import { makeThread, type Thread } from './thread';

export interface CleanJob {
  readonly html: string;
  /** Its words are wanted beside it. */
  readonly plain: boolean;
  /** `words`: without any formatting. */
  readonly how: 'all' | 'words';
}

export interface Cleaner {
  readonly clean: CleanHtml;
  readonly end: () => Promise<void>;
}

export interface CleanerParts {
  readonly start: () => Worker;
  readonly threads: number;
  /** Formatting that takes longer is left out: only the words are kept, and the text says so. */
  readonly limitMs: number;
  /** Told why a thread failed for another reason than time or memory. */
  readonly report: (error: unknown) => void;
}

/** Half of what a client waits for its answer: behind it there is still a transaction to come. */
const PATIENCE_MS = 10_000;
/** Of 4 MB each: what may wait of one organisation is bounded in memory, too. */
const WAITING_EACH = 8;

/** `file`: the built `cleanWorker.mjs`. The memory of a thread is bounded; beyond it only the words are kept. */
export function makeCleaner(file: string, report: (error: unknown) => void): Cleaner {
  const start = () => new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  return cleanerOf({ start, threads: Math.max(1, os.availableParallelism() - 1), limitMs: 5_000, report });
}

export function cleanerOf({ start, threads, limitMs, report }: CleanerParts): Cleaner {
  const idle = Array.from({ length: threads }, () => makeThread<CleanJob, Cleaned>(start));
  const all = [...idle];
  const queue = makeFairQueue({ most: threads, mostEach: threads, waitingEach: WAITING_EACH, patienceMs: PATIENCE_MS });
  const clean: CleanHtml = (orgId, job) =>
    queue.run(orgId, async () => {
      const thread = idle.pop()!;
      try {
        return await allOrWords(thread, job, { limitMs, report });
      } finally {
        idle.push(thread);
      }
    });
  return { clean, end: async () => void (await Promise.all(all.map((thread) => thread.end()))) };
}

/** The words of 4 MB take half a second; the rest is for a thread that starts on a busy machine. */
const WORDS_MS = 15_000;

async function allOrWords(
  thread: Thread<CleanJob, Cleaned>,
  job: Omit<CleanJob, 'how'>,
  { limitMs, report }: Pick<CleanerParts, 'limitMs' | 'report'>,
): Promise<Cleaned> {
  try {
    return await thread.run({ ...job, how: 'all' }, limitMs);
  } catch {
    return thread.run({ ...job, how: 'words' }, WORDS_MS).catch((error: unknown) => {
      report(error);
      throw problem('tooLarge');
    });
  }
}
