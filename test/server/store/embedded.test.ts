/** The launcher on real processes: as root, as nobody, beside another program, after every kind of sudden death. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openStore } from '../../../src/server/store/db';
import { findBinaries, makeLinks } from '../../../src/server/store/embedded/binaries';
import { OWNER } from '../../../src/server/store/embedded/cluster';
import { startEmbedded, type Embedded } from '../../../src/server/store/embedded/launch';
import { reachableDataDir, runnableBinaries } from '../../../src/server/store/embedded/places';
import { chooseIdentity } from '../../../src/server/store/embedded/runner';
import { spawnServer } from '../../../src/server/store/embedded/server';
import { isAlive, readLife, readNote } from '../../../src/server/store/embedded/postmaster';
import { migrate } from '../../../src/server/store/migrate';
import { quiet } from '../../tools/database';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
const fast = { fsync: 'off' };

describe('the embedded PostgreSQL', () => {
  const places: string[] = [];
  const place = () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'tm-launch-'));
    places.push(dir);
    return makePassable(dir);
  };
  const makePassable = (dir: string) => (isRoot && spawnSync('chmod', ['755', dir]), dir);
  /** A database that was used once: initdb is the slow part, and only the first test is about it. */
  let made: string;
  beforeAll(async () => {
    made = mkdtempSync(path.join(os.tmpdir(), 'tm-made-'));
    makePassable(made);
    await (await startEmbedded({ dataDir: made, log: quiet, settings: fast })).stop();
  }, 60_000);
  afterAll(() => rmSync(made, { recursive: true, force: true }));
  const used = (dataDir = place()) => {
    spawnSync('mkdir', ['-p', dataDir]);
    spawnSync('cp', ['-a', `${made}/.`, dataDir]);
    return dataDir;
  };
  const running: Embedded[] = [];
  const start = async (dataDir: string) => {
    const embedded = await startEmbedded({ dataDir, log: quiet, settings: fast });
    running.push(embedded);
    return embedded;
  };
  afterEach(async () => {
    for (const embedded of running.splice(0)) await embedded.stop();
    for (const dir of places.splice(0)) rmSync(dir, { recursive: true, force: true });
  });

  const ask = async (embedded: Embedded, text: string) => {
    const client = new pg.Client({ host: embedded.socketDir, port: embedded.port, user: OWNER, database: 'postgres' });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(text).finally(() => client.end());
    return rows[0] as Record<string, unknown>;
  };
  const pidOf = async ({ dataDir }: Embedded) => (await readNote(dataDir))!.pid;
  const ends = async (pid: number) => {
    while (isAlive(pid) && (await readLife(pid)) === 'running') await new Promise((resolve) => setTimeout(resolve, 5));
  };

  test('S1 starts on a private socket only, durable and with checksums, and stops with us', async () => {
    const embedded = await startEmbedded({ dataDir: place(), log: quiet });
    expect(embedded.adopted).toBe(false);
    expect(
      await ask(
        embedded,
        `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as sync, current_setting('data_checksums') as sums, current_setting('server_encoding') as enc`,
      ),
    ).toEqual({
      tcp: '',
      fsync: 'on',
      sync: 'on',
      sums: 'on',
      enc: 'UTF8',
    });
    expect((await stat(embedded.dataDir)).mode & 0o777).toBe(0o700);
    const pid = await pidOf(embedded);
    await embedded.stop();
    expect(isAlive(pid)).toBe(false);
    expect(await readNote(embedded.dataDir)).toBeNull();
    expect((await readdir(path.dirname(embedded.dataDir))).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  test('S1 keeps its data over a restart', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    await ask(first, 'create table kept (n int)');
    await first.stop();
    const second = await start(dataDir);
    expect(await ask(second, 'select count(*)::int as n from kept')).toEqual({ n: 0 });
  });

  test('S1 a second program adopts the server, and the last one out stops it', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second).toMatchObject({ adopted: true, socketDir: first.socketDir });
    await first.stop();
    expect(await ask(second, 'select 1 as one')).toEqual({ one: 1 });
    const pid = await pidOf(second);
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  test('S1 three that start on an empty directory at once share one server', async () => {
    const dataDir = place();
    const three = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
    expect(three.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(new Set(await Promise.all(three.map(pidOf))).size).toBe(1);
    expect((await readdir(dataDir)).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  test('S1 coming and going at once, forty times, nobody is left without a server', async () => {
    const dataDir = used();
    const visit = async () => {
      for (let n = 0; n < 10; n++) {
        const embedded = await startEmbedded({ dataDir, log: quiet, settings: fast });
        expect(await ask(embedded, 'select 1 as one')).toEqual({ one: 1 });
        await embedded.stop();
      }
    };
    await Promise.all([visit(), visit(), visit(), visit()]);
    expect(await readNote(path.join(dataDir, 'postgresql-18-data'))).toBeNull();
  }, 60_000);

  test('S1 an orphan of a program that was killed is adopted and then stopped by us', async () => {
    const dataDir = used();
    const dir = path.join(dataDir, 'postgresql-18-data');
    const identity = await chooseIdentity(dir);
    const orphan = await spawnServer({ dir, identity, binaries: await findBinaries() }, dir, fast);
    await mkdir(`${dir}.users`, { recursive: true });
    await writeFile(
      path.join(`${dir}.users`, 'of-the-dead'),
      JSON.stringify({ pid: spawnSync('true').pid, born: '1' }),
    );
    while ((await readNote(dir))?.status !== 'ready') await new Promise((resolve) => setTimeout(resolve, 5));
    const ours = await start(dataDir);
    expect(ours.adopted).toBe(true);
    expect(await pidOf(ours)).toBe(orphan.pid);
    await ours.stop();
    expect(orphan.running()).toBe(false);
  });

  test('S1 a server that is killed under us is started again at the same place', async () => {
    const embedded = await start(used());
    const pid = await pidOf(embedded);
    process.kill(pid, 'SIGKILL');
    await ends(pid);
    let answer: Record<string, unknown> | null = null;
    while (answer === null) answer = await ask(embedded, 'select 1 as one').catch(() => null);
    expect(answer).toEqual({ one: 1 });
    expect(await pidOf(embedded)).not.toBe(pid);
  });

  const recovers = async (embedded: Embedded, from: number) => {
    for (;;) {
      const answer = await ask(embedded, 'select 1 as one').catch(() => null);
      if (answer !== null && (await pidOf(embedded)) !== from) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  test('S1 one that two programs share is started again once, and both go on with it, again and again', async () => {
    const dataDir = used();
    const said: string[] = [];
    const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) };
    const two = [];
    for (let n = 0; n < 2; n++) {
      two.push(await startEmbedded({ dataDir, log, settings: fast }));
      running.push(two[n]!);
    }
    said.length = 0;
    for (let kill = 1; kill <= 2; kill++) {
      const pid = await pidOf(two[0]!);
      process.kill(pid, 'SIGKILL');
      await ends(pid);
      await Promise.all(two.map((embedded) => recovers(embedded, pid)));
      // Both have noticed, and one of them only adopts what the other started.
      const ADOPTED = 'Using the PostgreSQL that already runs on these data.';
      while (said.filter((text) => text === ADOPTED).length < kill)
        await new Promise((resolve) => setTimeout(resolve, 5));
      expect(said.filter((text) => text.includes('ended unexpectedly'))).toHaveLength(2 * kill);
      expect(said.filter((text) => text === ADOPTED)).toHaveLength(kill);
    }
    // The one that adopts now started it first: whoever is left keeps it running.
    await two[0]!.stop();
    const pid = await pidOf(two[1]!);
    process.kill(pid, 'SIGKILL');
    await recovers(two[1]!, pid);
  });

  test('S1 an orphan that dies after it was adopted is started again', async () => {
    const dataDir = used();
    const dir = path.join(dataDir, 'postgresql-18-data');
    const identity = await chooseIdentity(dir);
    const orphan = await spawnServer({ dir, identity, binaries: await findBinaries() }, dir, fast);
    while ((await readNote(dir))?.status !== 'ready') await new Promise((resolve) => setTimeout(resolve, 5));
    const ours = await start(dataDir);
    expect(ours.adopted).toBe(true);
    process.kill(orphan.pid, 'SIGKILL');
    await ends(orphan.pid);
    await recovers(ours, orphan.pid);
  });

  /** A child that ended but was never waited for, as under a container's PID 1; gives its number and how to be rid of it. */
  async function makeZombie() {
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text))),
    );
    while ((await readLife(pid)) !== 'zombie') await new Promise((resolve) => setTimeout(resolve, 5));
    return { pid, end: () => parent.kill('SIGKILL') };
  }

  const leaveNote = async (cluster: string, pid: number) => {
    const note = [pid, cluster, 1700000000, 5432, cluster, '', '  1234567  98765', 'ready   '].join('\n');
    const lock = [pid, cluster, 1700000000, 5432, cluster].join('\n');
    await writeFile(path.join(cluster, 'postmaster.pid'), `${note}\n`);
    await writeFile(path.join(cluster, '.s.PGSQL.5432.lock'), `${lock}\n`);
  };

  const onLinux = process.platform === 'linux' ? test : test.skip;

  onLinux('S1 the note of a dead server that nobody reaped does not stop us', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    await first.stop();
    const zombie = await makeZombie();
    await leaveNote(first.dataDir, zombie.pid);
    const second = await start(dataDir);
    expect(await ask(second, 'select 1 as one')).toEqual({ one: 1 });
    zombie.end();
  });

  test('S1 an empty note, as a power cut leaves it, does not stop us', async () => {
    const dataDir = used();
    await writeFile(path.join(dataDir, 'postgresql-18-data', 'postmaster.pid'), '');
    expect(await ask(await start(dataDir), 'select 1 as one')).toEqual({ one: 1 });
  });

  test('S1 a door that a killed program left closed opens again', async () => {
    const dataDir = used();
    await mkdir(path.join(dataDir, 'postgresql-18-data.users'), { recursive: true });
    const dead = JSON.stringify({ pid: spawnSync('true').pid, born: '1' });
    await writeFile(path.join(dataDir, 'postgresql-18-data.users', '.door'), dead);
    expect(await ask(await start(dataDir), 'select 1 as one')).toEqual({ one: 1 });
  });

  onLinux('S1 the note of a server whose number another program has now does not stop us', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    await first.stop();
    const other = spawn('sleep', ['600'], isRoot ? NOBODY : {});
    await leaveNote(first.dataDir, other.pid!);
    const second = await start(dataDir);
    expect(await ask(second, 'select 1 as one')).toEqual({ one: 1 });
    expect(isAlive(other.pid!)).toBe(true);
    await second.stop();
    expect(isAlive(other.pid!)).toBe(true);
    other.kill('SIGKILL');
  });

  test('S1 a path that is too long for a socket gets one elsewhere', async () => {
    const dataDir = used(path.join(place(), 'a-very-long-name-'.repeat(6)));
    const embedded = await start(dataDir);
    expect(Buffer.byteLength(embedded.socketDir)).toBeLessThan(90);
    expect((await stat(embedded.socketDir)).mode & 0o777).toBe(0o700);
    expect(await ask(embedded, 'select 1 as one')).toEqual({ one: 1 });
    const second = await start(dataDir);
    expect(second.socketDir).toBe(embedded.socketDir);
    await Promise.all([embedded.stop(), second.stop()]);
    expect(existsSync(embedded.socketDir)).toBe(false);
  });

  test('S1 a half-made database of a crash is not taken for one', async () => {
    const dataDir = place();
    await mkdir(path.join(dataDir, 'postgresql-18-data.init-crashed'), { recursive: true });
    expect(await ask(await start(dataDir), 'select 1 as one')).toEqual({ one: 1 });
  });

  test('S1 data of another major version are refused in a sentence, untouched', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    await first.stop();
    await writeFile(path.join(first.dataDir, 'PG_VERSION'), '15\n');
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'storeAway',
      detail: expect.stringContaining('PostgreSQL 15'),
    });
    expect(await readFile(path.join(first.dataDir, 'PG_VERSION'), 'utf8')).toBe('15\n');
  });

  test('S1 a server that cannot start says why, at once', async () => {
    const failing = startEmbedded({ dataDir: used(), log: quiet, settings: { shared_buffers: 'plenty' } });
    await expect(failing).rejects.toMatchObject({
      code: 'storeAway',
      detail: expect.stringContaining('shared_buffers'),
    });
  });

  test('S1 a platform without binaries is told to set DATABASE_URL', async () => {
    await expect(findBinaries('sunos-sparc')).rejects.toMatchObject({
      code: 'storeAway',
      detail: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('S1 variables meant for other PostgreSQL clients do not mislead it', async () => {
    const saved = { ...process.env };
    Object.assign(process.env, { PGDATA: '/nowhere', PGPORT: '1', PGOPTIONS: '-c nonsense=1', LC_ALL: 'tr_TR.UTF-8' });
    try {
      expect((await start(used())).port).toBe(5432);
    } finally {
      process.env = saved;
    }
  });

  test('S1 a store over it migrates, works, and ends without a trace', async () => {
    const dataDir = used();
    const store = await openStore({ databaseUrl: null, dataDir, log: quiet });
    const applied = await migrate(store);
    expect(applied[0]).toBe('0001-foundation');
    expect(applied).toEqual([...new Set(applied)].sort());
    expect(await migrate(store)).toEqual([]);
    await store.writes();
    const pid = await pidOf(store.embedded!);
    await store.close();
    expect(isAlive(pid)).toBe(false);
    await expect(store.writes()).rejects.toMatchObject({ code: 'storeAway' });
  });

  test('S1 the links that an install script would have made are made here', async () => {
    const shipped = await findBinaries();
    const root = path.join(place(), 'native');
    await cp(path.join(shipped.root, 'lib'), path.join(root, 'lib'), {
      recursive: true,
      filter: (file) => !file.includes('postgresql') && !/icudata|\.a$/.test(file),
    });
    await cp(path.join(shipped.root, 'pg-symlinks.json'), path.join(root, 'pg-symlinks.json'));
    await rm(path.join(root, 'lib', 'libpq.so.5'));
    await Promise.all([makeLinks({ ...shipped, root }), makeLinks({ ...shipped, root })]);
    expect((await stat(path.join(root, 'lib', 'libpq.so.5'))).isFile()).toBe(true);
  });

  const asRoot = isRoot ? test : test.skip;

  const userOf = async (embedded: Embedded) =>
    Number(/^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${await pidOf(embedded)}/status`, 'utf8'))?.[1]);
  const ownersIn = async (dir: string) => {
    const files = [dir, ...(await readdir(dir, { recursive: true })).map((name) => path.join(dir, name))];
    return new Set(await Promise.all(files.map(async (file) => (await lstat(file).catch(() => null))?.uid)));
  };

  asRoot('S1 as root, data that an earlier release gave to nobody get a user of their own, also half-way', async () => {
    const dataDir = used();
    const dir = path.join(dataDir, 'postgresql-18-data');
    for (const half of [[dir], [path.join(dir, 'base'), path.join(dir, 'PG_VERSION')]]) {
      for (const file of half) spawnSync('chown', ['-R', '65534:65534', file]);
      const embedded = await start(dataDir);
      expect(await ask(embedded, 'select 1 as one')).toEqual({ one: 1 });
      const uid = await userOf(embedded);
      expect([0, 65534]).not.toContain(uid);
      await embedded.stop();
      expect([...(await ownersIn(dir))].filter((owner) => owner !== uid && owner !== 0)).toEqual([]);
    }
  });

  asRoot('S1 as root, the server runs as the owner of the data folder where that is a user', async () => {
    const dataDir = place();
    await chown(dataDir, 12345, 12345);
    expect(await chooseIdentity(path.join(dataDir, 'postgresql-18-data'))).toEqual({ uid: 12345, gid: 12345 });
    await chown(dataDir, 65534, 65534);
    expect((await chooseIdentity(path.join(dataDir, 'postgresql-18-data')))?.uid).toBeGreaterThanOrEqual(50_000);
  });

  asRoot(
    'S1 as root, the server runs as a user of its own, and a process of that user or of nobody may not connect',
    async () => {
      const embedded = await start(used());
      const uid = await userOf(embedded);
      expect(uid).toBeGreaterThanOrEqual(50_000);
      expect(uid).toBeLessThan(59_000);
      const key = path.join(embedded.dataDir, 'PG_VERSION');
      expect(spawnSync('cat', [key], { ...NOBODY, encoding: 'utf8' }).status).not.toBe(0);
      const script = `const net = require('node:net'); const s = net.connect(process.argv[1]); s.on('error', e => { console.log(e.code); });
      s.on('connect', () => { const b = Buffer.from('user\\0postgres\\0database\\0postgres\\0\\0'); const h = Buffer.alloc(8);
      h.writeInt32BE(b.length + 8); h.writeInt32BE(196608, 4); s.write(Buffer.concat([h, b])); });
      s.on('data', d => { console.log(d.toString('latin1')); s.end(); });`;
      const socket = path.join(embedded.socketDir, '.s.PGSQL.5432');
      const from = (id: number) =>
        spawnSync(process.execPath, ['-e', script, socket], { uid: id, gid: id, encoding: 'utf8' }).stdout;
      expect(from(uid)).toMatch(/[Pp]eer authentication failed/);
      expect(from(NOBODY.uid)).toContain('EACCES');
    },
  );

  asRoot(
    'S1 as root, data below a directory that only root may pass go elsewhere, always to the same place',
    async () => {
      const closed = place();
      await chmod(closed, 0o700);
      const wanted = path.join(closed, 'var');
      const said: string[] = [];
      const instead = await reachableDataDir(wanted, { info: () => undefined, warn: (text) => said.push(text) });
      places.push(instead);
      expect(instead.startsWith(closed)).toBe(false);
      expect(await reachableDataDir(wanted, quiet)).toBe(instead);
      expect(said).toEqual([expect.stringContaining(instead)]);
    },
  );

  asRoot('S1 as root, binaries that nobody may run in place are copied once to where it may', async () => {
    const [closed, dataDir] = [place(), place()];
    const shipped = await findBinaries();
    const root = path.join(closed, 'native');
    await cp(shipped.root, root, { recursive: true, verbatimSymlinks: true });
    await chmod(closed, 0o700);
    const copy = await runnableBinaries({ ...shipped, root }, dataDir, NOBODY);
    expect(copy.root.startsWith(dataDir)).toBe(true);
    const { mtimeMs } = await stat(path.join(copy.root, 'bin', 'postgres'));
    expect(await runnableBinaries({ ...shipped, root }, dataDir, NOBODY)).toEqual(copy);
    expect((await stat(path.join(copy.root, 'bin', 'postgres'))).mtimeMs).toBe(mtimeMs);
  });

  asRoot('S1 data of an ordinary user stay theirs when root starts the server', async () => {
    const dataDir = used();
    const first = await start(dataDir);
    await first.stop();
    spawnSync('chown', ['-R', '12345:12345', first.dataDir]);
    const second = await start(dataDir);
    const status = await readFile(`/proc/${await pidOf(second)}/status`, 'utf8');
    expect(/^Uid:\s+12345/m.test(status)).toBe(true);
  });

  asRoot(
    'S1 as an ordinary user it starts, is adopted and survives as well',
    async () => {
      const home = place();
      spawnSync('chown', ['65534:65534', home]);
      const args = [
        path.join('node_modules', 'jest', 'bin', 'jest.js'),
        'test/server/store/embedded.test.ts',
        '-t',
        'private socket|second program|orphan|killed under us|too long',
        '--cacheDirectory',
        path.join(home, 'cache'),
      ];
      const child = spawn(process.execPath, args, { ...NOBODY, env: { ...process.env, HOME: home, TMPDIR: home } });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const code = await new Promise((resolve) => child.on('exit', resolve));
      expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
    },
    180_000,
  );
});
