/**
 * `npm run bench:privacy`: what it costs to show, export and erase everything about an address, and to remove what is too old,
 * where 100,000 mails with their text are stored. Prints seconds and the most memory, and how long a lookup and a tracking of
 * somebody else wait meanwhile. Ends with 1 where a promised figure is not kept. `--mails 20000`, `--json`.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { fill, people } from './privacy/fill.mjs';
import { databaseOf, forgetMost, memoryOf, signIn } from './reachServer.mjs';
import { commandOf, startServer } from './startServer.mjs';

/** Of every act: seconds it takes, megabytes more, milliseconds that others wait at most. */
const PROMISED = { seconds: 60, moreMegabytes: 600, lookupMilliseconds: 1000, trackMilliseconds: 5000 };
const words = process.argv.slice(2);
const mails = Number(words[words.indexOf('--mails') + 1]) || 100_000;

/** A mail that nobody has seen, of people who are erased nowhere here. */
const keysOf = (name) => ({
  ...{ kind: 'message', direction: 'incoming', messageId: `${name}@fabrikam.example`, aliases: [], inReplyTo: [] },
  ...{ references: [], returned: [], attached: [], conversationIndex: null, conversation: null, tokens: [] },
  ...{ automatic: null, mailKind: 'opener', topic: name, from: 'meanwhile@fabrikam.example', remarks: [] },
  ...{ recipients: ['alice@northwind.example'], sentAt: new Date().toISOString() },
});
const personOf = (address) => ({ address, name: '' });
const mailOf = (subject) => ({
  ...{ subject, from: personOf('meanwhile@fabrikam.example'), to: [personOf('alice@northwind.example')] },
  ...{ cc: [], bcc: [], html: '<p>Good day</p>', text: null, attachments: [] },
});

/** Asks again and again until told to stop; gives the longest wait in milliseconds. */
function watch(once) {
  const state = { over: false };
  const longest = (async () => {
    let most = 0;
    for (let n = 0; !state.over; n++) {
      const begun = performance.now();
      await once(`${randomUUID()}.${n}`);
      most = Math.max(most, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return Math.round(most);
  })();
  return () => ((state.over = true), longest);
}

/** Does it while others go on. `pid`: whose memory counts. */
async function measure(what, ask, pid, act) {
  forgetMost(pid);
  const before = memoryOf(pid).now;
  const endLookups = watch((name) => ask('POST', '/api/lookup', { keys: keysOf(name), settingsVersion: 0 }));
  const endTracks = watch((name) => {
    const because = { method: 'hand', matched: null, reason: 'Chosen by hand.' };
    return ask('POST', '/api/track', {
      requestId: randomUUID(),
      keys: keysOf(name),
      mail: mailOf(name),
      regarding: null,
      because,
    });
  });
  const begun = performance.now();
  const found = await act();
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
  const [lookupMilliseconds, trackMilliseconds] = await Promise.all([endLookups(), endTracks()]);
  const moreMegabytes = memoryOf(pid).most - before;
  return { what, seconds, moreMegabytes, lookupMilliseconds, trackMilliseconds, found };
}

/** `threadmark …` beside the server; gives what it printed. */
function operate(folder, ...said) {
  const child = spawn(process.execPath, [commandOf(), ...said], {
    env: { ...process.env, THREADMARK_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve) => child.once('exit', () => resolve(printed.trim())));
}

const northwind = ['--organisation', 'Northwind Traders'];
/** Every piece of the file, each let go at once; gives how many rows it has, and how large it is. */
async function takeFile(ask, address) {
  const found = { pieces: 0, megabytes: 0 };
  for (let after; after !== null; found.pieces++) {
    const { file, next } = await ask('POST', '/api/privacy/export', {
      address,
      reason: 'they asked',
      ...(after && { after }),
    });
    for (const [name, rows] of Object.entries(file))
      if (Array.isArray(rows)) found[name] = (found[name] ?? 0) + rows.length;
    found.megabytes += JSON.stringify(file).length / 1e6;
    after = next;
  }
  return { ...found, megabytes: Math.round(found.megabytes) };
}

async function* acts(ask, { pid, folder }) {
  for (const [name, address] of Object.entries(people)) {
    const erasing = { requestId: randomUUID(), address, confirmation: address, reason: 'they asked' };
    yield measure(
      `preview (${name})`,
      ask,
      pid,
      async () => (await ask('POST', '/api/privacy/person', { address })).counts,
    );
    yield measure(`export (${name})`, ask, pid, () => takeFile(ask, address));
    yield measure(`erase (${name})`, ask, pid, async () =>
      Object.fromEntries(
        (await ask('POST', '/api/privacy/erase', erasing)).counts.map(({ name: of, count }) => [of, count]),
      ),
    );
  }
  const { version, settings } = await ask('GET', '/api/settings');
  const change = { keepBodiesDays: 200, keepMailDays: 400 };
  await ask('PUT', '/api/settings', {
    version,
    reason: 'as agreed',
    settings: { ...settings, ...change },
    going: { mails, texts: mails },
  });
  yield measure('retention', ask, pid, () => operate(folder, 'retention', 'run', ...northwind));
}

process.env.THREADMARK_TLS = 'off';
const server = await startServer();
const client = new pg.Client(databaseOf(server.folder));
try {
  await client.connect();
  const { rows } = await client.query(
    `select org_id as "orgId", user_id as "userId" from app_user where address = 'alice@northwind.example'`,
  );
  await fill(client, rows[0], mails);
  const ask = await signIn(server.url);
  const all = [];
  for await (const figures of acts(ask, server)) {
    all.push(figures);
    const { what, seconds, moreMegabytes, lookupMilliseconds, trackMilliseconds, found } = figures;
    if (words.includes('--json')) continue;
    console.log(
      `${what}: ${seconds} s, ${moreMegabytes} MB more; meanwhile a lookup waited ${lookupMilliseconds} ms at most, a tracking ${trackMilliseconds} ms`,
    );
    console.log(`  ${JSON.stringify(found)}`);
  }
  if (words.includes('--json')) console.log(JSON.stringify({ mails, all }));
  const broken = all.flatMap((figures) =>
    Object.entries(PROMISED).flatMap(([name, most]) =>
      figures[name] > most ? [`${figures.what}: ${name} at most ${most}`] : [],
    ),
  );
  for (const each of broken) console.error(`not kept: ${each}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  await client.end();
  await server.stopServer();
}
