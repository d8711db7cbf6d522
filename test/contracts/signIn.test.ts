/** From a proven identity to a user, where several issuers are trusted and organisations take people in by themselves. */
import { withClient, implementations } from '../tools/database';
import { changeOrganisation, changeUser, findOrganisation } from '../../src/server/store/organisations';
import { createUser } from '../../src/server/store/seeding';
import { readUser, type Arrival } from '../../src/server/store/signIn';
import { furnish, type House } from './samples';

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
