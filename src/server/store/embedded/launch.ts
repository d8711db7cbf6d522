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
import { clearEmptyNote, readLife, readNote, takeOverNote, type Note } from './postmaster';
import { chooseIdentity } from './runner';
import { chooseSocketDir, spawnServer, stopServer, type Server } from './server';
import { passDoor, signIn, signOut } from './users';

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

/** Starting includes recovery after a crash, and waiting for the backends of a killed server to notice. */
const PATIENCE_MS = 60_000;
const POLL_MS = 10;
const RETRY_MS = 100;

export async function startEmbedded({ dataDir, log, settings = {} }: LaunchOptions): Promise<Embedded> {
  const order = { ...(await prepare(dataDir, log)), log, settings };
  const ticket = randomUUID();
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await signOut(order.cluster.dir, ticket, () => stopServer(order.cluster.dir));
  };
  try {
    const { server, ...running } = await signIn(order.cluster.dir, ticket, () => begin(order));
    void keepRunning(order, server, () => stopping);
    return { ...running, dataDir: order.cluster.dir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function begin(order: Order): Promise<Running> {
  await ensureCluster(order.cluster);
  await writeAccessRules(order.cluster);
  return startOrAdopt(order);
}

/** A server that dies under us (out of memory, an eager operator) is started again at the same place; clients reconnect. */
async function keepRunning(order: Order, first: Server | null, stopping: () => boolean): Promise<void> {
  for (let server = first; server !== null;) {
    await server.ended;
    if (stopping()) return;
    order.log.warn('PostgreSQL ended unexpectedly; starting it again.');
    server = await passDoor(order.cluster.dir, async () => (stopping() ? null : await restart(order)));
  }
}

async function restart(order: Order): Promise<Server | null> {
  try {
    return (await startOrAdopt(order)).server;
  } catch (error) {
    order.log.warn(error instanceof Error ? error.message : String(error));
    return null;
  }
}

interface Order {
  readonly cluster: Cluster;
  readonly socketDir: string;
  readonly log: StoreLog;
  readonly settings: Readonly<Record<string, string>>;
}

async function prepare(wanted: string, log: StoreLog): Promise<Pick<Order, 'cluster' | 'socketDir'>> {
  const shipped = await findBinaries();
  await makeLinks(shipped);
  const dataDir = await reachableDataDir(wanted, log);
  await mkdir(dataDir, { recursive: true });
  const dir = path.join(dataDir, `postgresql-${shipped.version.split('.')[0]}-data`);
  const identity = await chooseIdentity(dir);
  const cluster = { dir, identity, binaries: await runnableBinaries(shipped, dataDir, identity) };
  return { cluster, socketDir: await chooseSocketDir(cluster) };
}

interface Running extends Pick<Embedded, 'socketDir' | 'port' | 'adopted'> {
  /** Null where we only adopted it. */
  readonly server: Server | null;
}

/** Until a server answers: look at the note it left; adopt, wait, or start one. */
async function startOrAdopt(order: Order): Promise<Running> {
  const { cluster, log } = order;
  const deadline = Date.now() + PATIENCE_MS;
  let last = '';
  while (Date.now() < deadline) {
    await clearEmptyNote(cluster.dir);
    const plan = await planStart(cluster.dir, await readNote(cluster.dir));
    if (plan.do === 'adopt') {
      log.info('Using the PostgreSQL that already runs on these data.');
      return { socketDir: plan.note.socketDir, port: plan.note.port, adopted: true, server: null };
    }
    if (plan.do === 'take over') await takeOverNote(cluster.dir, plan.note);
    if (plan.do === 'wait') last = plan.why;
    else {
      const started = await startOne(order, deadline);
      if ('port' in started) return started;
      last = started.why;
      if (!MAY_PASS.test(last)) break;
    }
    await wait(plan.do === 'wait' ? POLL_MS : RETRY_MS);
  }
  throw problem('storeAway', `PostgreSQL did not start in ${cluster.dir}: ${last}`);
}

/** Another program was faster, or the backends of a killed server still hold its memory. Nothing else gets better by waiting. */
const MAY_PASS = /already exists|shared memory block/;

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

async function startOne({ cluster, socketDir, settings }: Order, deadline: number): Promise<Running | { why: string }> {
  const server = await spawnServer(cluster, socketDir, settings);
  while (Date.now() < deadline && server.running()) {
    const note = await readNote(cluster.dir);
    if (note?.pid === server.pid && note.status === 'ready')
      return { socketDir, port: note.port, adopted: false, server };
    await wait(POLL_MS);
  }
  return { why: await server.lastWords() };
}
