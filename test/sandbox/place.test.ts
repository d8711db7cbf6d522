import { parseEml } from '../../src/sandbox/mailbox/parseEml';
import { placeMail } from '../../src/sandbox/mailbox/place';
import { alice, boxOf, eml, emptyWorld, makeChance, withMail } from './tools';

const parentLines = ['From: a@x.example', 'Subject: P', 'Message-ID: <p@x.example>', '', 'x'];
const childLines = [
  'From: b@x.example',
  'Subject: Re: P',
  'Message-ID: <c@x.example>',
  'References: <p@x.example>',
  '',
  'x',
];

test('X5 a reply finds its conversation by the ids it names', async () => {
  const chance = makeChance();
  const [one, parent] = await withMail(emptyWorld, alice, parentLines, chance);
  const [two, child] = await withMail(one, alice, childLines, chance);
  const [, stranger] = await withMail(two, alice, ['From: c@x.example', 'Subject: Re: P', '', 'x'], chance);
  expect(child.conversationId).toBe(parent.conversationId);
  expect(stranger.conversationId).not.toBe(parent.conversationId);
});

test('X5 a conversation id that was given stays, and replies join it', async () => {
  const chance = makeChance();
  const box = boxOf(emptyWorld, alice);
  const parent = placeMail(
    box,
    await parseEml(eml(parentLines)),
    { folder: 'Inbox', isRead: true, conversationId: 'AAQkGiven=' },
    chance,
  );
  const child = placeMail(
    { ...box, items: [parent] },
    await parseEml(eml(childLines)),
    { folder: 'Inbox', isRead: true },
    chance,
  );
  expect(child.conversationId).toBe('AAQkGiven=');
});

test('X5 what lies in Sent Items shows no headers, but an answer to it still names its ancestors', async () => {
  const chance = makeChance();
  const sent = placeMail(
    boxOf(emptyWorld, alice),
    await parseEml(eml(childLines)),
    { folder: 'Sent Items', isRead: true },
    chance,
  );
  expect(sent.headers).toBe('');
  expect(sent.references).toEqual(['<p@x.example>']);
});

test('X5 a mail without an id gets one, and without a date the time of its arrival', async () => {
  const chance = makeChance('2026-11-20T10:00:00Z');
  const [, bare] = await withMail(emptyWorld, alice, ['From: a@x.example', '', 'x'], chance);
  expect(bare.internetMessageId).toMatch(/^<.+@mail\.x\.example>$/);
  expect(bare.sentAt).toBe('2026-11-20T10:00:00.000Z');
});
