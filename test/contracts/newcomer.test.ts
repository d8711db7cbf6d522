/** An unknown sender becomes a record when somebody tracks their mail, where that person wants it. */
import { randomUUID } from 'node:crypto';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { defaultSettings, type Preferences, type Settings } from '../../src/contract/settings';
import type { User } from '../../src/server/store/users';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, refOf, trackOf, type House, type WireKeys } from './samples';

describe.each(implementations())('Newcomers on $name', (implementation) => {
  let house: House;
  beforeEach(async () => {
    house = await furnish(await implementation.fresh());
  });
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const prefer = (part: Partial<Preferences>, who: User = house.bob) =>
    house.acts.savePreferences(who, body({ ...defaultPreferences, ...part }));
  const settle = async (part: Partial<Settings>) => {
    const { version, settings } = await house.acts.settings(house.alice, body(undefined));
    await house.acts.saveSettings(house.alice, body({ version, reason: 'r', settings: { ...settings, ...part } }));
  };
  const letter = (address = 'zoe@fabrikam.example', keys: Partial<WireKeys> = {}, name = 'Zoë Quist') =>
    trackOf({ keys: keysOf({ from: address, ...keys }), mail: { from: { address, name } } });
  const track = async (request = letter(), who: User = house.bob) =>
    (await house.acts.track(who, body(request))).created ?? null;
  const forget = (record: { type: 'contact' | 'lead'; id: string }, who: User = house.bob) =>
    house.acts.forgetRecord(who, { params: record, body: { requestId: randomUUID() } });

  test('K4 nobody becomes anything unless the person who tracks wants it', async () => {
    expect(defaultSettings.createRecords).toBe('no');
    expect(await track()).toBeNull();
  });

  test.each(['contact', 'lead'] as const)('K4 an unknown sender becomes a %s, once, and stays found', async (type) => {
    await prefer({ createRecords: type });
    const request = letter();
    const made = await track(request);
    expect(made).toMatchObject({ type, name: 'Zoë Quist', email: 'zoe@fabrikam.example', state: 'open' });
    expect(await track(request)).toEqual(made);
    expect(await track(letter())).toBeNull();
  });

  test('K4 four who track mail of one stranger at once make one record', async () => {
    await prefer({ createRecords: 'contact' });
    await prefer({ createRecords: 'contact' }, house.alice);
    const all = await Promise.all([1, 2, 3, 4].map((n) => track(letter(), n % 2 === 0 ? house.alice : house.bob)));
    expect(all.filter((made) => made !== null)).toHaveLength(1);
  });

  test.each<[string, () => Parameters<typeof letter>]>([
    ['a colleague', () => ['alice@northwind.example']],
    ['somebody of our own domain', () => ['printer@northwind.example']],
    ['whoever stands for a record', () => ['anna@contoso.example']],
    ['a machine', () => ['zoe@fabrikam.example', { automatic: 'bounce' }]],
    ['a mailing list or newsletter', () => ['news@fabrikam.example', { automatic: 'bulk' }]],
    ['mail of one’s own', () => ['zoe@fabrikam.example', { direction: 'outgoing' }]],
    ['mail whose From says another than its keys', () => ['zoe@fabrikam.example', { from: 'eve@fabrikam.example' }]],
    ['whom the person spares', () => ['zoe@spared.example']],
    ['whom the organisation spares', () => ['zoe@never.example']],
  ])('K4 %s becomes no record', async (_who, given) => {
    await settle({ neverTrack: ['never.example'] });
    await prefer({ createRecords: 'contact', neverTrack: ['spared.example'] });
    expect(await track(letter(...given()))).toBeNull();
  });

  const answering = (from: string, replyTo: { address: string; name: string }[], keys: Partial<WireKeys> = {}) => {
    const recipients = ['bob@northwind.example', ...replyTo.map(({ address }) => address)];
    const request = trackOf({
      keys: keysOf({ from, recipients, ...keys }),
      mail: { from: { address: from, name: 'Website' } },
    });
    return { ...request, mail: { ...request.mail, replyTo } };
  };
  const nils = { address: 'nils@fabrikam.example', name: 'Nils Holm' };

  test.each([
    'wordpress@web.example',
    'no-reply@forms.example',
    'notifications@shop.example',
    'nepasrepondre@mairie.example',
  ])('K4 behind the form of %s whoever its answers go to becomes a record, and the machine none', async (from) => {
    await prefer({ createRecords: 'contact' });
    expect(await track(answering(from, []))).toBeNull();
    expect(await track(answering(from, [{ address: 'sales@northwind.example', name: '' }]))).toBeNull();
    expect(await track(answering(from, [nils]))).toMatchObject({ name: 'Nils Holm', email: nils.address });
  });

  test('K4 of a list’s mail its writer becomes a record, and who only gets the answers none', async () => {
    await prefer({ createRecords: 'contact' });
    expect(await track(answering('zoe@fabrikam.example', [nils]))).toMatchObject({ email: 'zoe@fabrikam.example' });
    const listed = answering('pumps@lists.example', [nils], { from: nils.address, lists: ['pumps@lists.example'] });
    expect(await track(listed)).toMatchObject({ name: 'Nils Holm', email: nils.address });
  });

  test('K4 the organisation’s word counts where it is not for the person to choose', async () => {
    await prefer({ createRecords: 'lead' });
    await settle({ createRecordsChoice: 'hidden', createRecords: 'no' });
    expect(await track()).toBeNull();
    const change = prefer({ createRecords: 'contact' });
    expect((await expectProblem(change, 'notAllowed')).detail).toMatch(
      /decides whether unknown senders become records/,
    );
    await settle({ createRecordsChoice: 'forced', createRecords: 'contact' });
    expect(await track()).toMatchObject({ type: 'contact' });
  });

  test('K4 undo takes back what was made so, by whoever had it made, and only while no mail belongs to it', async () => {
    await prefer({ createRecords: 'contact' });
    const made = (await track())!;
    const ref = { type: 'contact' as const, id: made.id };
    await expectProblem(forget(ref, house.alice), 'notAllowed');
    await expectProblem(forget({ type: 'contact', id: house.anna.id }), 'notAllowed');
    await forget(ref);
    await expectProblem(forget(ref), 'unknownRecord');
    const again = (await track(letter()))!;
    await house.acts.track(house.alice, body({ ...letter(), regarding: refOf(again) }));
    await expectProblem(forget({ type: 'contact', id: again.id }), 'changedMeanwhile');
    await expectProblem(forget({ type: 'contact', id: again.id }, house.mallory), 'unknownRecord');
  });
});
