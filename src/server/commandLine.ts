/** `threadmark COMMAND`: understands the command line and does what it asks for. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DestinationStream } from 'pino';
import { Problem } from '../contract/problems';
import { makeDataDir, readConfig, type Config } from './config';
import { ConfigProblem, UsageProblem } from './environment';
import type { Store } from './store/db';

const help = `Usage: threadmark <command> [options]

  serve [--sandbox] [--port N]   start the server; --sandbox fills two organisations to try it with
  migrate                        bring the database up to date, then end
  organisation add|set NAME      an organisation, and whose sign-in it trusts
                                   --domain D...   --issuer URL...   --tenant ID...   --administrator ADDRESS
                                   --joining invited|domains|everyone   who becomes a user at the first sign-in
  organisation check             lists domains and people that two organisations claim
  user add|set ADDRESS           one of its people
                                   --organisation NAME   --name NAME (with add)   --active yes|no
                                   --role administrator|customizer|user|auditor
                                   --team NAME...   --reads-bodies yes|no
  settings get [NAME] | set NAME=VALUE... | export | import FILE
                                 what an organisation decided; a file of ours or of Dynamics comes in
                                   --organisation NAME   --as ADDRESS   --reason TEXT   --deletes NUMBER
  privacy export|erase ADDRESS   everything about one e-mail address: as a file, or gone
                                   --organisation NAME   --reason TEXT   --records yes|no
  retention run                  removes now what is older than the settings say
                                   --organisation NAME
  backup FILE                    everything the database holds, into a new file; the server may run meanwhile
  restore FILE                   such a file into a new, empty database
  replay FILE... [options]       offer archived mail to the engine and print what it decides
                                   --track all|none|FRACTION|@FILE   --settings FILE   --json
  --help                         this text

Settings come from the environment: PORT, HOST, DATABASE_URL, THREADMARK_DATA, THREADMARK_URL, OIDC_ISSUER,
ENTRA_TENANTS, OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_CLIENTS, OIDC_SCOPE, OIDC_ROLES_CLAIM, OIDC_ROLES, OIDC_JWKS_URL,
THREADMARK_TLS (dev, off), THREADMARK_TLS_CERT, THREADMARK_TLS_KEY.
`;

/** 0 done, 1 could not be done, 2 not understood. */
export type ExitCode = number;
type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** What the command line touches of the process it runs in. */
export interface Io {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The started program: its package is found from here. */
  readonly program: string;
  readonly workingDir: string;
  /** Asked for by what can be stopped in good order; until then Ctrl-C ends the program at once. */
  readonly onInterrupt: () => Interrupt;
  /** Told of what nothing caught, from now on. */
  readonly onStray: (tell: (error: unknown) => void) => void;
}

export interface Interrupt {
  readonly happened: () => boolean;
  /** Resolves at the first Ctrl-C or SIGTERM. */
  readonly first: Promise<void>;
}

const commands: Readonly<Record<string, Command>> = {
  serve,
  migrate,
  organisation,
  user,
  settings,
  privacy,
  retention,
  backup,
  restore,
  replay,
};

/** Gives the exit code; whatever goes wrong is said in one sentence. */
export async function runCommandLine(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await run(args, io);
  } catch (error) {
    const [sentence, code] = explain(error);
    io.stderr.write(`${sentence}\n`);
    return code;
  }
}

async function run([word, ...args]: readonly string[], io: Io): Promise<ExitCode> {
  if (word === undefined)
    throw new UsageProblem(
      'Say what to do: serve, migrate, organisation, user, settings, privacy, retention, backup, restore or replay.',
    );
  if (word === '--help' || word === '-h' || word === 'help') return say(io, help);
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command) throw new UsageProblem(`There is no command “${word}”.`);
  // replay has options of its own and explains them itself.
  if (command !== replay && args.some((arg) => arg === '--help' || arg === '-h')) return say(io, help);
  return command(args, io);
}

async function serve(args: readonly string[], io: Io): Promise<ExitCode> {
  const { sandbox = false, port = null } = readOptions(args, {
    sandbox: { type: 'boolean' },
    port: { type: 'string' },
  });
  const config = configFrom(io, sandbox === true, port as string | null);
  const interrupt = io.onInterrupt();
  makeDataDir(config);
  const [{ serve: start }, { makeLog }, { logFile }] = await Promise.all([
    import('./main'),
    import('./log'),
    import('./logFile'),
  ]);
  const log = makeLog(
    config.sandbox ? logFile(path.join(config.dataDir, 'log', 'threadmark.jsonl')) : (io.stderr as DestinationStream),
  );
  io.onStray((error) => log.error({ err: error }, 'a failure that nothing caught'));
  // A full disk below, or a reader that left: what cannot be written is lost, not the server.
  for (const stream of [io.stdout, io.stderr]) stream.on('error', () => undefined);
  const running = await start(config, log).catch((error: unknown) => {
    log.error({ err: error }, 'could not start');
    throw error;
  });
  if (!interrupt.happened())
    say(io, `Threadmark is ready: ${running.origin}/\n${running.note ? `${running.note}\n` : ''}`);
  await interrupt.first;
  await running.stop();
  return 0;
}

async function migrate(args: readonly string[], io: Io): Promise<ExitCode> {
  readOptions(args, {});
  return withStore(configFrom(io, false, null), io, async (_store, applied) =>
    applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.',
  );
}

async function organisation(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readOrganisationCommand } = await import('./peopleCommands');
  const config = configFrom(io, false, null);
  return withStore(config, io, readOrganisationCommand(args, config));
}

async function user(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readUserCommand } = await import('./peopleCommands');
  return withStore(configFrom(io, false, null), io, readUserCommand(args));
}

async function privacy(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readPrivacyCommand } = await import('./privacyCommands');
  return withStore(configFrom(io, false, null), io, readPrivacyCommand(args));
}

async function retention(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readRetentionCommand } = await import('./privacyCommands');
  return withStore(configFrom(io, false, null), io, readRetentionCommand(args));
}

async function settings(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readSettingsCommand } = await import('./settingsCommands');
  return withStore(configFrom(io, false, null), io, readSettingsCommand(args));
}

/** Leaves the schema as it is: one backs up before an upgrade, too. */
async function backup(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readBackupCommand } = await import('./backupCommands');
  return withStore(configFrom(io, false, null), io, readBackupCommand(args, io.workingDir), false);
}

async function restore(args: readonly string[], io: Io): Promise<ExitCode> {
  const { readRestoreCommand } = await import('./backupCommands');
  return withStore(configFrom(io, false, null), io, readRestoreCommand(args, io.workingDir), false);
}

/** Opens the store, brings it up to date where that is wanted, and prints what the work says. */
async function withStore(
  config: Config,
  io: Io,
  work: (store: Store, applied: readonly string[]) => Promise<string | AsyncIterable<string>>,
  upToDate = true,
): Promise<ExitCode> {
  makeDataDir(config);
  const [{ openStore }, { migrate: bringUpToDate, mustAnswer }, { makeLog }] = await Promise.all([
    import('./store/db'),
    import('./store/migrate'),
    import('./log'),
  ]);
  const { databaseUrl, dataDir } = config;
  const store = await openStore({ databaseUrl, dataDir, log: makeLog(io.stderr as DestinationStream, 'warn') });
  try {
    const applied = upToDate ? await bringUpToDate(store) : [];
    if (!upToDate) await mustAnswer(store);
    const words = await work(store, applied);
    return typeof words === 'string' ? say(io, `${words}\n`) : await sayAll(io, words);
  } finally {
    await store.close();
  }
}

/** Waits where the reader is slower than we are. */
async function sayAll({ stdout }: Io, pieces: AsyncIterable<string>): Promise<ExitCode> {
  for await (const piece of pieces) if (!stdout.write(piece)) await once(stdout, 'drain');
  return 0;
}

/** Loads nothing of the server. */
async function replay(args: readonly string[], io: Io): Promise<ExitCode> {
  const { replay: start } = await import('./replay/replay');
  return start(args, io);
}

function readOptions(args: readonly string[], options: Record<string, { type: 'boolean' | 'string' }>) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}

const configFrom = ({ env, program, workingDir }: Io, sandbox: boolean, port: string | null): Config =>
  readConfig({ env, root: findRoot(program), workingDir, sandbox, port });

/** The folder of our package.json: two levels above every entry, whether it was started from `dist` or `src/setup`. */
function findRoot(program: string): string {
  return path.resolve(path.dirname(fs.realpathSync(program)), '..', '..');
}

function say({ stdout }: Io, text: string): ExitCode {
  stdout.write(text);
  return 0;
}

/** What a person should read of an error, and the exit code. */
function explain(error: unknown): [string, ExitCode] {
  if (error instanceof UsageProblem) return [`${error.message} See threadmark --help.`, 2];
  if (error instanceof ConfigProblem) return [error.message, 1];
  if (error instanceof Problem) return [`${error.message} ${error.next}`, 1];
  return [error instanceof Error ? error.message : String(error), 1];
}
