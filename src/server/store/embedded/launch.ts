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
import { ensureCluster, takeOver, writeAccessRules, type Cluster } from './cluster';
import { isServing } from './serving';
import { reachableDataDir, runnableBinaries } from './places';
import { clearEmptyNote, readLife, readNote, takeOverNote, type Note } from './postmaster';
import { chooseIdentity } from './runner';
import { chooseSocketDir, spawnServer, stopServer } from './server';
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
const WATCH_MS = 250;
/** Between two tries to start it again. */
const ANEW_MS = 5_000;

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

/**
 * A server that dies (out of memory, an eager operator) is started again at the same place, whoever started it; clients
 * reconnect. Of several programs that use it the first one through the door starts it, the others adopt that one.
 */
async function keepRunning(order: Order, first: Server, stopping: () => boolean): Promise<void> {
  for (let server: Server | null = first; server !== null;) {
    await endOf(server, stopping);
    if (stopping()) return;
    order.log.warn('PostgreSQL ended unexpectedly; starting it again.');
    server = await restart(order, stopping);
  }
}

/** Null once we are stopping; until then what stands in the way (a full disk) may pass. */
async function restart(order: Order, stopping: () => boolean): Promise<Server | null> {
  while (!stopping()) {
    try {
      return await passDoor(order.cluster.dir, async () => (stopping() ? null : (await startOrAdopt(order)).server));
    } catch (error) {
      order.log.warn(error instanceof Error ? error.message : String(error));
      await wait(ANEW_MS, undefined, { ref: false });
    }
  }
  return null;
}

/** Of an adopted server no event tells. */
async function endOf({ pid, ended }: Server, stopping: () => boolean): Promise<void> {
  if (ended !== null) return ended;
  while (!stopping() && (await readLife(pid)) === 'running') await wait(WATCH_MS, undefined, { ref: false });
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

interface Server {
  readonly pid: number;
  /** Resolves when the process is gone; null for one that another program started. */
  readonly ended: Promise<void> | null;
}

interface Running extends Pick<Embedded, 'socketDir' | 'port' | 'adopted'> {
  readonly server: Server;
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
      const { pid, socketDir, port } = plan.note;
      return { socketDir, port, adopted: true, server: { pid, ended: null } };
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

async function startOne(order: Order, deadline: number): Promise<Running | { why: string }> {
  const { cluster, socketDir, settings } = order;
  if (await takeOver(cluster))
    order.log.info(`The data in ${cluster.dir} belong to user ${cluster.identity?.uid} now, to nobody else.`);
  const server = await spawnServer(cluster, socketDir, settings);
  while (Date.now() < deadline && server.running()) {
    const note = await readNote(cluster.dir);
    if (note?.pid === server.pid && note.status === 'ready')
      return { socketDir, port: note.port, adopted: false, server };
    await wait(POLL_MS);
  }
  return { why: await server.lastWords() };
}
