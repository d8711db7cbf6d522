import { applyReply, prepareReply, type Program } from '../../src/sandbox/mailbox/answer';
import { answerDraft } from '../../src/sandbox/mailbox/drafts';
import { applyDelivery, callBack, prepareDelivery } from '../../src/sandbox/mailbox/send';
import { readIndex } from '../../src/sandbox/mailbox/threadIndex';
import { addItem, changeMessage } from '../../src/sandbox/mailbox/world';
import type { Chance, Message, Person, World } from '../../src/sandbox/mailbox/shapes';
import {
  alice,
  anna,
  bob,
  borrowParser,
  boxOf,
  emptyWorld,
  headerOf,
  mailsIn,
  makeChance,
  only,
  withDraft,
  withMail,
} from './tools';

beforeAll(borrowParser);

async function send(world: World, from: Person, draft: Message, chance: Chance): Promise<World> {
  return applyDelivery(world, await prepareDelivery(boxOf(world, from), draft, chance), chance);
}

async function answer(world: World, owner: Person, parent: Message, chance: Chance): Promise<World> {
  const draft = answerDraft({ mailbox: boxOf(world, owner), parent, how: 'reply' }, chance);
  return send(addItem(world, owner.address, draft), owner, draft, chance);
}

const start = { to: [bob], subject: 'Plan', html: '<p>Shall we?</p>' };

test('X4 what Alice sends is in her Sent Items and in Bob’s Inbox, and no longer a draft', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, start, chance);
  const after = await send(world, alice, draft, chance);
  expect(boxOf(after, alice).items).toHaveLength(1);
  expect(only(mailsIn(after, alice, 'Sent Items'))).toMatchObject({ subject: 'Plan', draft: null, isRead: true });
  expect(only(mailsIn(after, bob, 'Inbox'))).toMatchObject({ subject: 'Plan', isRead: false, from: alice, to: [bob] });
  expect(after.outside).toEqual([]);
});

test('X4 Exchange gives the message its id; the sender’s copy shows no headers, the receiver’s does', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, start, chance);
  const after = await send(world, alice, draft, chance);
  const [sent, received] = [only(mailsIn(after, alice, 'Sent Items')), only(mailsIn(after, bob, 'Inbox'))];
  expect(received.internetMessageId).toMatch(/^<[^@]+@[^@]+\.prod\.outlook\.example>$/);
  expect(received.internetMessageId).not.toBe(draft.internetMessageId);
  expect(sent.internetMessageId).toBe(received.internetMessageId);
  expect(sent.headers).toBe('');
  expect(headerOf(received.headers, 'Message-ID')).toBe(received.internetMessageId);
  expect(headerOf(received.headers, 'Date')).toBe('Fri, 20 Nov 2026 10:00:00 +0000');
  expect(headerOf(received.headers, 'Thread-Topic')).toBe('Plan');
  expect(sent.id).not.toBe(draft.id);
});

test('X4 what is called back has never left: the draft is as it was, and nobody has a copy', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, { ...start, to: [bob, anna] }, chance);
  const delivery = await prepareDelivery(boxOf(world, alice), draft, chance);
  const back = callBack(applyDelivery(world, delivery, chance), delivery, draft);
  expect(back).toEqual(world);
  expect(boxOf(back, alice).items).toEqual([draft]);
});

test('X4 ids of items and conversations differ between the mailboxes; inside one a thread has one conversation', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, start, chance);
  const sent = await send(world, alice, draft, chance);
  const answered = await answer(sent, bob, only(mailsIn(sent, bob, 'Inbox')), chance);
  const [aliceSent, aliceGot] = [only(mailsIn(answered, alice, 'Sent Items')), only(mailsIn(answered, alice, 'Inbox'))];
  const [bobSent, bobGot] = [only(mailsIn(answered, bob, 'Sent Items')), only(mailsIn(answered, bob, 'Inbox'))];
  expect(aliceGot.conversationId).toBe(aliceSent.conversationId);
  expect(bobGot.conversationId).toBe(bobSent.conversationId);
  expect(aliceGot.conversationId).not.toBe(bobGot.conversationId);
  expect(aliceSent.id).not.toBe(bobGot.id);
});

test('X4 a reply names its parent in In-Reply-To and References and adds one block to the Thread-Index', async () => {
  const chance = makeChance();
  const lines = [
    'From: Anna Kowalska <anna@contoso.example>',
    'To: alice@northwind.example',
    'Subject: Re: Pump',
    'Message-ID: <c@contoso.example>',
    'In-Reply-To: <b@x.example>',
    'References: <a@x.example> <b@x.example>',
    'Thread-Index: AQHcWLmZAQIDBAUGBwgJCgsMDQ4PEA==',
    '',
    'Hi',
  ];
  const [world, parent] = await withMail(emptyWorld, alice, lines, chance);
  const after = await answer(world, alice, parent, chance);
  const { source } = only(after.outside);
  expect(headerOf(source, 'In-Reply-To')).toBe('<c@contoso.example>');
  expect(headerOf(source, 'References')).toBe('<a@x.example> <b@x.example> <c@contoso.example>');
  expect(headerOf(source, 'Subject')).toBe('RE: Pump');
  const index = readIndex(headerOf(source, 'Thread-Index') ?? '');
  expect(index?.depth).toBe(1);
  expect(index?.guid).toEqual(readIndex(parent.threadIndex)?.guid);
});

test('X4 a forward answers nothing but keeps thread and files', async () => {
  const chance = makeChance();
  const [world, parent] = await withMail(
    emptyWorld,
    alice,
    ['From: anna@contoso.example', 'Subject: Pump', 'Message-ID: <c@contoso.example>', '', 'Hi'],
    chance,
  );
  const draft = answerDraft({ mailbox: boxOf(world, alice), parent, how: 'forward' }, chance);
  expect(draft).toMatchObject({ subject: 'FW: Pump', to: [] });
  const after = await send(
    addItem(world, alice.address, { ...draft, to: [bob] }),
    alice,
    { ...draft, to: [bob] },
    chance,
  );
  const { headers } = only(mailsIn(after, bob, 'Inbox'));
  expect(headerOf(headers, 'In-Reply-To')).toBeNull();
  expect(headerOf(headers, 'References')).toBe('<c@contoso.example>');
});

test('X4 reply all goes to everybody but oneself, each once; a reply to one’s own mail goes to its receivers', async () => {
  const chance = makeChance();
  const lines = [
    'From: anna@contoso.example',
    'To: alice@northwind.example, bob@northwind.example, anna@contoso.example',
    'Cc: Bob@Northwind.example, eve@litware.example',
    'Subject: x',
    '',
    'Hi',
  ];
  const [world, parent] = await withMail(emptyWorld, alice, lines, chance);
  const all = answerDraft({ mailbox: boxOf(world, alice), parent, how: 'replyAll' }, chance);
  expect(all.to.map((one) => one.address)).toEqual(['anna@contoso.example', 'bob@northwind.example']);
  expect(all.cc.map((one) => one.address)).toEqual(['eve@litware.example']);
  const mine = { ...parent, from: alice, to: [anna] };
  expect(answerDraft({ mailbox: boxOf(world, alice), parent: mine, how: 'reply' }, chance).to).toEqual([anna]);
});

test('X4 blind copies arrive and stand in no header; headers of the add-in arrive as it wrote them', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, { ...start, to: [anna], bcc: [bob] }, chance);
  const stamped = changeMessage(world, alice.address, draft.id, (one) =>
    one.draft ? { ...one, draft: { ...one.draft, headers: { 'x-threadmark': 'CRM:0001007; a=ü' } } } : one,
  );
  const ready = boxOf(stamped, alice).items[0] as Message;
  const after = await send(stamped, alice, ready, chance);
  const received = only(mailsIn(after, bob, 'Inbox'));
  expect(received.headers).not.toMatch(/^bcc:/im);
  expect(received.headers).not.toContain('bob@northwind.example');
  expect(headerOf(received.headers, 'x-threadmark')).toMatch(/^=\?utf-8\?B\?/);
  expect(only(after.outside).recipients).toEqual([anna]);
  expect(only(mailsIn(after, alice, 'Sent Items')).bcc).toEqual([bob]);
});

test('X4 custom properties stay with the sender and reach nobody', async () => {
  const chance = makeChance();
  const [world, draft] = withDraft(emptyWorld, alice, start, chance);
  const noted = { ...draft, customProperties: { addin: '{"regarding":"1"}' } };
  const after = await send(world, alice, noted, chance);
  expect(only(mailsIn(after, alice, 'Sent Items')).customProperties).toEqual({ addin: '{"regarding":"1"}' });
  expect(only(mailsIn(after, bob, 'Inbox')).customProperties).toEqual({});
});

test.each<[Program, boolean, boolean]>([
  ['plain', true, false],
  ['outlook', true, true],
  ['stripped', false, false],
])('X4 an outsider who answers by a %s program: ids %s, Thread-Index %s', async (program, ids, index) => {
  const chance = makeChance();
  const [world, draft] = withDraft(
    emptyWorld,
    alice,
    { ...start, to: [anna], cc: [bob], subject: 'Plan CRM:0001007' },
    chance,
  );
  const sent = await send(world, alice, draft, chance);
  const mail = only(sent.outside);
  const after = applyReply(sent, await prepareReply({ to: mail, as: anna, text: 'Yes', program }, chance), chance);
  const got = only(mailsIn(after, alice, 'Inbox'));
  expect(got.subject).toBe('Re: Plan CRM:0001007');
  expect(headerOf(got.headers, 'In-Reply-To')).toBe(ids ? headerOf(mail.source, 'Message-ID') : null);
  expect(headerOf(got.headers, 'References') !== null).toBe(ids);
  expect(headerOf(got.headers, 'Thread-Index') !== null).toBe(index);
  expect(got.conversationId === only(mailsIn(after, alice, 'Sent Items')).conversationId).toBe(ids || index);
  expect(mailsIn(after, bob, 'Inbox')).toHaveLength(2);
  expect(only(after.outside).answeredBy).toEqual([anna.address]);
});
