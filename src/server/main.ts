/** Starts the server: certificate, database, sign-in, doors. Whatever was started is stopped again, in reverse. */
import fs from 'node:fs';
import type { ServerOptions } from 'node:https';
import path from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import type { Config } from './config';
import { every, startDailyWork } from './dailyWork';
import { makeApp, type App, type Parts } from './http/app';
import { makeSignIn, type Issuer } from './http/auth';
import { addDevDoor, makeLocalIssuer, type LocalIssuer } from './http/localIssuer';
import { addPages, type Pages } from './http/pages';
import { makeRealIssuer } from './http/realIssuers';
import { mustBeFree, portOf } from './http/ports';
import { addSignInDoor, makeSignInPlaces, type SignInPlaces } from './http/signInDoor';
import { readTls } from './http/tls';
import { makeCleaner, type Cleaner } from './load/cleaner';
import type { Log } from './log';
import { readSandbox } from './sandbox/organisations';
import { seedSandbox } from './sandbox/seed';
import { openStore, type Store } from './store/db';
import { migrate } from './store/migrate';
import { readUser } from './store/signIn';
import { makeActs } from './tracking/makeActs';

export interface Running {
  /** Where users reach it, without a slash at the end. */
  readonly origin: string;
  /** What the person who started it should know, a sentence a line; null: nothing. */
  readonly note: string | null;
  /** Finishes what is being answered, then closes the database. */
  readonly stop: () => Promise<void>;
}

/** Who stops us kills us ten seconds later (docker stop): answers, then a step of the daily work, then the database end before. */
const answersMs = 4_000;
const stepMs = 1_000;

/** The data folder exists. Rejects with an error whose sentence is fit to be shown. */
export async function serve(config: Config, log: Log): Promise<Running> {
  await mustBeFree(config);
  const tls = await readTls(config);
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, log });
  const cleaner = makeCleaner(path.join(config.root, 'dist', 'server', 'cleanWorker.mjs'), (error) =>
    log.error({ err: error }, 'the text of a mail could not be cleaned'),
  );
  try {
    const { app, origin } = await openDoors({ config, log, store, cleaner, tls: tls.options });
    const endDailyWork = startDailyWork({ store, clock: () => new Date(), log, regularly: every });
    return { origin, note: notesOf(config, tls.note), stop: () => stop({ app, store, cleaner, endDailyWork }) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Opening {
  readonly config: Config;
  readonly log: Log;
  readonly store: Store;
  readonly cleaner: Cleaner;
  readonly tls: ServerOptions | null;
}

async function openDoors({ config, log, store, cleaner, tls }: Opening): Promise<{ app: App; origin: string }> {
  await migrate(store);
  const acts = makeActs(store, () => new Date(), {
    report: (error) => log.error({ err: error }, 'a trial broke off'),
    clean: cleaner.clean,
  });
  if (config.sandbox) await seedSandbox({ store, acts, folder: sandboxFolder(config) });
  const local = config.signIn.kind === 'local' ? await makeLocalIssuer(config.dataDir, () => new Date()) : null;
  const trusted = local ? [local] : realIssuers(config);
  const places = config.signIn.kind === 'oidc' ? makeSignInPlaces(config.signIn.issuers) : null;
  void places?.read();
  const at = { origin: '' };
  const app = await makeApp({
    acts,
    signIn: makeSignIn(trusted, (who) => readUser(store, who)),
    reachStore: () => store.writes(),
    log,
    tls,
    httpsAlone: config.signIn.kind === 'oidc' && config.tls.kind !== 'dev',
    version: readVersion(config.root),
    doors: [
      ...devDoors(local, config),
      ...signInDoors(config, places),
      (door) =>
        addPages(
          door,
          pagesOf(config, () => at.origin, places),
        ),
    ],
  });
  await app.listen({ port: config.port, host: config.host });
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  at.origin = config.publicOrigin ?? `${tls ? 'https' : 'http'}://${host}:${portOf(app)}`;
  return { app, origin: at.origin };
}

function realIssuers({ signIn }: Config): readonly Issuer[] {
  return signIn.kind === 'oidc' ? signIn.issuers.map((issuer) => makeRealIssuer(issuer, signIn)) : [];
}

/** Without the sandbox the local issuer has nobody to give a token to. */
function notesOf(config: Config, certificate: string | null): string | null {
  const lonely = config.signIn.kind === 'local' && !config.sandbox;
  const nobody =
    'Nobody can sign in yet: name your sign-in service (OIDC_ISSUER or ENTRA_TENANTS), or start with --sandbox.';
  return [certificate, lonely ? nobody : null].filter(Boolean).join('\n') || null;
}

const sandboxFolder = (config: Config) => path.join(config.root, 'assets', 'sandbox');

function devDoors(local: LocalIssuer | null, config: Config): Parts['doors'] {
  if (!local || !config.sandbox) return [];
  const listUsers = async () =>
    (await readSandbox(sandboxFolder(config))).organisations.flatMap(({ name, users }) =>
      users.map((user) => ({ address: user.address, name: user.name, organisation: name })),
    );
  return [(app) => addDevDoor(app, { issuer: local, listUsers })];
}

function signInDoors({ signIn }: Config, places: SignInPlaces | null): Parts['doors'] {
  if (signIn.kind !== 'oidc' || places === null) return [];
  return [(app) => addSignInDoor(app, { places, clientId: signIn.clientId, scope: signIn.scope })];
}

function pagesOf(config: Config, origin: () => string, places: SignInPlaces | null): Pages {
  return {
    folder: path.join(config.root, 'dist', 'pages'),
    officeJs: path.join(config.root, 'node_modules', '@microsoft', 'office-js', 'dist'),
    local: config.signIn.kind === 'local',
    sandbox: config.sandbox,
    signInAt: places?.origins ?? null,
    origin,
  };
}

interface Started {
  readonly app: App;
  readonly store: Store;
  readonly cleaner: Cleaner;
  readonly endDailyWork: () => Promise<void>;
}

async function stop({ app, store, cleaner, endDailyWork }: Started): Promise<void> {
  const limit = setTimeout(() => app.server.closeAllConnections(), answersMs);
  await app.close();
  clearTimeout(limit);
  // A step that the database does not answer is rolled back there: closing the store cuts its connection.
  await Promise.race([endDailyWork(), passed(stepMs)]);
  await cleaner.end();
  await store.close();
}

function readVersion(root: string): string {
  const described = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return described.version;
}
