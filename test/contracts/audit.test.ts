/** The audit as people read it, on every database. */
import { randomUUID } from 'node:crypto';
import type { AskAudit, AuditReply } from '../../src/contract/audit';
import type { Role } from '../../src/contract/roles';
import { createUser } from '../../src/server/store/seeding';
import type { User } from '../../src/server/store/users';
import { csvLine } from '../../src/server/tracking/csv';
import { makeActs } from '../../src/server/tracking/makeActs';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, NOW, refOf, trackOf, type House } from './samples';

/** A small reader of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '' && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}

describe.each(implementations())('The audit on $name', (implementation) => {
  let house: House;
  let auditor: User;
  let activityId: string;
  const SECRET = 'Quarterly knee surgery';

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const { acts, alice, bob, db } = house;
    const made = await createUser(db.store, alice.orgId, {
      address: 'otto@northwind.example',
      name: 'Otto',
      role: 'auditor',
    });
    auditor = { ...made, role: 'auditor' };
    const { settings } = await acts.settings(alice, { body: undefined, params: undefined });
    const change = { ...settings, subjectLength: 300, neverTrack: ['=cmd.example'] };
    await acts.saveSettings(alice, body({ version: 0, reason: '=HYPERLINK("x"), as "agreed"', settings: change }));
    const because = { method: 'smart', reason: `Same subject as the mail (“${SECRET}”).` } as const;
    const letter = trackOf({ regarding: refOf(house.anna), because, mail: { subject: SECRET, text: SECRET } });
    const { tracking } = await acts.track(alice, body(letter));
    activityId = tracking.activityId;
    const moved = await acts.regard(
      bob,
      body({ requestId: randomUUID(), activityId, version: 1, regarding: refOf(house.deal) }),
    );
    await acts.untrack(alice, body({ requestId: randomUUID(), activityId, version: moved.tracking.version }));
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const read = (wish: AskAudit = {}, who: User = house.alice) => house.acts.audit(who, body(wish));
  const actionsOf = ({ rows }: AuditReply) => rows.map(({ action }) => action);

  test('D1 tells who did what, newest first, with the record and what changed', async () => {
    const { rows } = await read({ kind: 'tracking' });
    expect(actionsOf(await read({ kind: 'tracking' }))).toEqual(['untrack', 'regard', 'track']);
    expect(rows[1]).toMatchObject({ actor: { address: 'bob@northwind.example' }, entityId: activityId });
    expect(rows[1]?.changes).toEqual([{ name: 'regarding', before: house.anna.id, after: house.deal.id }]);
    expect(rows[1]?.records.map(({ name }) => name).sort()).toEqual(['200 chairs', 'Anna Keller']);
    const [saved] = (await read({ kind: 'settings' })).rows;
    expect(saved?.changes).toEqual([
      { name: 'neverTrack', before: '', after: '=cmd.example' },
      { name: 'subjectLength', before: '255', after: '300' },
    ]);
    expect(saved?.why).toContain('agreed');
  });

  test('D1 an auditor gets ids, method and type of record, and neither subject nor text nor names of records', async () => {
    const reply = await read({}, auditor);
    expect(reply.rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(reply)).not.toMatch(/Quarterly|knee|200 chairs|Anna Keller/);
    const [tracked] = reply.rows.filter(({ action }) => action === 'track');
    expect(tracked).toMatchObject({ entityId: activityId, records: [{ type: 'contact', name: null }] });
    expect(tracked?.changes).toContainEqual({ name: 'method', before: null, after: 'smart' });
  });

  test('D1 nobody finds a subject in it, an administrator neither', async () => {
    expect(JSON.stringify(await read())).not.toMatch(/Quarterly|knee/);
    const { csv } = await house.acts.exportAudit(house.alice, body({ rows: 0 }));
    expect(csv).not.toMatch(/Quarterly|knee/);
  });

  test.each<[string, () => AskAudit, string[]]>([
    ['person', () => ({ person: house.bob.userId, kind: 'tracking' }), ['regard']],
    ['the record it was moved to', () => ({ about: house.deal.id, kind: 'tracking' }), ['untrack', 'regard', 'track']],
    ['tracked mail', () => ({ about: activityId.toUpperCase() }), ['untrack', 'regard', 'track']],
    ['address of somebody outside', () => ({ about: ' Anna@Contoso.example' }), ['untrack', 'regard', 'track']],
    ['address of one of ours', () => ({ about: 'bob@northwind.example', kind: 'tracking' }), ['regard']],
    ['time that has not come', () => ({ from: '2026-11-22T00:00:00Z', kind: 'tracking' }), []],
    ['time, its end not itself', () => ({ until: NOW.toISOString(), kind: 'tracking' }), []],
    ['address that nobody has', () => ({ about: "o'nobody@x.example" }), []],
    ['wildcards, which are letters', () => ({ about: '%' }), []],
  ])('D1 finds by %s', async (_, wish, actions) => {
    const found = actionsOf(await read(wish())).filter((action) => !['createRecord', 'exportAudit'].includes(action));
    expect(found).toEqual(actions);
  });

  test('D1 pages by key show every row once while others come in', async () => {
    const all = Array.from({ length: 120 }, (_, n) => n);
    for (const n of all) await house.acts.savePreferences(house.bob, body({ autoTrack: n % 2 === 0 } as never));
    const seen: string[] = [];
    let after: AskAudit['after'];
    do {
      const page = await read({ person: house.bob.userId, ...(after ? { after } : {}) });
      seen.push(...page.rows.map(({ auditId }) => auditId));
      after = page.next ?? undefined;
      await house.acts.savePreferences(house.bob, body({ autoTrack: true } as never));
    } while (after !== undefined);
    expect(seen.length).toBeGreaterThanOrEqual(121);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('D1 the file is CSV that no spreadsheet runs, and taking it is audited, without an address', async () => {
    const { csv, rows } = await house.acts.exportAudit(
      house.alice,
      body({ rows: 0, kind: 'settings', about: 'alice@northwind.example' }),
    );
    const [head, ...lines] = readCsv(csv);
    expect(head).toEqual(['time', 'person', 'address', 'action', 'of', 'id', 'records', 'before', 'after', 'reason']);
    expect(lines).toHaveLength(rows);
    expect(lines[0]?.[9]).toBe('\'=HYPERLINK("x"), as "agreed"');
    expect(lines[0]?.[1]).toBe('Alice Berg');
    const [noted] = (await read({ kind: 'privacy' })).rows;
    expect(noted).toMatchObject({ action: 'exportAudit', actor: { name: 'Alice Berg' } });
    expect(JSON.stringify(noted?.changes)).toMatch(/an address/);
    expect(JSON.stringify(noted?.changes)).not.toMatch(/@/);
  });

  test('D1 the pieces of a file are the whole, and a file has an end', async () => {
    const later = makeActs(house.db.store, () => new Date(NOW.getTime() + 1000));
    const first = await later.exportAudit(house.alice, body({ rows: 99_900 }));
    expect(first).toMatchObject({ rows: 100_000, full: true, next: null });
  });

  test.each<Role>(['user', 'customizer'])('D1 a %s reads nothing of it', async (role) => {
    await expectProblem(read({}, { ...house.bob, role }), 'notAllowed');
    await expectProblem(house.acts.exportAudit({ ...house.bob, role }, body({ rows: 0 })), 'notAllowed');
  });

  test('D1 P1 another organisation finds nothing of it', async () => {
    const reply = await read({ about: activityId }, house.mallory);
    expect(reply.rows).toEqual([]);
    expect(JSON.stringify(await read({}, house.mallory))).not.toMatch(/northwind/);
  });

  test('H1 a day that does not exist is named', async () => {
    const problem = await expectProblem(read({ from: '2026-02-41T00:00:00Z' }), 'badInput');
    expect(problem.detail).toBe('from is no moment that exists.');
  });

  test('D1 a mail of nobody in particular is found by nothing else than its own id', async () => {
    await house.acts.track(house.alice, body(trackOf({ keys: keysOf({ topic: 'other' }) })));
    expect(actionsOf(await read({ about: randomUUID() }))).toEqual([]);
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1', "'＝1"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['😀', '😀'],
  ['', ''],
])('D1 the cell %j is written as %j', (given, written) => {
  expect(csvLine([given, 'end'])).toBe(`${written},end\r\n`);
});
