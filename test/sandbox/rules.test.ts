import { currentOf, paneFor, type Current } from '../../src/sandbox/desk/current';
import { listed } from '../../src/sandbox/desk/listed';
import { readPeople, writePeople } from '../../src/sandbox/desk/people';
import { sendVerdict } from '../../src/sandbox/desk/sendRule';
import { isTracked } from '../../src/sandbox/desk/tracked';
import { freshUi, type Pane, type Ui } from '../../src/sandbox/desk/ui';
import { differences } from '../../src/sandbox/desk/watchDraft';
import type { Outcome } from '../../src/sandbox/desk/launch';
import type { SendMode } from '../../src/sandbox/manifest/addIn';
import { alice, anna, bob, borrowParser, boxOf, emptyWorld, makeChance, withDraft, withMail } from './tools';

beforeAll(borrowParser);

const complete = (context: object): Outcome => ({ did: 'complete', context });
const fail: Outcome = { did: 'fail', why: 'away' };
const no = { allowEvent: false, errorMessage: 'Look.' };

test.each<[string, Outcome, SendMode, string]>([
  ['agrees', complete({ allowEvent: true }), 'Block', 'send'],
  ['says nothing', complete({}), 'Block', 'send'],
  ['objects', complete(no), 'PromptUser', 'ask'],
  ['objects', complete(no), 'SoftBlock', 'keep'],
  ['objects', complete(no), 'Block', 'keep'],
  ['objects and asks for a softer mode', complete({ ...no, sendModeOverride: 'promptUser' }), 'Block', 'ask'],
  ['objects and asks for a harder mode', complete({ ...no, sendModeOverride: 'softBlock' }), 'PromptUser', 'keep'],
  ['is away', fail, 'PromptUser', 'send'],
  ['is away', fail, 'SoftBlock', 'send'],
  ['is away', fail, 'Block', 'keep'],
])('X8 the handler %s (%#) under %s', (_words, outcome, mode, wanted) => {
  expect(sendVerdict(outcome, mode).do).toBe(wanted);
});

const at = (surface: Current['surface'], id: string | null): Current => ({
  surface,
  ref: id === null ? null : { kind: 'message', id, mode: 'read' },
});
const pane: Pane = { url: '/p', title: 'T', surface: 'messageRead', pinnable: true, pinned: false, opening: 1 };
const ui = (some: Partial<Ui>): Ui => ({ ...freshUi(alice.address, 'light', {}), ...some });
const pins = { messageRead: { url: '/p', title: 'T' } };

const read = (from: string | null, to: string | null): [Current, Current] => [
  at('messageRead', from),
  at('messageRead', to),
];
const stuck = { ...pane, pinned: true };

const moves: readonly [
  words: string,
  state: Ui,
  [before: Current | null, after: Current | null],
  wanted: Pane | null,
][] = [
  ['unpinned, the same item', ui({ pane }), read('a', 'a'), pane],
  ['unpinned, another item', ui({ pane }), read('a', 'b'), null],
  ['pinned, another item', ui({ pane: stuck, pins }), read('a', 'b'), stuck],
  ['pinned, no item', ui({ pane: stuck, pins }), read('a', null), stuck],
  [
    'pinned for reading, now writing',
    ui({ pane: stuck, pins }),
    [at('messageRead', 'a'), at('messageCompose', 'd')],
    null,
  ],
  ['back to reading', ui({ pins }), [at('messageCompose', 'd'), at('messageRead', 'a')], stuck],
  ['no pane, no pin', ui({}), read('a', 'b'), null],
  ['a place without items', ui({ pane: stuck, pins }), [at('messageRead', 'a'), null], null],
];

test.each(moves)('X8 the pane: %s', (_words, state, [before, after], wanted) => {
  expect(paneFor(state, before, after)).toEqual(wanted);
});

test('X8 one’s own appointment is written on, another’s is read', () => {
  const meeting = { kind: 'appointment', id: 'm', organizer: bob } as const;
  const world = {
    ...emptyWorld,
    mailboxes: {
      [alice.address]: { ...boxOf(emptyWorld, alice), items: [meeting as never] },
      [bob.address]: { ...boxOf(emptyWorld, bob), items: [meeting as never] },
    },
  };
  const seen = (user: string) => currentOf(ui({ user, place: 'calendar', appointment: 'm' }), world);
  expect(seen(alice.address)).toEqual({
    surface: 'appointmentAttendee',
    ref: { kind: 'appointment', id: 'm', mode: 'read' },
  });
  expect(seen(bob.address)).toEqual({
    surface: 'appointmentOrganizer',
    ref: { kind: 'appointment', id: 'm', mode: 'compose' },
  });
});

test('X8 a line of people is read as it is written', () => {
  const known = [anna, bob];
  expect(readPeople('Anna Kowalska; bob@northwind.example, "X Y" <x@y.example>;;nobody', known)).toEqual([
    anna,
    bob,
    { address: 'x@y.example', name: 'X Y' },
  ]);
  expect(readPeople(writePeople([anna, { address: 'q@q.example', name: 'q@q.example' }]), [])).toEqual([
    anna,
    { address: 'q@q.example', name: 'q@q.example' },
  ]);
});

test('X8 a category or a note of an add-in marks a message as tracked', async () => {
  const [, message] = await withMail(emptyWorld, alice, ['From: a@x.example', '', 'x'], makeChance());
  expect(isTracked(message)).toBe(false);
  expect(isTracked({ ...message, categories: ['Tracked to CRM'] })).toBe(true);
  expect(isTracked({ ...message, categories: ['Untracked things'] })).toBe(false);
  expect(isTracked({ ...message, customProperties: { a: '{"tracked":"1"}' } })).toBe(true);
  expect(isTracked({ ...message, customProperties: { a: '{"tracked":"untracked","note":"x"}' } })).toBe(false);
});

test('X8 the list is newest first, knows no unsaved draft, and a search needs every word', async () => {
  const chance = makeChance();
  const [one] = await withMail(emptyWorld, alice, ['From: a@x.example', 'Subject: Pump', '', 'red seal'], chance);
  chance.wait(1000);
  const [two] = await withMail(one, alice, ['From: b@x.example', 'Subject: Gate', '', 'red paint'], chance);
  const [world, draft] = withDraft(two, alice, { subject: 'red' }, chance);
  const subjects = (search: string) => listed(boxOf(world, alice), 'Inbox', search).map((mail) => mail.subject);
  expect(subjects('')).toEqual(['Gate', 'Pump']);
  expect(subjects('RED seal')).toEqual(['Pump']);
  expect(subjects('b@x.example')).toEqual(['Gate']);
  expect(listed(boxOf(world, alice), 'Drafts', '')).toEqual([]);
  expect(draft.draft?.saved).toBe(false);
});

test('X8 what changes on a draft is told by the event for it, and nothing else', () => {
  const [, draft] = withDraft(emptyWorld, alice, { to: [anna] }, makeChance());
  const file = { id: 'f', name: 'f', contentType: 'a/b', size: 1, inline: false, contentId: null, base64: 'AA==' };
  expect(differences(draft, draft)).toEqual([]);
  expect(differences(draft, { ...draft, subject: 'new' })).toEqual([]);
  expect(differences(draft, { ...draft, cc: [bob] })).toEqual([
    ['olkRecipientsChanged', { to: false, cc: true, bcc: false }],
  ]);
  expect(differences(draft, { ...draft, attachments: [file] })).toEqual([
    ['olkAttachmentsChanged', expect.objectContaining({ attachmentStatus: 'added' })],
  ]);
  expect(differences({ ...draft, attachments: [file] }, draft)).toEqual([
    ['olkAttachmentsChanged', expect.objectContaining({ attachmentStatus: 'removed' })],
  ]);
});
