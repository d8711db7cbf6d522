/** `threadmark serve | migrate | replay`: reads the command line, starts what was asked for, ends with its exit code. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../contract/problems';
import { ConfigProblem, readConfig, type Config } from './config';

const help = `Usage: threadmark <command> [options]

  serve [--sandbox] [--port N]   start the server; --sandbox fills two organisations to try it with
  migrate                        bring the database up to date, then end
  replay FILE... [options]       offer archived mail to the engine and print what it decides
                                   --track all|none|FRACTION|@FILE   --settings FILE   --json
  --help                         this text

Settings come from the environment: PORT, HOST, DATABASE_URL, THREADMARK_DATA, THREADMARK_URL, OIDC_ISSUER,
OIDC_AUDIENCE, OIDC_JWKS_URL, THREADMARK_TLS (dev, off), THREADMARK_TLS_CERT, THREADMARK_TLS_KEY.
`;

/** The exit codes: 0 done, 1 could not be done, 2 not understood. */
type ExitCode = number;
type Command = (args: readonly string[]) => Promise<ExitCode>;

/** A command line that cannot be understood; `message` says why. */
class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

const commands: Readonly<Record<string, Command>> = { serve, migrate, replay };

async function run([word, ...args]: readonly string[]): Promise<ExitCode> {
  if (word === undefined) throw new UsageProblem('Say what to do: serve, migrate or replay.');
  if (word === '--help' || word === '-h' || word === 'help') return say(help);
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command) throw new UsageProblem(`There is no command “${word}”.`);
  // replay has options of its own and explains them itself.
  if (command !== replay && args.some((arg) => arg === '--help' || arg === '-h')) return say(help);
  return command(args);
}

async function serve(args: readonly string[]): Promise<ExitCode> {
  const { sandbox = false, port = null } = readOptions(args, {
    sandbox: { type: 'boolean' },
    port: { type: 'string' },
  });
  const config = configFrom(sandbox === true, port as string | null);
  const interrupt = onInterrupt();
  const [{ serve: start }, { logFile, makeLog }] = await Promise.all([import('./main'), import('./log')]);
  const log = makeLog(config.sandbox ? logFile(path.join(config.dataDir, 'log', 'threadmark.jsonl')) : process.stderr);
  const running = await start(config, log);
  if (!interrupt.happened()) say(`Threadmark is ready: ${running.origin}/\n${running.note ? `${running.note}\n` : ''}`);
  await interrupt.first;
  await running.stop();
  return 0;
}

async function migrate(args: readonly string[]): Promise<ExitCode> {
  readOptions(args, {});
  const config = configFrom(false, null);
  const [{ openStore }, { migrate: bringUpToDate }, { makeLog }] = await Promise.all([
    import('./store/db'),
    import('./store/migrate'),
    import('./log'),
  ]);
  const store = await openStore({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    log: makeLog(process.stderr, 'warn'),
  });
  try {
    const applied = await bringUpToDate(store);
    return say(applied.length ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n');
  } finally {
    await store.close();
  }
}

/** Loads nothing of the server. */
async function replay(args: readonly string[]): Promise<ExitCode> {
  const { replay: start } = await import('./replay/replay');
  return start(args, process);
}

function readOptions(args: readonly string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}

const configFrom = (sandbox: boolean, port: string | null): Config =>
  readConfig({ env: process.env, root: findRoot(), workingDir: process.cwd(), sandbox, port });

/** The folder of our package.json: two levels above every entry, whether it was started from `dist` or `src/setup`. */
function findRoot(): string {
  return path.resolve(path.dirname(fs.realpathSync(process.argv[1]!)), '..', '..');
}

interface Interrupt {
  readonly happened: () => boolean;
  /** Resolves at the first Ctrl-C or SIGTERM; the second ends the program there and then. */
  readonly first: Promise<void>;
}

function onInterrupt(): Interrupt {
  const state = { happened: false };
  const first = new Promise<void>((resolve) => {
    const interrupt = () => {
      if (state.happened) process.exit(130);
      state.happened = true;
      resolve();
    };
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', interrupt);
  });
  return { happened: () => state.happened, first };
}

function say(text: string): ExitCode {
  process.stdout.write(text);
  return 0;
}

/** What a person should read of an error, and the exit code. */
function explain(error: unknown): [string, ExitCode] {
  if (error instanceof UsageProblem) return [`${error.message} See threadmark --help.`, 2];
  if (error instanceof ConfigProblem) return [error.message, 1];
  if (error instanceof Problem) return [`${error.message} ${error.next}`, 1];
  return [error instanceof Error ? error.message : String(error), 1];
}

run(process.argv.slice(2))
  .catch((error: unknown) => {
    const [sentence, code] = explain(error);
    process.stderr.write(`${sentence}\n`);
    return code;
  })
  // What was written may still be on its way into a pipe; what is still open must not keep a finished program alive.
  .then((code) => {
    process.exitCode = code;
    setTimeout(() => process.exit(), 1000).unref();
  });
