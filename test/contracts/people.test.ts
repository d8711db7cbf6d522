/** The people of an organisation, as administrators look after them, on the page and at the command line alike. */
import { ROLES, type Role } from '../../src/contract/roles';
import { changeUser } from '../../src/server/store/organisations';
import { createUser } from '../../src/server/store/seeding';
import { readUser } from '../../src/server/store/signIn';
import type { Asker } from '../../src/server/tracking/acts';
import { implementations } from '../tools/database';
import { body, furnish, type House } from './samples';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );

const issuer = 'https://login.northwind.example';

describe.each(implementations())('People on $name', (implementation) => {
  let house: House;
  beforeEach(async () => {
    house = await furnish(await implementation.fresh());
  });
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const alice = (): Asker => house.alice;
  const list = async () => (await house.acts.people(alice(), body(undefined))).people;
  const change = (who: Asker, userId: number, wanted: { role?: Role; active?: boolean }) =>
    house.acts.changePerson(who, {
      body: { role: wanted.role, active: wanted.active },
      params: { userId: String(userId) },
    });
  const enter = (address: string, role: Role | null = null, at?: Date) =>
    readUser(
      house.db.store,
      { issuer, subject: address, address, name: '', role, sole: true },
      at === undefined ? undefined : () => at,
    );
  const audited = () =>
    house.db.store.look(house.alice.orgId, (ask) =>
      ask<{ actor: number | null; before: unknown; after: unknown; why: string }>({
        text: "select actor, before, after, why from audit_log where action in ('saveUser', 'addUser') order by audit_id",
      }),
    );

  test('W3 an administrator lets somebody in, changes what they may do and ends it; each is audited', async () => {
    const wish = { address: 'Cleo@Northwind.example', name: ' Cleo Ek ', role: 'auditor' as const };
    const { person } = await house.acts.addPerson(alice(), body(wish));
    expect(person).toMatchObject({ address: 'cleo@northwind.example', name: 'Cleo Ek', role: 'auditor', bound: false });
    await change(alice(), person.userId, { role: 'customizer' });
    expect(await enter(person.address)).toMatchObject({ role: 'customizer' });
    await change(alice(), person.userId, { active: false });
    expect(await enter(person.address)).toBeNull();
    await change(alice(), person.userId, { active: true });
    expect(await enter(person.address)).toMatchObject({ role: 'customizer' });
    expect((await audited()).slice(-4)).toEqual([
      { actor: 1, before: null, after: { role: 'auditor' }, why: 'people page' },
      {
        actor: 1,
        before: { role: 'auditor', active: true },
        after: { role: 'customizer', active: true },
        why: 'people page',
      },
      {
        actor: 1,
        before: { role: 'customizer', active: true },
        after: { role: 'customizer', active: false },
        why: 'people page',
      },
      {
        actor: 1,
        before: { role: 'customizer', active: false },
        after: { role: 'customizer', active: true },
        why: 'people page',
      },
    ]);
  });

  test('W3 the list says who is bound, when they were here, and whose role the sign-in service gives', async () => {
    const at = new Date('2026-11-20T08:00:00.000Z');
    await enter(house.bob.address, 'customizer', at);
    await enter(house.bob.address, 'customizer', new Date(at.getTime() + 60_000));
    const [first, second] = await list();
    expect(first).toMatchObject({ name: 'Alice Berg', bound: false, lastSeen: null, roleClaimed: false });
    expect(second).toMatchObject({ bound: true, lastSeen: at.toISOString(), role: 'customizer', roleClaimed: true });
    expect(await codeOf(change(alice(), house.bob.userId, { role: 'user' }))).toBe('badInput');
    await change(alice(), house.bob.userId, { active: false });
    await change(alice(), house.bob.userId, { active: true });
    await enter(house.bob.address, null, at);
    expect((await list())[1]).toMatchObject({ role: 'user', roleClaimed: false });
  });

  test('W3 nobody is let in twice', async () => {
    const wish = { address: house.bob.address, name: 'Another Bob', role: 'administrator' as const };
    expect(await codeOf(house.acts.addPerson(alice(), body(wish)))).toBe('alreadyExists');
    expect(await list()).toHaveLength(2);
    expect((await list())[1]).toMatchObject({ role: 'user' });
  });

  test('W3 the last administrator stays one, on the page, at the command line, and by a claim', async () => {
    const { userId, address, orgId } = house.alice;
    for (const wanted of [{ role: 'user' }, { active: false }] as const) {
      expect(await codeOf(change(alice(), userId, wanted))).toBe('lastAdministrator');
      expect(await codeOf(changeUser(house.db.store, orgId, address, wanted))).toBe('lastAdministrator');
    }
    await enter(house.bob.address, 'administrator');
    expect((await change(alice(), userId, { role: 'user' })).person.role).toBe('user');
    expect(await codeOf(change(alice(), house.bob.userId, { active: false }))).toBe('lastAdministrator');
  });

  test('W3 of administrators who take each other’s role at once, one is left', async () => {
    const { orgId } = house.alice;
    const others = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        createUser(house.db.store, orgId, {
          address: `a${n}@northwind.example`,
          name: `A${n}`,
          role: 'administrator',
        }),
      ),
    );
    const all: Asker[] = [alice(), ...others];
    const ends = all.map((who, n) =>
      codeOf(change(who, all[(n + 1) % all.length]!.userId, n % 2 === 0 ? { role: 'user' } : { active: false })),
    );
    expect((await Promise.all(ends)).sort()).toEqual(['done', 'done', 'done', 'done', 'lastAdministrator']);
    const left = (await list()).filter(({ role, active }) => role === 'administrator' && active);
    expect(left).toHaveLength(1);
  });

  test.each(ROLES.filter((role) => role !== 'administrator'))(
    'W3 a %s may neither read nor change it',
    async (role) => {
      const who = { ...house.bob, role };
      expect(await codeOf(house.acts.people(who, body(undefined)))).toBe('notAllowed');
      expect(await codeOf(change(who, house.bob.userId, { role: 'administrator' }))).toBe('notAllowed');
      const wish = { address: 'x@y.example', name: '', role: 'user' as const };
      expect(await codeOf(house.acts.addPerson(who, body(wish)))).toBe('notAllowed');
    },
  );

  test('P1 W3 an administrator of another organisation meets nobody of ours', async () => {
    const { people } = await house.acts.people(house.mallory, body(undefined));
    expect(people.map(({ address }) => address)).toEqual(['mallory@tailspin.example']);
    expect(await codeOf(change(house.mallory, house.bob.userId, { active: false }))).toBe('notFound');
    expect((await list()).every(({ active }) => active)).toBe(true);
  });
});
