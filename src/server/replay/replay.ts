/** `threadmark replay`: real mail through the engine, over an empty store. */
import { once } from 'node:events';
import { SingleBar, Presets } from 'cli-progress';
import type { Mail } from '../../correlation/mail';
import { toMail } from '../mailbox/toMail';
import { ImportCensus } from '../rehearsal/importCensus';
import { MemoryStore } from '../rehearsal/memoryStore';
import { readOptions, USAGE, UsageError, type Options } from './options';
import { replayMail, type Line } from './replayMail';
import { readMails } from './readMails';
import { findSources } from './sources';
import { SettingsFault } from './settingsFile';
import { makeSummary, type Summary } from './summary';

export interface ReplayIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Gives the exit code: 0 done, 1 a file could not be read, 2 the command is wrong. */
export async function replay(args: readonly string[], io: ReplayIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) return say(io, USAGE);
  try {
    const options = await readOptions(args);
    const summary = await run(options, io);
    if (!options.json) io.stderr.write(summary.text());
    return 0;
  } catch (error) {
    // Whoever read the lines has seen enough, as `head` has.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
    if (error instanceof UsageError) io.stderr.write(`${error.message}\n\n${USAGE}`);
    else io.stderr.write(`threadmark replay: ${sentence(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function say(io: ReplayIo, text: string): number {
  io.stdout.write(text);
  return 0;
}

/** Files that cannot be read and settings that cannot be parsed are the caller's to mend; anything else is a bug and shows its stack. */
function sentence(error: unknown): string {
  if (error instanceof SettingsFault) return error.message;
  const { code, stack, message } = error as NodeJS.ErrnoException;
  return code === undefined ? (stack ?? String(message ?? error)) : unreadable(error as NodeJS.ErrnoException);
}

const unreadableWords: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder. Check the path',
  EACCES: 'You may not read it. Ask its owner for the right to read',
  EISDIR: 'It is a folder. Name a file',
  Z_DATA_ERROR: 'It ends in .gz but is damaged, or no gzip. Fetch it again',
  Z_BUF_ERROR: 'It is a gzip file that breaks off. Fetch it again',
};

/** What became of a file, in words; the system's own where it is a rare one. */
function unreadable(error: NodeJS.ErrnoException): string {
  const words = unreadableWords[error.code ?? ''];
  return words === undefined ? error.message : `${words}${error.path === undefined ? '' : `: ${error.path}`}.`;
}

async function run({ files, tracks, policy: wanted }: Options, io: ReplayIo): Promise<Summary> {
  const { mails: sources, passedOver } = await findSources(files);
  const store = new MemoryStore();
  const census = new ImportCensus();
  const policy = { ...wanted, vocabulary: store.vocabulary, import: census, census };
  const summary = makeSummary();
  for (const each of passedOver) summary.passOver(each);
  const bar = progressBar(
    io.stderr,
    sources.reduce((sum, source) => sum + source.size, 0),
  );
  const print = makePrinter(io.stdout);
  let n = 0;
  for (const source of sources) {
    const before = n;
    const onCut = () => summary.passOver({ ...source, why: 'cut' });
    for await (const raws of inBatches(readMails(source, { onRead: bar.add, onCut }))) {
      const start = performance.now();
      const mails: Mail[] = [];
      const readIn = { address: '', ownAddresses: policy.users, now: new Date() };
      for (const raw of raws) mails.push(await toMail(raw, readIn));
      const parsed = performance.now();
      const keeping = makeStopwatch();
      const lines = mails.map((mail) => replayMail(store, policy, { n: ++n, mail, track: tracks(n) }, keeping.timed));
      const judged = performance.now() - parsed - keeping.spent();
      summary.add(lines, { parsing: parsed - start, correlating: judged, keeping: keeping.spent() });
      await print(lines);
    }
    if (n === before) summary.passOver({ ...source, why: 'empty' });
  }
  bar.stop();
  await print(null);
  return summary;
}

/** Milliseconds. */
function makeStopwatch(): { timed(act: () => void): void; spent(): number } {
  let total = 0;
  const timed = (act: () => void) => {
    const start = performance.now();
    act();
    total += performance.now() - start;
  };
  return { timed, spent: () => total };
}

const MOST_MAILS = 100;
const MOST_BYTES = 4 * 1024 * 1024;

/** A hundred mails at a time, fewer where they are large: each half of the work then finds the processor warm. */
async function* inBatches(raws: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let batch: Buffer[] = [];
  let bytes = 0;
  for await (const raw of raws) {
    batch.push(raw);
    bytes += raw.length;
    if (batch.length < MOST_MAILS && bytes < MOST_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

const BATCH = 64 * 1024;

/** Writes in batches and waits for a slow reader; null writes what is left. */
function makePrinter(stdout: NodeJS.WritableStream): (lines: readonly Line[] | null) => Promise<void> {
  let held = '';
  return async (lines) => {
    for (const line of lines ?? []) held += `${JSON.stringify(line)}\n`;
    if (held === '' || (lines && held.length < BATCH)) return;
    const more = stdout.write(held);
    held = '';
    if (!more) await once(stdout, 'drain');
  };
}

function progressBar(stderr: NodeJS.WritableStream, total: number): { add(bytes: number): void; stop(): void } {
  if (!('isTTY' in stderr) || !stderr.isTTY) return { add: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { stream: stderr, format: ' {bar} {percentage}% | {eta_formatted} left', hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { add: (bytes) => bar.increment(bytes), stop: () => bar.stop() };
}
