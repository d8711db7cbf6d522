/** From a proven identity to a user, where several issuers are trusted and organisations take people in by themselves. */
import { withClient, implementations } from '../tools/database';
import { changeOrganisation, changeUser, findOrganisation } from '../../src/server/store/organisations';
import { mayTakeIn } from '../../src/server/store/claims';
import { findCollisions } from '../../src/server/store/collisions';
import { createOrganisation, createUser } from '../../src/server/store/seeding';
import { readUser, type Arrival } from '../../src/server/store/signIn';
import { readOrganisation } from '../../src/server/store/users';
import type { Config } from '../../src/server/config';
import { readOrganisationCommand } from '../../src/server/peopleCommands';
import { body, expectProblem, furnish, type House } from './samples';

const [ours, theirs] = ['https://login.northwind.example', 'https://login.tailspin.example'];

describe.each(implementations())('Sign-in on $name', (implementation) => {
  let house: House;
  beforeEach(async () => {
    house = await furnish(await implementation.fresh());
    await changeOrganisation(house.db.store, house.alice.orgId, { issuers: [ours] });
    await changeOrganisation(house.db.store, house.mallory.orgId, { issuers: [theirs] });
  });
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const arrival = (over: Partial<Arrival> = {}): Arrival => ({
    issuer: ours,
    subject: 'carol',
    address: 'Carol@Northwind.example',
    name: 'Carol Ek',
    role: null,
    sole: false,
    ...over,
  });
  const enter = (over: Partial<Arrival> = {}) => readUser(house.db.store, arrival(over));
  const admit = (joining: 'invited' | 'domains' | 'everyone') =>
    changeOrganisation(house.db.store, house.alice.orgId, { joining });
  const audited = (action: string) =>
    house.db.store.look(house.alice.orgId, (ask) =>
      ask<{ why: string }>({ text: 'select why from audit_log where action = $1' }, [action]),
    );

  test('W2 an issuer speaks for the people of organisations that name it, and for nobody else’s', async () => {
    const address = house.alice.address;
    expect(await enter({ issuer: theirs, address })).toBeNull();
    expect(await enter({ issuer: 'https://third.example', address })).toBeNull();
    expect(await enter({ address })).toEqual(house.alice);
    expect(await enter({ address: '' })).toEqual(house.alice);
  });

  test('W2 beside others, an issuer takes no person from another that knows them', async () => {
    await changeOrganisation(house.db.store, house.alice.orgId, { issuers: [ours, theirs] });
    expect(await enter({ address: house.alice.address })).toEqual(house.alice);
    expect(await enter({ issuer: theirs, address: house.alice.address })).toBeNull();
    expect(await enter({ issuer: theirs, address: house.alice.address, sole: true })).toEqual(house.alice);
  });

  test('W2 an organisation that names no issuer has people only where the server trusts a single one', async () => {
    await changeOrganisation(house.db.store, house.alice.orgId, { issuers: [] });
    expect(await enter({ address: house.bob.address })).toBeNull();
    expect(await enter({ address: house.bob.address, sole: true })).toEqual(house.bob);
  });

  test('W2 nobody joins by themselves unless the organisation wants it', async () => {
    expect(await enter()).toBeNull();
    await admit('domains');
    expect(await enter({ subject: 'eve', address: 'eve@elsewhere.example' })).toBeNull();
    expect(await enter({ subject: 'eve', issuer: theirs })).toBeNull();
    expect(await enter({ subject: 'eve', address: '' })).toBeNull();
    const carol = await enter();
    expect(carol).toMatchObject({ userId: 3, address: 'carol@northwind.example', name: 'Carol Ek', role: 'user' });
    expect(await enter({ address: 'carol.new@northwind.example' })).toEqual(carol);
    expect(await audited('addUser')).toContainEqual({ why: 'joined at the first sign-in' });
  });

  test('W2 one person who asks twice at once becomes one user; another with the same address none', async () => {
    await admit('everyone');
    const [first, second] = await Promise.all([enter(), enter()]);
    expect(first).toEqual(second);
    expect(await enter({ subject: 'another' })).toBeNull();
  });

  test('W2 two first requests of one person bind them once; of two people with one address, one becomes the user', async () => {
    const { address } = house.alice;
    expect(await Promise.all([enter({ address }), enter({ address }), enter({ address })])).toEqual(
      Array(3).fill(house.alice),
    );
    expect(await audited('bindSignIn')).toHaveLength(1);
    const bobs = ['one', 'two', 'three'].map((subject) => enter({ subject, address: house.bob.address }));
    expect((await Promise.all(bobs)).filter((user) => user !== null)).toEqual([house.bob]);
    expect(await audited('bindSignIn')).toHaveLength(2);
  });

  test('W2 who was set up by address alone is called as the directory calls them', async () => {
    const address = 'dora@northwind.example';
    await createUser(house.db.store, house.alice.orgId, { address, name: address, role: 'user' });
    await enter({ subject: 'dora', address, name: 'Dora Lind' });
    expect(await enter({ subject: 'dora', address, name: 'Another' })).toMatchObject({ name: 'Dora Lind' });
  });

  test('W2 who was made inactive stays out, under another address too', async () => {
    await admit('everyone');
    await enter();
    await changeUser(house.db.store, house.alice.orgId, 'carol@northwind.example', { active: false });
    expect(await enter()).toBeNull();
    expect(await enter({ address: 'carol.new@northwind.example' })).toBeNull();
    expect(await enter({ subject: 'another' })).toBeNull();
  });

  test('W2 the role of the token counts while it is told, else the stored one', async () => {
    const { orgId, address } = house.bob;
    expect(await enter({ address, role: 'auditor' })).toMatchObject({ role: 'auditor' });
    expect(await enter({ address })).toMatchObject({ role: 'user' });
    await changeUser(house.db.store, orgId, address, { role: 'customizer' });
    expect(await enter({ address })).toMatchObject({ role: 'customizer' });
    expect(await audited('saveUser')).toHaveLength(1);
  });

  describe('two organisations on one issuer', () => {
    const { northwind, tailspin } = { northwind: () => house.alice.orgId, tailspin: () => house.mallory.orgId };
    beforeEach(async () => {
      for (const orgId of [northwind(), tailspin()])
        await changeOrganisation(house.db.store, orgId, { issuers: [ours] });
    });
    /** As a release stored it that let everybody add anybody. */
    const add = async (orgId: number, address: string, over: { subject?: string; active?: boolean } = {}) =>
      withClient(house.db.owner, (client) =>
        client.query(
          `select set_config('threadmark.org', '${orgId}', false);
insert into app_user (org_id, user_id, address, name, role, active, issuer, subject)
select ${orgId}, max(user_id) + 1, '${address}', 'Somebody', 'user', ${over.active ?? true},
  ${over.subject ? `'${ours}', '${over.subject}'` : 'null, null'} from app_user where org_id = ${orgId}`,
        ),
      );

    test('W2 W4 an administrator can add nobody of another organisation’s domain, in whatever spelling', async () => {
      const invite = (address: string) =>
        house.acts.addPerson(house.mallory, body({ address, name: '', role: 'user' as const }));
      for (const address of [
        'carol@northwind.example',
        'Carol@NORTHWIND.example',
        'carol+x@northwind.example.',
        'carol@mail.northwind.example',
        '"a b"@northwind.example',
      ]) {
        const problem = await expectProblem(invite(address), 'badInput');
        expect(problem.detail).toContain('is a domain of another organisation on this server');
        expect(problem.detail).not.toContain('Northwind');
      }
      await expectProblem(
        createUser(house.db.store, tailspin(), { address: 'carol@northwind.example', name: '', role: 'user' }),
        'badInput',
      );
      expect((await house.acts.people(house.mallory, body(undefined))).people).toHaveLength(1);
      for (const address of ['carol@notnorthwind.example', 'carol@northwind.example.org', 'carol@example'])
        await expect(invite(address)).resolves.toBeDefined();
    });

    test('W4 the longer of two domains decides', async () => {
      await changeOrganisation(house.db.store, tailspin(), { domains: ['toys.northwind.example'] });
      const invite = (who: typeof house.alice, address: string) =>
        house.acts.addPerson(who, body({ address, name: '', role: 'user' as const }));
      await expect(invite(house.mallory, 'x@toys.northwind.example')).resolves.toBeDefined();
      await expectProblem(invite(house.alice, 'y@toys.northwind.example'), 'badInput');
      await expectProblem(invite(house.mallory, 'y@sales.northwind.example'), 'badInput');
    });

    test('W4 who was added so before is not captured, and signs in where they belong', async () => {
      await add(tailspin(), 'carol@northwind.example');
      expect(await enter()).toBeNull();
      const carol = { address: 'carol@northwind.example', name: 'Carol', role: 'user' } as const;
      const { userId } = await createUser(house.db.store, northwind(), carol);
      expect(await enter()).toMatchObject({ orgId: northwind(), userId });
    });

    test('W4 who was captured before goes over once their own organisation has them, or once an operator ends it', async () => {
      await add(tailspin(), 'carol@northwind.example', { subject: 'carol' });
      expect(await enter()).toMatchObject({ orgId: tailspin() });
      await admit('domains');
      expect(await enter()).toMatchObject({ orgId: tailspin() });
      await changeUser(house.db.store, tailspin(), 'carol@northwind.example', { active: false });
      const carol = await enter();
      expect(carol).toMatchObject({ orgId: northwind(), address: 'carol@northwind.example' });
      expect(await enter()).toEqual(carol);
      const back = changeUser(house.db.store, tailspin(), 'carol@northwind.example', { active: true });
      await expectProblem(back, 'badInput');
      await add(tailspin(), 'dora@northwind.example', { subject: 'dora' });
      await createUser(house.db.store, northwind(), { address: 'dora@northwind.example', name: '', role: 'user' });
      const dora = { subject: 'dora', address: 'dora@northwind.example' };
      expect(await enter(dora)).toMatchObject({ orgId: northwind() });
      expect(await enter(dora)).toMatchObject({ orgId: northwind() });
    });

    test('W4 nobody joins an organisation that takes everybody, where another has their domain', async () => {
      await changeOrganisation(house.db.store, tailspin(), { joining: 'everyone' });
      expect(await enter()).toBeNull();
      expect(await enter({ subject: 'eve', address: 'eve@free.example' })).toMatchObject({ orgId: tailspin() });
      await admit('domains');
      expect(await enter()).toMatchObject({ orgId: northwind() });
    });

    test('W4 a domain has one organisation, whoever is made or changed later', async () => {
      const { store } = house.db;
      const domains = ['new.example', 'northwind.example'];
      const refused = await expectProblem(changeOrganisation(store, tailspin(), { domains }), 'badInput');
      expect(refused.detail).toContain('northwind.example belongs to “Northwind Traders” already');
      await expectProblem(createOrganisation(store, { name: 'Third', domains }), 'badInput');
      await expect(findOrganisation(store, 'Third')).rejects.toMatchObject({ code: 'notFound' });
      await changeOrganisation(store, northwind(), { domains: ['northwind.example', 'nw.example'] });
      const told = await findCollisions(store);
      expect(told).toEqual([]);
    });

    test('W4 what is claimed twice is listed', async () => {
      const { store } = house.db;
      await add(tailspin(), 'carol@northwind.example');
      await add(tailspin(), 'gone@northwind.example', { active: false });
      await add(tailspin(), 'sam@free.example');
      await add(northwind(), 'sam@free.example');
      await add(northwind(), 'mallory@tailspin.example');
      const [one, two] = ['Northwind Traders', 'Tailspin Toys'];
      const found = await findCollisions(store);
      expect(found).toHaveLength(3);
      expect(found).toEqual(
        expect.arrayContaining([
          { kind: 'foreign', address: 'carol@northwind.example', organisation: two, owner: one },
          { kind: 'foreign', address: 'mallory@tailspin.example', organisation: one, owner: two },
          { kind: 'shared', address: 'sam@free.example', organisations: expect.arrayContaining([one, two]) },
        ]),
      );
      await withClient(house.db.owner, (client) =>
        client.query(`update organisation set domains = '{northwind.example}'`),
      );
      expect((await findCollisions(store))[0]).toMatchObject({ kind: 'domain', domain: 'northwind.example' });
    });

    test('W4 H1 the command line lists them with what to do, and refuses a word that is no domain', async () => {
      const { store } = house.db;
      const config = { signIn: { kind: 'local' } } as Config;
      const check = readOrganisationCommand(['check'], config);
      expect(await check(store)).toBe('No domain and no address belongs to two organisations.');
      await add(tailspin(), 'carol@northwind.example');
      expect(await check(store)).toBe(
        'carol@northwind.example is a user of “Tailspin Toys”, but its domain belongs to “Northwind Traders”. End that: ' +
          'threadmark user set carol@northwind.example --organisation "Tailspin Toys" --active no.',
      );
      const set = (...domain: string[]) =>
        readOrganisationCommand(['set', 'Tailspin Toys', ...domain.flatMap((each) => ['--domain', each])], config);
      expect(await set('XN--bcher-kva.example', 'toys.example')(store)).toContain('is set up.\ncarol@northwind');
      const { domains } = (await store.look(tailspin(), (ask) => readOrganisation(ask, tailspin())))!;
      expect(domains).toEqual(['bücher.example', 'toys.example']);
      for (const word of ['example', 'a@b.example', 'a b.example', '.example', 'x.'])
        expect(() => set(word)).toThrow(`“${word}” is not a domain.`);
      await set('')(store);
      expect((await store.look(tailspin(), (ask) => readOrganisation(ask, tailspin())))!.domains).toEqual([]);
    });

    test('P1 W4 who asks for a domain sees the organisation that has it, and no other; nothing of it lasts', async () => {
      const { store } = house.db;
      const seen = await store.look(tailspin(), async (ask) => {
        const names = () => ask<{ name: string }>({ text: 'select name from organisation order by name' });
        const all = [names(), mayTakeIn(ask, tailspin(), 'x@northwind.example'), names()] as const;
        return Promise.all(all);
      });
      expect(seen).toEqual([[{ name: 'Tailspin Toys' }], false, [{ name: 'Tailspin Toys' }]]);
    });
  });

  test('P1 who is signing in sees the organisations that would take them in, and no other', async () => {
    await admit('domains');
    await withClient(house.db.app, async (client) => {
      await client.query('set role threadmark_app');
      const set = (name: string, value: string) =>
        client.query('select set_config($1, $2, false)', [`threadmark.sign_in_${name}`, value]);
      const names = async () => (await client.query<{ name: string }>('select name from organisation')).rows;
      await set('issuer', theirs);
      await set('address', 'carol@northwind.example');
      expect(await names()).toEqual([]);
      await set('issuer', ours);
      expect(await names()).toEqual([{ name: 'Northwind Traders' }]);
      await set('address', 'eve@elsewhere.example');
      expect(await names()).toEqual([]);
      await expect(client.query(`update organisation set name = 'mine'`)).resolves.toMatchObject({ rowCount: 0 });
    });
  });

  test('H1 an organisation or a person that is not there is said', async () => {
    const { store } = house.db;
    expect(await findOrganisation(store, 'Northwind Traders')).toBe(house.alice.orgId);
    await expect(findOrganisation(store, 'Nobody')).rejects.toMatchObject({ code: 'notFound' });
    await expect(changeUser(store, house.alice.orgId, 'x@y.example', {})).rejects.toMatchObject({ code: 'notFound' });
    const made = { address: 'Dora@Northwind.example', name: 'Dora', role: 'auditor' } as const;
    expect(await createUser(store, house.alice.orgId, made)).toMatchObject({ role: 'auditor', userId: 3 });
  });
});
