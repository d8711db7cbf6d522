import { withOwnDrafts } from '../../src/sandbox/desk/otherTabs';
import { startingAt } from '../../src/sandbox/host/api/appointment';
import { applyInvitation, prepareInvitation } from '../../src/sandbox/mailbox/invitation';
import { addItem, findAppointment } from '../../src/sandbox/mailbox/world';
import type { Appointment, World } from '../../src/sandbox/mailbox/shapes';
import { alice, anna, bob, borrowParser, boxOf, emptyWorld, mailsIn, makeChance, only, withDraft } from './tools';

beforeAll(borrowParser);

const meeting: Appointment = {
  kind: 'appointment',
  id: 'AAMkMeeting',
  subject: 'Pumps; and, seals',
  start: '2026-12-01T10:00:00.000Z',
  end: '2026-12-01T10:30:00.000Z',
  location: 'Room',
  organizer: alice,
  required: [bob, anna],
  optional: [],
  seriesId: null,
  saved: false,
  createdAt: '2026-11-20T10:00:00.000Z',
  modifiedAt: '2026-11-20T10:00:00.000Z',
  categories: ['Red category'],
  customProperties: { addin: '{"a":1}' },
  body: { html: '<p>Agenda</p>', text: null },
};

const appointmentsOf = (world: World) =>
  boxOf(world, bob).items.filter((item): item is Appointment => item.kind === 'appointment');

async function invite(world: World, one: Appointment): Promise<World> {
  const chance = makeChance();
  return applyInvitation(world, await prepareInvitation(boxOf(world, alice), one, chance), chance);
}

test('X4 an invitation saves the organiser’s appointment, puts one into the guest’s calendar and a request into the Inbox', async () => {
  const after = await invite(addItem(emptyWorld, alice.address, meeting), meeting);
  expect(findAppointment(after, alice.address, meeting.id)?.saved).toBe(true);
  const copy = only(appointmentsOf(after));
  expect(copy).toMatchObject({
    subject: meeting.subject,
    organizer: alice,
    saved: true,
    categories: [],
    customProperties: {},
  });
  expect(copy.id).not.toBe(meeting.id);
  const request = only(mailsIn(after, bob, 'Inbox'));
  expect(request).toMatchObject({ itemClass: 'IPM.Schedule.Meeting.Request', attachments: [] });
  expect(only(after.outside).recipients).toEqual([anna]);
});

test('X4 a second invitation to the same meeting replaces the first', async () => {
  const once = await invite(addItem(emptyWorld, alice.address, meeting), meeting);
  const twice = await invite(once, { ...meeting, location: 'Hall' });
  expect(only(appointmentsOf(twice)).location).toBe('Hall');
});

test('X9 a new start moves the end along', () => {
  const moved = startingAt(meeting, new Date('2026-12-02T08:00:00Z').getTime());
  expect([moved.start, moved.end]).toEqual(['2026-12-02T08:00:00.000Z', '2026-12-02T08:30:00.000Z']);
});

test('X5 what another tab wrote is taken over, one’s own unsaved draft stays', () => {
  const [ours, draft] = withDraft(emptyWorld, alice, { subject: 'mine' }, makeChance());
  const theirs = addItem(emptyWorld, bob.address, { ...meeting, saved: true });
  const joined = withOwnDrafts(theirs, ours);
  expect(boxOf(joined, alice).items).toEqual([draft]);
  expect(boxOf(joined, bob)).toBe(boxOf(theirs, bob));
});
