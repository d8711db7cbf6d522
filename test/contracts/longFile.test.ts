/** A file about an address that is longer than a piece: whole, each row once, and begun by whoever goes on with it. */
import { randomUUID } from 'node:crypto';
import { fileText } from '../../src/contract/personFile';
import type { ExportPiece } from '../../src/contract/privacy';
import { implementations } from '../tools/database';
import { fileAbout, textOf } from './personFile';
import { body, expectProblem, furnish, keysOf, refOf, trackOf, type House } from './samples';

const ANNA = 'anna@contoso.example';
const MAILS = 205;

describe.each(implementations())('A long file on $name', (implementation) => {
  let house: House;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    for (let n = 0; n < MAILS; n++) {
      const keys = keysOf({ topic: `number ${n}` });
      await house.acts.track(
        house.alice,
        body(trackOf({ keys, regarding: refOf(house.anna), mail: { text: `Text ${n}.` } })),
      );
    }
  }, 60_000);
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  test('D2 holds every mail once with its text, and one row of the audit says that it was taken', async () => {
    const file = await fileAbout(house.acts, house.alice, ANNA);
    expect(Object.keys(file)).toEqual([
      'address',
      'at',
      'person',
      'choices',
      'records',
      'numbers',
      'mails',
      'evidence',
      'audit',
    ]);
    const mails = file['mails'] as { activity_id: string; body: { plain: string } }[];
    expect(new Set(mails.map(({ activity_id: id }) => id)).size).toBe(MAILS);
    expect(new Set(mails.map(({ body: { plain } }) => plain)).size).toBe(MAILS);
    expect(file['evidence']).toHaveLength(MAILS);
    expect((file['audit'] as { entity: string }[]).filter(({ entity }) => entity === 'activity')).toHaveLength(MAILS);
    const { rows } = await house.acts.audit(house.alice, body({ kind: 'privacy' }));
    expect(rows.filter(({ action }) => action === 'exportPerson')).toHaveLength(1);
  });

  test('D2 D1 nobody goes on with a file that they did not begin about this address', async () => {
    const wish = { address: ANNA, reason: 'asked' };
    const { next } = await house.acts.exportPerson(house.alice, body(wish));
    expect(next).not.toBeNull();
    const after = next as NonNullable<typeof next>;
    const go = (who = house.alice, part: object = {}) =>
      house.acts.exportPerson(who, body({ ...wish, after, ...part }));
    expect((await go()).file).toHaveProperty('mails');
    const other = { ...house.bob, role: 'administrator' as const };
    for (const refused of [
      () => go(other),
      () => go(house.mallory),
      () => go(house.alice, { address: 'carl@contoso.example' }),
      () => go(house.alice, { after: { ...after, of: randomUUID() } }),
    ])
      expect((await expectProblem(refused(), 'badInput')).detail).toMatch(/^after\.of is no file/);
  });
});

test.each([
  ['nothing long', [{ a: 1 }]],
  ['an empty part', [{ a: 1 }, { mails: [] }, { audit: [{ b: 2 }] }]],
  [
    'parts over several pieces',
    [{ a: 1 }, { mails: [{ b: 2 }, { b: 3 }] }, { mails: [{ b: 4 }] }, { mails: [] }, { audit: [{ c: 5 }] }],
  ],
])('D2 %s is put together as one object', async (_what, files) => {
  async function* pieces(): AsyncGenerator<ExportPiece> {
    for (const file of files) yield { file, next: null };
  }
  const whole: Record<string, unknown> = {};
  for (const file of files)
    for (const [name, value] of Object.entries(file))
      whole[name] = Array.isArray(value) ? [...((whole[name] as unknown[]) ?? []), ...(value as unknown[])] : value;
  expect(JSON.parse(await textOf(fileText(pieces())))).toEqual(whole);
});
