/** Fills the database of a server with tracked mail as years of use leave it: text, people, keys, evidence, audit, answered letters. */
const PHRASES = [
  'the pumps for hall three arrive on Tuesday',
  'please find the drawings attached',
  'we would rather have the valves in brass',
  'who signs for the delivery at the gate',
  'our offer of last week still stands',
  'the inspection is moved to the end of the month',
  'a second quotation follows by post',
  'could you call me about the invoice',
  'the foundation needs another coat',
  'as agreed between Carl and the site office',
];

/** Texts of two to four thousand characters, no two alike in their order; PostgreSQL then compresses them about as it does real ones. */
function* makeTexts(count) {
  let state = 7;
  const roll = (below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below;
  for (let n = 0; n < count; n++) {
    const lines = Array.from({ length: 50 + roll(40) }, () => `${PHRASES[roll(10)]} ${roll(1e6)}.`);
    yield {
      n,
      plain: lines.join('\n'),
      html: `<div>${lines.map((line) => `<p style="margin:0">${line}</p>`).join('')}</div>`,
    };
  }
}

/** On every fifth mail, or on about a hundred of a hundred thousand. */
export const people = { busy: 'busy@contoso.example', once: 'p17@contoso.example' };

const ages = `now() - make_interval(days => (n * 7919) % 800)`;
const statements = [
  `create temp table mail as select n, gen_random_uuid() as id, md5('thread' || n / 3)::uuid as thread, ${ages} as at,
  n || '.bench@contoso.example' as message_id,
  case when n % 5 = 0 then '${people.busy}' else 'p' || n % 997 || '@contoso.example' end as sender,
  'p' || n % 31 || '@litware.example' as other from generate_series(1, $1::int) n`,
  `insert into thread (org_id, thread_id, root_id, words) select distinct $1::int, thread, thread, array['pumps', 'for', 'hall'] from mail`,
  `insert into thread_person (org_id, thread_id, address) select distinct $1::int, thread, sender from mail`,
  `insert into activity (org_id, activity_id, dedupe_key, thread_id, kind, direction, state, message_id, topic, subject, from_address,
  sent_at, regarding_id, method, reason, tracked_by, owner_id, tracked_at)
select $1::int, id, gen_random_uuid(), thread, 'message', 'incoming', 'tracked', message_id, 'pumps for hall ' || n, 'RE: Pumps for hall ' || n,
  sender, at, (select record_id from record where org_id = $1 and type = 'account' order by name limit 1), 'hand', 'Chosen by hand.', $2::int, $2, at from mail`,
  `insert into activity_party (org_id, activity_id, role, ordinal, address, written, name)
select $1::int, id, p.role, 0, p.address, p.address, 'Somebody' from mail, lateral (values
  ('from', sender), ('to', 'alice@northwind.example'), ('cc', other)) p(role, address)`,
  `insert into activity_body (org_id, activity_id, plain, html) select $1::int, id,
  'On Friday ' || lag(sender, 1, 'nobody@x.example') over (order by m.n) || ' wrote:' || chr(10) || t.plain, t.html
from mail m join bench_text t on t.n = m.n % 500`,
  `insert into attachment (org_id, activity_id, ordinal, name, content_type, size, inline)
select $1::int, id, 0, 'plan ' || n || '.pdf', 'application/pdf', 90000, false from mail where n % 3 = 0`,
  `insert into receipt (org_id, activity_id, user_id, at, holds) select $1::int, id, $2::int, at, true from mail`,
  `insert into correlation_key (org_id, kind, key_hash, activity_id)
select $1::int, k.kind, md5(k.kind || '/' || n)::uuid, id from mail, (values (1), (2), (3), (4), (7), (9)) k(kind)`,
  `insert into evidence (org_id, mail_key, at, seen_by, activity_id, keys) select $1::int, gen_random_uuid(), at, $2::int, id, jsonb_build_object(
  'kind', 'message', 'direction', 'incoming', 'messageId', message_id, 'aliases', '[]'::jsonb, 'inReplyTo', jsonb_build_array((n - 1) || '.bench@contoso.example'),
  'references', '[]'::jsonb, 'returned', '[]'::jsonb, 'attached', '[]'::jsonb, 'conversationIndex', null, 'conversation', null, 'tokens', '[]'::jsonb,
  'automatic', null, 'mailKind', 'reply', 'topic', 'pumps for hall ' || n, 'from', sender, 'sentAt', at, 'remarks', '[]'::jsonb,
  'recipients', jsonb_build_array('alice@northwind.example', other)) from mail`,
  `insert into request (org_id, request_id, user_id, act, payload_hash, reply, at) select $1::int, gen_random_uuid(), $2::int, 'track',
  gen_random_uuid(), json_build_object('tracking', json_build_object('activityId', id, 'state', 'tracked', 'version', 1, 'method', 'hand',
  'reason', 'Chosen by hand.', 'trackedBy', json_build_object('address', 'alice@northwind.example', 'name', 'Alice Berg'), 'trackedAt', at)), at from mail`,
  `insert into audit_log (org_id, audit_id, at, actor, action, entity, entity_id, after, why) select $1::int, gen_random_uuid(), at, $2::int, 'track',
  'activity', id::text, jsonb_build_object('state', 'tracked', 'method', 'hand', 'version', 1), 'Chosen by hand, regarding hall ' || n from mail`,
];

/** So many mails, of the last 800 days. */
export async function fill(client, { orgId, userId }, mails) {
  await client.query('create temp table bench_text (n int primary key, plain text, html text)');
  const texts = JSON.stringify([...makeTexts(500)]);
  await client.query('insert into bench_text select * from json_populate_recordset(null::bench_text, $1)', [texts]);
  for (const [at, text] of statements.entries()) {
    const values = at === 0 ? [mails] : text.includes('$2') ? [orgId, userId] : [orgId];
    await client.query(text, values);
  }
  await client.query('drop table mail');
  await client.query('analyze');
}
