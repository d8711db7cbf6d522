/** Which mail is stored, and which day it stands under, on every database. */
import { implementations } from '../tools/database';
import { body, furnish, keysOf, NOW, refOf, trackOf, type House } from './samples';

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const track = (letter = trackOf()) => house.acts.track(house.alice, body(letter));
  const timeline = async () =>
    (await house.acts.timeline(house.alice, { params: refOf(house.anna), body: undefined })).activities;

  test('C8 a mail dated seventy years ahead stands under the day it was tracked, and its record says why', async () => {
    const keys = keysOf({ sentAt: '2096-03-17T05:32:00Z', dated: true });
    const { tracking } = await track(trackOf({ keys, regarding: refOf(house.anna) }));
    expect(tracking.reason).toContain('Its date header says 17 March 2096, which is after it arrived.');
    const [first] = await timeline();
    expect([first?.activityId, first?.sentAt]).toEqual([tracking.activityId, NOW.toISOString()]);
    const again = await house.acts.lookup(house.bob, body({ keys, settingsVersion: 0 }));
    expect(again.own?.activityId).toBe(tracking.activityId);
  });

  test('C8 what its reader was told of the date is kept with the tracking', async () => {
    const doubt = 'Its date header says 1 January 1970, which is long before it arrived. The time of arrival counts.';
    const { tracking } = await track(trackOf({ keys: keysOf({ remarks: ['Something else.', doubt] }) }));
    expect(tracking.reason).toBe(`${doubt} Alice tracked it.`);
  });

  const mailOf = (text: string) => ({ text, html: null });
  const lookup = (who: 'alice' | 'bob', keys = keysOf()) =>
    house.acts.lookup(house[who], body({ keys, settingsVersion: 0 }));

  test('C7 mails of one id, writer, topic and date are told apart by their texts, each tracked once', async () => {
    const keys = keysOf({ topic: 'station 8 alarm' });
    const texts = [...Array(14).keys()].map((n) => `Pump ${n} stopped`);
    const ids: string[] = [];
    for (const text of texts) ids.push((await track(trackOf({ keys, mail: mailOf(text) }))).tracking.activityId);
    expect(new Set(ids).size).toBe(14);
    for (const [n, text] of texts.entries())
      expect((await track(trackOf({ keys, mail: mailOf(text) }))).tracking.activityId).toBe(ids[n]);
    const { own, twins, candidates } = await lookup('alice', keys);
    expect(twins?.map(({ tracking }) => tracking.activityId).sort()).toEqual(ids.slice(0, 10).sort());
    const [first] = twins?.flatMap(({ candidate }) => candidate ?? []) ?? [];
    expect(first?.activityId).toBe(own?.activityId);
    expect(new Set([...candidates, first].map((each) => each?.threadId)).size).toBe(1);
    expect(ids).toContain(own?.activityId);
  });

  test('C7 a mail that differs in its date is not this one, though it has its id', async () => {
    const keys = keysOf({ sentAt: '2026-11-20T10:00:00Z' });
    await track(trackOf({ keys }));
    const { own, candidates } = await lookup('bob', { ...keys, sentAt: '2026-11-20T12:30:00Z' });
    expect([own, candidates.length]).toEqual([null, 1]);
  });

  test('C7 V3 a digest is told of no mail that its asker may not read', async () => {
    const keys = keysOf({ recipients: ['alice@northwind.example'] });
    await track({ ...trackOf({ keys, mail: mailOf('Between the two of us.') }), private: true });
    expect((await lookup('alice', keys)).twins).toHaveLength(1);
    const { twins } = await lookup('bob', keys);
    expect(twins).toBeUndefined();
  });

  test('C7 where no text is stored, date, writer and topic have to do', async () => {
    const keys = keysOf();
    const first = await track(trackOf({ keys, mail: { text: null, html: null } }));
    const second = await track(trackOf({ keys, mail: mailOf('Pump 2 stopped') }));
    expect(second.tracking.activityId).toBe(first.tracking.activityId);
  });
});
