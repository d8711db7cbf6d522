/**
 * Starts the PostgreSQL that npm installed, on a private socket, or takes over the one that already runs on these data:
 * a killed program leaves its server behind, and a second program may use the same data at the same time.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { problem } from '../../../contract/problems';
import type { StoreLog } from '../log';
import { findBinaries, makeLinks } from './binaries';
import { ensureCluster, writeAccessRules, type Cluster } from './cluster';
import { isServing } from './serving';
import { reachableDataDir, runnableBinaries } from './places';
import { readLife, readNote, takeOverNote, type Note } from './postmaster';
import { chooseIdentity } from './runner';
import { chooseSocketDir, spawnServer, stopServer } from './server';
import { signIn, signOut } from './users';

export interface LaunchOptions {
  readonly dataDir: string;
  readonly log: StoreLog;
  /** Settings of PostgreSQL beside ours; tests turn off what only matters when the power fails. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Embedded {
  readonly socketDir: string;
  readonly port: number;
  readonly dataDir: string;
  /** True where the server ran before us. */
  readonly adopted: boolean;
  /** Stops the server, unless another program still uses it. */
  stop(): Promise<void>;
}

/** Starting includes recovery after a crash. */
const PATIENCE_MS = 60_000;
const POLL_MS = 10;

export async function startEmbedded({ dataDir, log, settings = {} }: LaunchOptions): Promise<Embedded> {
  const cluster = await prepare(dataDir, log);
  const ticket = randomUUID();
  await signIn(cluster.dir, ticket);
  const stop = async () => {
    if (await signOut(cluster.dir, ticket)) await stopServer(cluster.dir);
  };
  try {
    return { ...(await startOrAdopt(cluster, log, settings)), dataDir: cluster.dir, stop };
  } catch (error) {
    await signOut(cluster.dir, ticket);
    throw error;
  }
}

async function prepare(wanted: string, log: StoreLog): Promise<Cluster> {
  const shipped = await findBinaries();
  await makeLinks(shipped);
  const dataDir = await reachableDataDir(wanted, log);
  await mkdir(dataDir, { recursive: true });
  const dir = path.join(dataDir, `postgresql-${shipped.version.split('.')[0]}-data`);
  const identity = await chooseIdentity(dir);
  const cluster = { dir, identity, binaries: await runnableBinaries(shipped, dataDir, identity) };
  await ensureCluster(cluster);
  await writeAccessRules(cluster);
  return cluster;
}

type Running = Pick<Embedded, 'socketDir' | 'port' | 'adopted'>;

/** Until a server answers: look at the note it left; adopt, wait, or start one. */
async function startOrAdopt(
  cluster: Cluster,
  log: StoreLog,
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  const deadline = Date.now() + PATIENCE_MS;
  let last = '';
  while (Date.now() < deadline) {
    const note = await readNote(cluster.dir);
    const plan = await planStart(cluster.dir, note);
    if (plan.do === 'adopt') {
      log.info('Using the PostgreSQL that already runs on these data.');
      return { socketDir: plan.note.socketDir, port: plan.note.port, adopted: true };
    }
    if (plan.do === 'take over') await takeOverNote(cluster.dir, plan.note);
    if (plan.do === 'wait') {
      last = plan.why;
      await wait(POLL_MS);
      continue;
    }
    const started = await startOne(cluster, settings, deadline);
    if (started.note !== null) return { socketDir: started.note.socketDir, port: started.note.port, adopted: false };
    last = started.why;
    await wait(POLL_MS * 10);
  }
  throw problem('storeAway', `PostgreSQL did not start in ${cluster.dir}: ${last}`);
}

type Plan =
  | { readonly do: 'adopt' | 'take over'; readonly note: Note }
  | { readonly do: 'wait'; readonly why: string }
  | { readonly do: 'start' };

async function planStart(dir: string, note: Note | null): Promise<Plan> {
  if (note === null) return { do: 'start' };
  const life = await readLife(note.pid);
  if (life === 'gone') return { do: 'start' };
  if (life !== 'running') return { do: 'take over', note };
  if (note.status !== 'ready') return { do: 'wait', why: `the server ${note.pid} is ${note.status || 'starting'}` };
  if (await isServing(note, dir)) return { do: 'adopt', note };
  return { do: 'wait', why: `the server ${note.pid} does not answer` };
}

async function startOne(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  deadline: number,
): Promise<{ note: Note; why: '' } | { note: null; why: string }> {
  const socketDir = await chooseSocketDir(cluster);
  const server = await spawnServer(cluster, socketDir, settings);
  while (Date.now() < deadline && server.running()) {
    const note = await readNote(cluster.dir);
    if (note?.pid === server.pid && note.status === 'ready') return { note, why: '' };
    await wait(POLL_MS);
  }
  return { note: null, why: await server.lastWords() };
}
