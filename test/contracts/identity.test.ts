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

  test('C6 a mail dated seventy years ahead stands under the day it was tracked, and its record says why', async () => {
    const keys = keysOf({ sentAt: '2096-03-17T05:32:00Z', dated: true });
    const { tracking } = await track(trackOf({ keys, regarding: refOf(house.anna) }));
    expect(tracking.reason).toContain('Its date header says 17 March 2096, which is after it arrived.');
    const [first] = await timeline();
    expect([first?.activityId, first?.sentAt]).toEqual([tracking.activityId, NOW.toISOString()]);
    const again = await house.acts.lookup(house.bob, body({ keys, settingsVersion: 0 }));
    expect(again.own?.activityId).toBe(tracking.activityId);
  });

  test('C6 what its reader was told of the date is kept with the tracking', async () => {
    const doubt = 'Its date header says 1 January 1970, which is long before it arrived. The time of arrival counts.';
    const { tracking } = await track(trackOf({ keys: keysOf({ remarks: ['Something else.', doubt] }) }));
    expect(tracking.reason).toBe(`${doubt} Alice tracked it.`);
  });
});
