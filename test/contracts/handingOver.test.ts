/** Whose a record is: given to somebody else, to nobody, or all at once when somebody leaves; and leaving a team. */
import { randomUUID } from 'node:crypto';
import type { Body } from '../../src/contract/endpoints';
import type { RecordView } from '../../src/contract/records';
import type { Access } from '../../src/server/store/records';
import { createRecord, createUser } from '../../src/server/store/seeding';
import { recordBecame } from '../../src/server/store/records';
import type { User } from '../../src/server/store/users';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, refOf, seed, type House } from './samples';

const nothing = { body: undefined, params: undefined };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let carl: User;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const make = (address: string, role: User['role']) =>
      createUser(house.db.store, house.alice.orgId, { address, name: address.split('@')[0] ?? '', role });
    carl = await make('carl@northwind.example', 'user');
    await make('audrey@northwind.example', 'auditor');
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const make = (access: Access, ownerId: number | null = house.bob.userId) =>
    createRecord(house.db.store, house.bob.orgId, {
      ...seed({ type: 'opportunity', name: `Deal ${randomUUID()}` }),
      sharing: { ownerId, teamId: 1, access },
    });
  const give = (who: User, record: RecordView, to: string | null, more: Partial<Body<'handOver'>> = {}) =>
    house.acts.handOver(who, { body: { requestId: randomUUID(), to, ...more }, params: refOf(record) });
  const sees = (who: User, record: RecordView) =>
    house.acts.record(who, { body: undefined, params: refOf(record) }).then(
      ({ sharing }) => sharing.owner ?? 'nobody',
      (error: { code: string }) => error.code,
    );
  const audited = async (record: RecordView) => {
    const { rows } = await house.acts.audit(house.alice, body({ about: record.id }));
    return rows.filter(({ action }) => action === 'handOver').map(({ changes, why }) => ({ changes, why }));
  };

  test('V1 its owner gives it away, and sees it no more where it is its owner’s alone', async () => {
    const record = await make('owner');
    const letter = { requestId: randomUUID() };
    const reply = await give(house.bob, record, carl.address, letter);
    expect(reply).toEqual({ sharing: null });
    expect(await give(house.bob, record, carl.address, letter)).toEqual(reply);
    expect([await sees(house.bob, record), await sees(carl, record)]).toEqual(['unknownRecord', 'carl']);
    expect(await audited(record)).toEqual([
      { changes: [{ name: 'owner', before: house.bob.address, after: carl.address }], why: '' },
    ]);
  });

  test('V1 whoever gave it away keeps what their team sees', async () => {
    const record = await make('team');
    const { sharing } = await give(house.bob, record, carl.address);
    expect(sharing).toMatchObject({ owner: 'carl', mine: false, mayShare: false, mayHandOver: false, access: 'team' });
    expect(await sees(carl, record)).toBe('carl');
  });

  test('V1 what became of it goes with it', async () => {
    const [record, earlier] = [await make('owner'), await make('owner')];
    const { orgId } = house.bob;
    await house.db.store.change(orgId, (ask) => recordBecame(ask, orgId, earlier.id, record.id));
    await give(house.bob, record, carl.address);
    expect([await sees(carl, earlier), await sees(house.bob, earlier)]).toEqual(['carl', 'unknownRecord']);
  });

  test('V1 it becomes nobody’s where others see it, and an administrator gives it to somebody again', async () => {
    const [shared, own] = [await make('team'), await make('owner')];
    await give(house.bob, shared, null);
    expect(await sees(house.alice, shared)).toBe('nobody');
    const refused = await expectProblem(give(house.bob, own, null), 'badInput');
    expect(refused.detail).toContain('to: only its owner sees it');
    expect(await sees(house.bob, own)).toBe('Bob Lindqvist');
    await give(house.alice, shared, house.bob.address, { reason: 'found again' });
    expect(await sees(house.bob, shared)).toBe('Bob Lindqvist');
  });

  test('V1 an administrator gives what they see, and says why; nobody else gives what is not theirs', async () => {
    const [shared, own] = [await make('organisation'), await make('owner')];
    expect((await expectProblem(give(house.alice, shared, carl.address), 'badInput')).detail).toMatch(/^reason: /);
    expect((await expectProblem(give(house.alice, shared, carl.address, { reason: '  ' }), 'badInput')).detail).toMatch(
      /^reason: /,
    );
    await expectProblem(give(carl, shared, carl.address, { reason: 'I want it' }), 'notAllowed');
    await expectProblem(give(house.alice, own, carl.address, { reason: 'I want it' }), 'unknownRecord');
    await expectProblem(give(house.mallory, shared, carl.address, { reason: 'I want it' }), 'unknownRecord');
    expect(await audited(shared)).toEqual([]);
    await give(house.alice, shared, carl.address, { reason: 'Bob is on leave' });
    expect(await audited(shared)).toMatchObject([{ why: 'Bob is on leave' }]);
  });

  test.each([
    ['nobody@northwind.example', /^to: nobody who works here/],
    ['mallory@tailspin.example', /^to: nobody who works here/],
    ['audrey@northwind.example', /^to: an auditor sees no records/],
  ])('H1 %s cannot have it, and nothing is stored', async (to, words) => {
    const record = await make('team');
    expect((await expectProblem(give(house.bob, record, to), 'badInput')).detail).toMatch(words);
    expect([await sees(house.bob, record), await audited(record)]).toEqual(['Bob Lindqvist', []]);
  });

  test('K2 to whom it belongs already it is given without a row', async () => {
    const record = await make('owner');
    expect((await give(house.bob, record, 'BOB@northwind.example')).sharing).toMatchObject({ mine: true });
    expect(await audited(record)).toEqual([]);
  });

  test('W3 what was somebody’s who left goes to another in one act, seen by the administrator or not', async () => {
    const gone = await createUser(house.db.store, house.alice.orgId, {
      address: 'gina@northwind.example',
      name: 'Gina',
      role: 'user',
    });
    const records = [await make('owner', gone.userId), await make('team', gone.userId)];
    const params = { userId: String(gone.userId) };
    await house.acts.changePerson(house.alice, { params, body: { active: false } });
    const countOf = async (userId: number) =>
      (await house.acts.people(house.alice, nothing)).people.find((one) => one.userId === userId)?.records;
    expect(await countOf(gone.userId)).toBe(2);
    const letter = { requestId: randomUUID(), to: carl.address, reason: 'Gina left us' };
    const all = (who: User, more = {}) => house.acts.handOverAll(who, { params, body: { ...letter, ...more } });
    const itself = await expectProblem(all(house.alice, { requestId: randomUUID(), to: gone.address }), 'badInput');
    expect(itself.detail).toMatch(/^to: /);
    await expectProblem(all(house.mallory, { requestId: randomUUID() }), 'notFound');
    expect(await all(house.alice)).toEqual({ records: 2 });
    expect(await all(house.alice)).toEqual({ records: 2 });
    expect(await countOf(gone.userId)).toBe(0);
    for (const record of records) {
      expect(await sees(carl, record)).toBe('carl');
      expect(await audited(record)).toMatchObject([{ why: 'Gina left us' }]);
    }
    expect(await sees(house.alice, records[0]!)).toBe('unknownRecord');
  });

  test('V1 who leaves a team sees its records no more, keeps their own, and the audit says so', async () => {
    const [theirs, mine] = [await make('team', house.alice.userId), await make('team')];
    expect(await house.acts.myTeams(house.bob, nothing)).toEqual({ teams: ['Sales'] });
    expect(await sees(house.bob, theirs)).toBe('Alice Berg');
    await expectProblem(house.acts.leaveTeam(carl, body({ team: 'Sales' })), 'notFound');
    await expectProblem(house.acts.leaveTeam(house.mallory, body({ team: 'Sales' })), 'notFound');
    expect(await house.acts.leaveTeam(house.bob, body({ team: 'Sales' }))).toEqual({ teams: [] });
    expect([await sees(house.bob, theirs), await sees(house.bob, mine)]).toEqual(['unknownRecord', 'Bob Lindqvist']);
    const { rows } = await house.acts.audit(house.alice, body({ kind: 'people' }));
    expect(rows.find(({ action }) => action === 'leaveTeam')).toMatchObject({
      entityId: 'Sales',
      changes: [{ name: 'left', before: null, after: house.bob.address }],
    });
  });
});
