/**
 * `npm run bench:whatif`: what a trial of settings costs. Fills a fresh server with the evidence of 100,000 mails, half of them
 * tracked, tries smart matching on them, and prints how long it takes, how much memory the server comes to hold for it, and how
 * long a lookup waits meanwhile. Ends with 1 where a promised figure is not kept. `--mails 20000`, `--json`.
 */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseOf, memoryOf, signIn } from './reachServer.mjs';
import { startServer } from './startServer.mjs';

const PROMISED = { seconds: 180, moreMegabytes: 700, lookupMilliseconds: 500 };
const words = process.argv.slice(2);
const mails = Number(words[words.indexOf('--mails') + 1]) || 100_000;
const DAY = 86_400_000;
const ROWS = 2000;

const WORDS =
  'oak beech shelves chairs tables lamps carpets doors desks benches stools panels boards frames mirrors handles hinges rails glue varnish'.split(
    ' ',
  );

/** Threads of one to twelve; every third answer has lost its headers and is known by its subject alone. Always the same. */
function* makeEvidence(count) {
  let state = 1;
  const roll = (below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
  const open = [];
  for (let n = 1; n <= count; n++) {
    if (open.length < 200 || roll(4) === 0)
      open.push({
        topic: `${WORDS[roll(20)]} ${WORDS[roll(20)]} ${WORDS[roll(20)]} for hall ${roll(90)}`,
        ids: [],
        threadId: randomUUID(),
        who: roll(97),
      });
    const thread = open[roll(open.length)];
    const references = thread.ids.length > 0 && roll(3) > 0 ? thread.ids.slice(-10) : [];
    const messageId = `${n}.${roll(1e9).toString(36)}@contoso.example`;
    yield {
      n,
      thread,
      tracked: roll(2) === 0,
      keys: keysOf({ ...thread, n, messageId, references, answers: thread.ids.length > 0 }),
    };
    thread.ids.push(messageId);
    if (thread.ids.length > roll(12)) open.splice(open.indexOf(thread), 1);
  }
}

const sentAt = (n) => new Date(Date.now() - 80 * DAY + n * 60_000).toISOString();

const keysOf = ({ n, messageId, references, answers = false, topic, who }) => ({
  ...{ kind: 'message', direction: 'incoming', messageId, aliases: [], inReplyTo: references.slice(-1), references },
  ...{ returned: [], attached: [], conversationIndex: null, conversation: null, tokens: [], automatic: null },
  ...{ mailKind: answers ? 'reply' : 'opener', topic, from: `p${who}@contoso.example` },
  ...{ recipients: ['alice@northwind.example', `p${n % 31}@contoso.example`], sentAt: sentAt(n), remarks: [] },
});

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32);

async function fill(client, { orgId, userId }) {
  const insert = async (batch) => {
    const rows = batch.map(({ n, thread, tracked, keys }) => ({
      ...{ org_id: orgId, mail_key: hash(`message:incoming:${keys.messageId}`), at: sentAt(n), seen_by: userId, keys },
      ...{
        activity_id: tracked ? randomUUID() : null,
        thread_id: thread.threadId,
        topic: keys.topic,
        subject: keys.topic,
      },
      ...{ message_id: keys.messageId, from_address: keys.from },
    }));
    const json = JSON.stringify(rows);
    await client.query(
      `insert into thread (org_id, thread_id, root_id) select distinct org_id, thread_id, thread_id
from json_populate_recordset(null::activity, $1) where activity_id is not null on conflict do nothing`,
      [json],
    );
    await client.query(
      `insert into activity (org_id, activity_id, dedupe_key, thread_id, kind, direction, state, message_id, topic, subject,
  from_address, sent_at, method, reason, tracked_by, tracked_at)
select r.org_id, r.activity_id, gen_random_uuid(), r.thread_id, 'message', 'incoming', 'tracked', r.message_id, r.topic, r.subject,
  r.from_address, now(), 'hand', '', $2, now()
from json_populate_recordset(null::activity, $1) r where r.activity_id is not null`,
      [json, userId],
    );
    await client.query(
      `insert into evidence (org_id, mail_key, at, seen_by, activity_id, keys)
select org_id, mail_key, at, seen_by, activity_id, keys from json_populate_recordset(null::evidence, $1)`,
      [json],
    );
  };
  let batch = [];
  for (const mail of makeEvidence(mails)) {
    batch.push(mail);
    if (batch.length < ROWS) continue;
    await insert(batch);
    batch = [];
  }
  if (batch.length > 0) await insert(batch);
  await client.query('analyze');
}

/** Follows the trial, and asks about a mail all the while, as panes do. */
async function tryOut(ask) {
  const { settings } = await ask('GET', '/api/settings');
  const begun = performance.now();
  await ask('POST', '/api/settings/trial', { settings: { ...settings, smartMatching: 'automatic' }, days: 90 });
  const waits = [];
  for (let n = 0; ; n++) {
    const asked = performance.now();
    const keys = keysOf({
      n,
      messageId: `asked.${n}@contoso.example`,
      references: [],
      topic: 'nothing of the kind',
      who: 7,
    });
    await ask('POST', '/api/lookup', { keys, settingsVersion: 0 });
    waits.push(performance.now() - asked);
    const { trial } = await ask('GET', '/api/settings/trial');
    if (trial.state !== 'running') return { trial, waits, seconds: (performance.now() - begun) / 1000 };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

process.env.THREADMARK_TLS = 'off';
const { url, stopServer, folder, pid } = await startServer();
const client = new pg.Client(databaseOf(folder));
try {
  await client.connect();
  const { rows } = await client.query(
    `select org_id as "orgId", user_id as "userId" from app_user where address = 'alice@northwind.example'`,
  );
  await fill(client, rows[0]);
  const ask = await signIn(url);
  const before = memoryOf(pid);
  const { trial, waits, seconds } = await tryOut(ask);
  const after = memoryOf(pid);
  const sorted = waits.toSorted((a, b) => a - b);
  const figures = {
    mails: trial.total,
    seconds: Number(seconds.toFixed(1)),
    mailsPerSecond: Math.round(trial.total / seconds),
    megabytesBefore: before.now,
    moreMegabytes: after.most - before.now,
    lookupMedianMilliseconds: Math.round(sorted[Math.floor(sorted.length / 2)]),
    lookupMilliseconds: Math.round(sorted[Math.floor(sorted.length * 0.95)]),
    changes: Object.fromEntries(Object.entries(trial.result?.changes ?? {}).map(([name, { count }]) => [name, count])),
  };
  if (words.includes('--json')) console.log(JSON.stringify(figures));
  else {
    console.log(
      `${figures.mails} mails tried in ${figures.seconds} s (${figures.mailsPerSecond} a second, under both settings)`,
    );
    console.log(`the server held ${figures.megabytesBefore} MB and came to hold ${figures.moreMegabytes} MB more`);
    console.log(
      `a lookup meanwhile: median ${figures.lookupMedianMilliseconds} ms, 95 of 100 within ${figures.lookupMilliseconds} ms`,
    );
    console.log(`found: ${JSON.stringify(figures.changes)}`);
  }
  const broken = Object.entries(PROMISED).filter(([name, most]) => figures[name] > most);
  for (const [name, most] of broken) console.error(`not kept: ${name} at most ${most}`);
  process.exitCode = trial.state === 'done' && broken.length === 0 ? 0 : 1;
} finally {
  await client.end();
  await stopServer();
}
