/** What a visitor of the sandbox will see: every mail that waits, asked against the mails that are tracked from the start. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { askedKeys, extractKeys, storedKeys } from '../../src/correlation/keys';
import type { Candidate, Key, Keys, Regarding } from '../../src/correlation/mail';
import type { Decision } from '../../src/correlation/match';
import { defaultPolicy, type Policy } from '../../src/correlation/policy';
import { toMail } from '../../src/server/mailbox/toMail';
import { sandbox, type Listed } from './sandbox';

const assets = path.join(__dirname, '../../assets/sandbox');
const northwind = sandbox.organisations[0];
const policy: Policy = {
  ...defaultPolicy,
  users: northwind?.users.map((user) => user.address) ?? [],
  ownDomains: northwind?.domains ?? [],
};

async function keysOf(listed: Listed): Promise<{ keys: Keys; subject: string }> {
  const raw = readFileSync(path.join(assets, listed.file));
  const mail = await toMail(raw, { address: listed.mailbox, conversationId: listed.conversationId ?? null });
  return { keys: extractKeys(mail), subject: mail.subject };
}

function regardingOf(key: string | null): Regarding | null {
  const record = northwind?.records.find((one) => one.key === key);
  return record
    ? {
        type: record.type as Regarding['type'],
        id: record.key,
        name: record.name,
        state: record.state as 'open' | 'closed',
      }
    : null;
}

interface Stored {
  readonly candidate: Omit<Candidate, 'shared'>;
  readonly keys: readonly Key[];
}

async function store(listed: Listed): Promise<Stored> {
  const { keys, subject } = await keysOf(listed);
  const people = [...(keys.from === null ? [] : [keys.from]), ...keys.recipients];
  return {
    keys: storedKeys(keys, policy.tokenLayouts),
    candidate: {
      activityId: listed.file,
      messageId: keys.messageId,
      direction: keys.direction,
      subject,
      topic: keys.topic,
      people,
      from: keys.from,
      threadPeople: people,
      threadId: listed.file,
      sentAt: keys.sentAt ?? '',
      conversationIndexDepth: keys.conversationIndex?.depth ?? null,
      regarding: regardingOf(listed.tracked?.regarding ?? null),
      trackedBy: listed.mailbox,
      trackedAt: keys.sentAt ?? '',
    },
  };
}

/** In the pane, where a person can be asked, and on the server, where nobody can. */
const verdicts = new Map<string, Decision>();
const unattended = new Map<string, Decision>();

beforeAll(async () => {
  const stored = await Promise.all(sandbox.mails.filter((mail) => mail.tracked).map(store));
  for (const listed of sandbox.mails.filter((mail) => !mail.tracked)) {
    const { keys } = await keysOf(listed);
    const asked = askedKeys(keys);
    const isAsked = (key: Key) => asked.some((one) => one.kind === key.kind && one.value === key.value);
    const found = stored.map(({ candidate, keys: all }) => ({ ...candidate, shared: all.filter(isAsked) }));
    const candidates = found.filter((candidate) => candidate.shared.length > 0);
    const number = listed.file.slice(6, 8);
    verdicts.set(number, decide(correlate(keys, candidates, policy), keys, policy));
    const atServer: Policy = { ...policy, door: 'server' };
    unattended.set(number, decide(correlate(keys, candidates, atServer), keys, atServer));
  }
});

/** Number, what it is, and the verdict. */
const expected: readonly [string, string, string][] = [
  ['02', 'a reply to the mail of 3 May', 'track by replyTo to pumps'],
  ['04', 'a reply with nothing but the token', 'track by token to pumps'],
  ['06', 'a stranger who typed the token', 'suggest by token to pumps'],
  ['08', 'a changed subject and a Thread-Index', 'track by conversationIndex to line4'],
  ['10', 'a reply in Japanese', 'track by replyTo to yuki'],
  ['12', 'a reply to a mail nobody tracked', 'track by replyTo to restarts'],
  ['14', 'the returned invitation', 'track by replyTo to no record'],
  ['15', 'a token cut in two', 'track by token to no record'],
  ['17', 'an answer about a closed contract', 'suggest by references to frame2025'],
  ['18', 'a reply to the reply', 'track by references to pumps'],
  ['19', 'a reply with commas between its references', 'track by replyTo to pumps'],
  ['23', 'an automatic reply', 'track by replyTo to line4'],
  ['25', 'a bounce with a Thread-Index only', 'track by conversationIndex to line4'],
  ['27', 'a signed reply', 'track by replyTo to line4'],
  ['40', 'a forward among colleagues', 'suggest by references to pumps'],
  ['35', 'a forward as an attachment', 'suggest by references to line4'],
];

test.each(expected)('X1 mail %s, %s: %s', (number, _what, wanted) => {
  const verdict = verdicts.get(number);
  expect(`${verdict?.do} by ${verdict?.match?.strategy} to ${verdict?.regarding?.id ?? 'no record'}`).toBe(wanted);
});

test('X1 without anybody to ask, the stranger’s mail is held', () => {
  expect(unattended.get('06')?.do).toBe('hold');
  expect(unattended.get('04')?.do).toBe('track');
});

test('X1 every other mail that waits belongs to nothing yet', () => {
  const named = expected.map(([number]) => number);
  const others = [...verdicts].filter(([number]) => !named.includes(number));
  expect(others.length).toBeGreaterThanOrEqual(15);
  expect(
    others.filter(([, verdict]) => verdict.do !== 'skip').map(([number, verdict]) => [number, verdict.why]),
  ).toEqual([]);
});
