/** An appointment that is moved, renamed or seen by somebody else, from Outlook's item to what is stored. */
import { randomUUID } from 'node:crypto';
import { extractKeys } from '../../src/correlation/keys';
import type { Mail } from '../../src/correlation/mail';
import type { Track } from '../../src/contract/tracking';
import { makeCalls } from '../../src/outlook/calls';
import { readMessage } from '../../src/outlook/readMessage';
import { toMail } from '../../src/server/mailbox/toMail';
import { implementations } from '../tools/database';
import { install, makeClock, makeFakeOutlook, type FakeItem } from '../outlook/fakeOutlook';
import { body, expectProblem, furnish, refOf, trackOf, type House, type WireKeys } from './samples';

const anna = { emailAddress: 'anna@contoso.example', displayName: 'Anna Keller' };
const alice = { emailAddress: 'alice@northwind.example', displayName: 'Alice Berg' };
const bob = { emailAddress: 'bob@northwind.example', displayName: 'Bob Lindqvist' };

type Item = FakeItem & { end?: Date; location?: string; seriesId?: string; dateTimeModified?: Date };

const visit = (more: Partial<Item> = {}): Item => ({
  itemType: 'appointment',
  itemId: 'AAMk+Ab/1=',
  itemClass: 'IPM.Appointment',
  subject: 'Site visit at the mill',
  organizer: anna,
  requiredAttendees: [alice, bob],
  start: new Date('2026-11-24T09:00:00Z'),
  end: new Date('2026-11-24T10:00:00Z'),
  location: 'Gate 2',
  dateTimeModified: new Date('2026-11-20T09:00:00Z'),
  ...more,
});

/** As the pane reads it. */
async function read(item: Item, user = alice): Promise<{ mail: Mail; keys: WireKeys }> {
  install(makeFakeOutlook());
  const owner = { address: user.emailAddress, name: user.displayName };
  const doors = { calls: makeCalls(makeClock()), user: owner, signal: new AbortController().signal };
  const { mail } = await readMessage(item.itemType, item as never, doors);
  return { mail, keys: extractKeys(mail) as WireKeys };
}

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeEach(async () => (house = await furnish(await implementation.fresh())));
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const letter = ({ mail, keys }: Awaited<ReturnType<typeof read>>) => {
    const whole = trackOf({ keys, regarding: refOf(house.anna) });
    const { subject, from, to, cc, meeting } = mail;
    const head = { subject, from, to: [...to], cc: [...cc], ...(meeting && { meeting }) };
    return { ...whole, mail: { ...whole.mail, ...head } as Track['mail'] };
  };
  const track = async (item: Item) => (await house.acts.track(house.alice, body(letter(await read(item))))).tracking;
  const lookup = async (item: Item, who: 'alice' | 'bob' = 'alice') => {
    const { keys } = await read(item, who === 'alice' ? alice : bob);
    return house.acts.lookup(house[who], body({ keys, settingsVersion: 0 }));
  };
  const tell = async (item: Item, activityId: string, who: 'alice' | 'bob' = 'alice') => {
    const { mail, keys } = await read(item, who === 'alice' ? alice : bob);
    const { meeting, subject } = mail;
    return house.acts.meet(house[who], body({ requestId: randomUUID(), activityId, keys, subject, meeting: meeting! }));
  };
  const timeline = async () =>
    (await house.acts.timeline(house.alice, { params: refOf(house.anna), body: undefined })).activities;
  const moved = (more: Partial<Item> = {}) =>
    visit({
      start: new Date('2026-11-26T13:00:00Z'),
      end: new Date('2026-11-26T14:00:00Z'),
      dateTimeModified: new Date('2026-11-21T09:00:00Z'),
      ...more,
    });

  test('C6 an appointment that is moved and renamed stays tracked, and its record knows the new time once', async () => {
    const { activityId } = await track(visit());
    const item = moved({ subject: 'Delivery and site visit', itemId: 'AAMk_Ab-1=' });
    expect((await lookup(item)).own).toMatchObject({ activityId, meeting: { starts: '2026-11-24T09:00:00.000Z' } });
    await tell(item, activityId);
    await tell(item, activityId);
    const all = await timeline();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ subject: 'Delivery and site visit', sentAt: '2026-11-26T13:00:00.000Z' });
    expect(all[0]?.tracking).toMatchObject({
      activityId,
      meeting: {
        movedFrom: '2026-11-24T09:00:00.000Z',
        starts: '2026-11-26T13:00:00.000Z',
        place: 'Gate 2',
        organiser: { name: 'Anna Keller' },
      },
    });
    // Tracked once more by a colleague, whose item has an id of its own: one activity, two receipts.
    const { keys, mail } = await read(moved({ subject: 'Delivery and site visit', itemId: 'BBBB=' }), bob);
    const again = await house.acts.track(house.bob, body(letter({ keys, mail })));
    expect(again.tracking).toMatchObject({ activityId, receipts: [{ name: 'Alice Berg' }, { name: 'Bob Lindqvist' }] });
  });

  test('C6 what an older copy of a calendar shows moves nothing back', async () => {
    const { activityId } = await track(moved());
    const { tracking } = await tell(visit(), activityId);
    expect(tracking.meeting).toMatchObject({ starts: '2026-11-26T13:00:00.000Z' });
    expect(tracking.meeting?.movedFrom).toBeUndefined();
  });

  test('C6 an appointment that was tracked before items were keys is known, learns its item, and may then be moved', async () => {
    const { mail, keys } = await read(visit());
    const old = { ...keys, meeting: undefined };
    const { meeting: _meeting, ...head } = mail;
    void _meeting;
    const { tracking } = await house.acts.track(house.alice, body(letter({ mail: head, keys: old })));
    expect((await lookup(visit())).own).toMatchObject({ activityId: tracking.activityId });
    await tell(visit(), tracking.activityId);
    expect((await lookup(moved())).own).toMatchObject({ activityId: tracking.activityId });
  });

  test('C6 occurrences of a series are appointments of their own, and one whose series is tracked meets it', async () => {
    const { activityId } = await track(visit({ itemId: 'SERIES' }));
    const occurrence = moved({ itemId: 'OCC1', seriesId: 'SERIES' });
    const { own, candidates } = await lookup(occurrence);
    expect(own).toBeNull();
    expect(candidates).toMatchObject([
      { activityId, shared: expect.arrayContaining([expect.objectContaining({ kind: 'meeting' })]) },
    ]);
  });

  test('C6 an answer to a tracked appointment shares its title and start', async () => {
    const { activityId } = await track(visit());
    const answer = { ...visit({ itemType: 'message', itemId: 'M1', itemClass: 'IPM.Schedule.Meeting.Resp.Pos' }) };
    const { candidates } = await lookup({
      ...answer,
      subject: 'Zugesagt: Site visit at the mill',
      from: anna,
      to: [alice],
      internetMessageId: '<z@contoso.example>',
    });
    expect(candidates[0]).toMatchObject({
      activityId,
      shared: expect.arrayContaining([
        { kind: 'meeting', value: 'at 2026-11-24T09:00:00.000Z site visit at the mill' },
      ]),
    });
  });

  test('C6 what names another appointment, or one of another organisation, changes nothing', async () => {
    const { activityId } = await track(visit());
    await expectProblem(tell(moved({ itemId: 'OTHER', subject: 'Other' }), activityId), 'notAllowed');
    await expectProblem(
      read(moved()).then(({ keys, mail }) =>
        house.acts.meet(
          house.mallory,
          body({ requestId: randomUUID(), activityId, keys, subject: 'x', meeting: mail.meeting! }),
        ),
      ),
      'unknownTracking',
    );
    expect(await timeline()).toMatchObject([{ sentAt: '2026-11-24T09:00:00.000Z' }]);
  });

  test('C6 a tracked invitation that was read from raw mail tells its record when and where', async () => {
    const event = [
      'UID:raw-event-7781@mill.example',
      'DTSTART:20261210T080000Z',
      'LOCATION:Gate 4',
      'DESCRIPTION:Bring a torch.',
    ];
    const raw = [
      'From: anna@contoso.example',
      'To: alice@northwind.example',
      'Subject: Survey',
      'Message-ID: <r1@mill.example>',
      'Content-Type: text/calendar; method=REQUEST',
      '',
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      ...event,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const mail = await toMail(raw, { address: 'alice@northwind.example' });
    await house.acts.track(house.alice, body(letter({ mail, keys: extractKeys(mail) as WireKeys })));
    expect((await timeline())[0]?.tracking.meeting).toMatchObject({
      starts: '2026-12-10T08:00:00.000Z',
      place: 'Gate 4',
    });
  });
});
