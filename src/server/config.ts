/** The environment, read once: everything the server can be told from outside. */
import fs from 'node:fs';
import path from 'node:path';
import { bare, ConfigProblem, loopbackHosts, type Env } from './environment';
import { readSignIn, type SignInAt } from './signInConfig';

/** `dev`: a certificate made on this machine. `off`: a proxy in front of us speaks TLS. */
export type Tls =
  | { readonly kind: 'dev' }
  | { readonly kind: 'off' }
  | { readonly kind: 'files'; readonly cert: string; readonly key: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the program: built pages, assets, packages. */
  readonly root: string;
  /** Folder for everything that must survive a restart. */
  readonly dataDir: string;
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly signIn: SignInAt;
  readonly tls: Tls;
  /** The origin that users see, where a proxy gives another than ours. */
  readonly publicOrigin: string | null;
  readonly sandbox: boolean;
}

export interface Given {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
  readonly workingDir: string;
  readonly sandbox: boolean;
  /** `--port`, which wins over PORT. */
  readonly port: string | null;
}

/** Throws a ConfigProblem whose sentence names the variable and what it may be. */
export function readConfig(given: Given): Config {
  const env = (name: string) => given.env[name]?.trim() || null;
  const signIn = readSignIn(env);
  const host = bare(env('HOST') ?? 'localhost');
  if (signIn.kind === 'local') refuseOpenLocalIssuer(host, given.sandbox);
  return {
    port: readPort(given.port ?? env('PORT') ?? '3000', given.port === null ? 'PORT' : '--port'),
    host,
    root: given.root,
    dataDir: path.resolve(given.workingDir, env('THREADMARK_DATA') ?? 'var'),
    databaseUrl: readDatabaseUrl(env('DATABASE_URL')),
    signIn: given.sandbox ? onlyLocal(signIn) : signIn,
    tls: readTls(env, signIn),
    publicOrigin: readOrigin(env('THREADMARK_URL')),
    sandbox: given.sandbox,
  };
}

/** Throws a ConfigProblem where the data folder cannot be made or written. */
export function makeDataDir({ dataDir }: Config): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.accessSync(dataDir, fs.constants.W_OK);
  } catch {
    throw new ConfigProblem(`The data folder ${dataDir} cannot be written. Set THREADMARK_DATA to one that can.`);
  }
}

function readPort(text: string, name: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65535) return port;
  throw new ConfigProblem(`${name} is “${text}”, but must be a number from 0 to 65535.`);
}

/** Anybody who reaches the local issuer can sign in as anybody: it must not be reachable from another machine. */
function refuseOpenLocalIssuer(host: string, sandbox: boolean): void {
  if (loopbackHosts.includes(host)) return;
  const instead = sandbox ? '' : ', or set OIDC_ISSUER, OIDC_AUDIENCE and OIDC_CLIENT_ID to your real sign-in service';
  throw new ConfigProblem(
    `HOST is “${host}”, but without a real sign-in service the server only listens to this machine: leave HOST at localhost${instead}.`,
  );
}

function onlyLocal(signIn: SignInAt): SignInAt {
  if (signIn.kind === 'local') return signIn;
  throw new ConfigProblem(
    'A real sign-in service is set, but the sandbox signs its two users in by itself: unset OIDC_ISSUER and ENTRA_TENANTS, or start without --sandbox.',
  );
}

function readDatabaseUrl(text: string | null): string | null {
  if (text === null || /^postgres(ql)?:\/\//.test(text)) return text;
  throw new ConfigProblem('DATABASE_URL must begin with postgres:// (or be unset, for the embedded database).');
}

function readTls(env: Env, signIn: SignInAt): Tls {
  const [cert, key, how] = [env('THREADMARK_TLS_CERT'), env('THREADMARK_TLS_KEY'), env('THREADMARK_TLS')];
  if (how !== null && how !== 'dev' && how !== 'off')
    throw new ConfigProblem(`THREADMARK_TLS is “${how}”, but can only be “dev” or “off”.`);
  if (how) return { kind: how };
  if (cert && key) return { kind: 'files', cert, key };
  if (cert) throw new ConfigProblem('THREADMARK_TLS_CERT is set but THREADMARK_TLS_KEY is not: set both, or neither.');
  if (key) throw new ConfigProblem('THREADMARK_TLS_KEY is set but THREADMARK_TLS_CERT is not: set both, or neither.');
  if (signIn.kind === 'local') return { kind: 'dev' };
  throw new ConfigProblem(
    'Set THREADMARK_TLS_CERT and THREADMARK_TLS_KEY to the certificate of this server, or THREADMARK_TLS=off when a proxy in front of it speaks https.',
  );
}

function readOrigin(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:' && url.pathname === '/' && !url.search) return url.origin;
  throw new ConfigProblem(`THREADMARK_URL is “${text}”, but must look like https://threadmark.example.`);
}
