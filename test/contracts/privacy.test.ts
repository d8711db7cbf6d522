/** What is stored about one address: counted, exported, erased, on every database. */
import { randomUUID } from 'node:crypto';
import { ExportReplySchema, PersonPreviewSchema } from '../../src/contract/privacy';
import { parse } from '../../src/contract/schema';
import { changeUser } from '../../src/server/store/organisations';
import { createUser } from '../../src/server/store/seeding';
import { makeActs } from '../../src/server/tracking/makeActs';
import { implementations, withClient } from '../tools/database';
import { fileAbout } from './personFile';
import { body, expectProblem, furnish, keysOf, NOW, refOf, trackOf, type House } from './samples';

const ANNA = 'anna@contoso.example';
const LATER = new Date('2026-11-22T09:00:00.000Z');

describe.each(implementations())('Data rights on $name', (implementation) => {
  let house: House;
  let hers: string;
  const first = keysOf({ topic: 'knee surgery', messageId: 'first@contoso.example' });
  const letter = trackOf({ keys: first, mail: { subject: 'Knee surgery' } });

  /** Tracked by Bob, without her, and quoting her; Joanna and a longer domain are somebody else. */
  async function trackOthers() {
    const { acts, bob, deal } = house;
    const text = `On Friday Anna <mailto:ANNA@contoso.example> wrote to joanna@contoso.example, anna@contoso.example.org:`;
    const keys = keysOf({ from: 'carl@contoso.example', topic: 'lunch', inReplyTo: ['first@contoso.example'] });
    const mail = {
      ...{ subject: 'Lunch', from: { address: 'carl@contoso.example', name: 'Carl' }, text },
      html: `<a href="https://x.example/?to=anna%40contoso.example&amp;%22anna@contoso.example">Anna</a>`,
    };
    const attachments = [{ name: `${ANNA}.vcf`, contentType: 'text/vcard', size: 1, inline: false }];
    await acts.track(bob, body(trackOf({ keys, mail: { ...mail, attachments }, regarding: refOf(deal) })));
  }

  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    const { acts, alice, mallory, foreign } = house;
    const { settings } = await acts.settings(alice, { body: undefined, params: undefined });
    const change = { ...settings, neverTrack: [ANNA, 'other.example'] };
    await acts.saveSettings(alice, body({ version: 0, reason: `wished by ${ANNA}`, settings: change }));
    hers = (await acts.track(alice, body(letter))).tracking.activityId;
    await trackOthers();
    const seen = keysOf({ topic: 'seen only', recipients: [ANNA, alice.address], from: 'dora@contoso.example' });
    await acts.lookup(alice, body({ keys: seen, settingsVersion: null }));
    const foreignMail = { subject: 'Theirs' };
    await acts.track(mallory, body(trackOf({ regarding: refOf(foreign), mail: foreignMail })));
    await acts.createRecord(
      alice,
      body({ requestId: randomUUID(), type: 'lead', name: 'Zoe', email: 'zoe@contoso.example', company: null }),
    );
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  /** Every row of every table of the organisation, as text: what is added to the schema later is looked through as well. */
  const dump = (orgId: number) =>
    withClient(house.db.owner, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select c.table_name as name from information_schema.columns c where table_schema = 'public' and column_name = 'org_id'`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const part = await client.query<{ row: string }>(`select t::text as row from ${name} t where org_id = $1`, [
          orgId,
        ]);
        found.push(...part.rows.map(({ row }) => `${name}: ${row}`));
      }
      return found;
    });
  const holdsHer = (row: string) => /(?<![\w.])anna(@|%40|&#64;)contoso\.example(?!\.\w)/i.test(row);
  const erase = (part: object = {}, at = NOW) =>
    makeActs(house.db.store, () => at).erasePerson(
      house.alice,
      body({
        requestId: randomUUID(),
        address: ` ${ANNA.toUpperCase()} `,
        confirmation: ANNA,
        reason: 'asked',
        ...part,
      }),
    );

  test('D2 shows how much there is before anything is done', async () => {
    const shown = parse(PersonPreviewSchema, await house.acts.previewPerson(house.alice, body({ address: ANNA })));
    expect(shown).toMatchObject({ address: ANNA, user: null, receipts: [] });
    expect(shown.counts).toMatchObject({ sent: 1, bodies: 1, records: 1 });
    expect(shown.counts.evidence).toBeGreaterThan(0);
    expect(shown.counts.auditRows).toBeGreaterThan(0);
    expect(shown.records).toEqual([{ type: 'contact', name: 'Anna Keller' }]);
  });

  test('D2 gives everything away as a file, and the audit names it by a hash', async () => {
    const first = await house.acts.exportPerson(house.alice, body({ address: ANNA, reason: 'to look' }));
    expect(parse(ExportReplySchema, first).file).toMatchObject({ address: ANNA });
    const file = await fileAbout(house.acts, house.alice, ANNA, `wish of ${ANNA}`);
    expect(JSON.stringify(file['mails'])).toMatch(/Knee surgery.*"body":\{"plain":"Hello"/);
    expect(JSON.stringify(file['records'])).toContain('Anna Keller');
    const { rows } = await house.acts.audit(house.alice, body({ kind: 'privacy' }));
    expect(rows[0]).toMatchObject({ action: 'exportPerson', why: 'wish of the address' });
    expect(JSON.stringify(rows)).not.toMatch(/anna@/i);
  });

  test('D2 nothing is erased without the address once more, a reason, or by somebody else', async () => {
    const before = await dump(house.alice.orgId);
    expect((await expectProblem(erase({ confirmation: 'carl@contoso.example' }), 'badInput')).detail).toMatch(
      /confirmation/,
    );
    expect((await expectProblem(erase({ address: 'anna', confirmation: 'anna' }), 'badInput')).detail).toMatch(
      /address/,
    );
    const wish = { requestId: randomUUID(), address: ANNA, confirmation: ANNA, reason: 'x' };
    for (const role of ['user', 'customizer', 'auditor'] as const)
      await expectProblem(house.acts.erasePerson({ ...house.bob, role }, body(wish)), 'notAllowed');
    const ours = { address: 'bob@northwind.example', confirmation: 'bob@northwind.example' };
    expect((await expectProblem(erase(ours), 'badInput')).detail).toMatch(/is a user here/);
    expect(await dump(house.alice.orgId)).toEqual(before);
  });

  test('D2 after it no text of any table holds the address, and everybody else is untouched', async () => {
    const foreign = await dump(house.mallory.orgId);
    expect((await dump(house.alice.orgId)).filter(holdsHer).length).toBeGreaterThan(5);
    const { receiptId, counts, by } = await erase({ reason: `wish of ${ANNA}` });
    const after = await dump(house.alice.orgId);
    expect(after.filter(holdsHer)).toEqual([]);
    expect(after.filter((row) => /Knee surgery|Anna Keller/i.test(row))).toEqual([]);
    expect(after.filter((row) => row.includes('joanna@contoso.example, anna@contoso.example.org'))).toHaveLength(1);
    expect(after.filter((row) => /^activity: .*Lunch/.test(row))).toHaveLength(1);
    expect(await dump(house.mallory.orgId)).toEqual(foreign);
    expect(by).toBe('Alice Berg');
    expect(Object.fromEntries(counts.map(({ name, count }) => [name, count]))).toMatchObject({
      mails: 1,
      bodies: 1,
      records: 1,
    });
    const shown = await house.acts.previewPerson(house.alice, body({ address: ANNA }));
    expect(shown.receipts.map((receipt) => receipt.receiptId)).toEqual([receiptId]);
    const { rows } = await house.acts.audit(house.alice, body({ about: ANNA }));
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['erasePerson', 'exportPerson']));
  });

  test('D2 the talk of the others stays one, and the settings stay good ones', async () => {
    const { acts, bob } = house;
    const reply = keysOf({ from: 'carl@contoso.example', topic: 'lunch', inReplyTo: ['first@contoso.example'] });
    const { candidates } = await acts.lookup(bob, body({ keys: reply, settingsVersion: null }));
    expect(candidates.map(({ activityId }) => activityId)).toContain(hers);
    const { settings } = await acts.settings(bob, { body: undefined, params: undefined });
    expect(settings.neverTrack).toEqual(['erased@erased.invalid', 'other.example']);
  });

  test('D2 done again it finds nothing, and the same request is the same receipt', async () => {
    const requestId = randomUUID();
    const again = await erase({ requestId });
    expect(again.counts.every(({ count }) => count === 0)).toBe(true);
    expect(await erase({ requestId })).toEqual(again);
  });

  test('D2 letters that were under way bring nothing back; what she writes later is mail like any other', async () => {
    const { acts, alice, bob } = house;
    const before = (await dump(alice.orgId)).length;
    await expectProblem(acts.track(alice, body(letter)), 'erased');
    await expectProblem(acts.track(bob, body(trackOf({ keys: keysOf() }))), 'erased');
    const cc = { cc: [{ address: 'Anna@contoso.example', name: 'Anna' }] };
    const keys = keysOf({ from: 'carl@contoso.example' });
    await expectProblem(acts.track(bob, body(trackOf({ keys, mail: { from: null, ...cc } }))), 'erased');
    await acts.lookup(alice, body({ keys: keysOf({ topic: 'old' }), settingsVersion: null }));
    await acts.lookup(alice, body({ keys: keysOf({ from: 'eva@x.example' }), settingsVersion: null }));
    const rows = await dump(alice.orgId);
    expect(rows.filter(holdsHer)).toEqual([]);
    expect(rows.length - before).toBeLessThan(3);
    const later = keysOf({ sentAt: '2026-11-22T10:00:00Z' });
    await makeActs(house.db.store, () => LATER).track(alice, body(trackOf({ keys: later })));
    expect((await dump(alice.orgId)).filter(holdsHer).length).toBeGreaterThan(0);
  });

  test('D2 somebody of ours whose access has ended is a number without a name', async () => {
    const { store } = house.db;
    const { orgId } = house.alice;
    const address = 'eve@northwind.example';
    const eve = await createUser(store, orgId, { address, name: 'Eve Strand', role: 'user' });
    await house.acts.track(
      eve,
      body(
        trackOf({
          keys: keysOf({ from: 'carl@contoso.example', recipients: [address] }),
          mail: { from: null, to: [{ address, name: 'Eve Strand' }] },
        }),
      ),
    );
    await changeUser(store, orgId, address, { active: false });
    await erase({ address, confirmation: address });
    const rows = await dump(orgId);
    expect(rows.filter((row) => /eve@northwind/i.test(row))).toEqual([]);
    expect(rows.filter((row) => /^app_user: .*Erased person/.test(row))).toHaveLength(1);
  });

  test('D2 P1 the role of the product erases through this alone, and never another organisation’s', async () => {
    await withClient(house.db.app, async (client) => {
      await client.query('set role threadmark_app');
      const call = `select erase_person(gen_random_uuid(), gen_random_uuid(), now(), null, $1, 'x', true)`;
      await expect(client.query(call, [ANNA])).rejects.toThrow(/no organisation/);
      await client.query(`select set_config('threadmark.org', $1, false)`, [String(house.mallory.orgId)]);
      await expect(
        client.query(`select redact_everywhere($1, 'a', '{}', '{}', 0)`, [house.alice.orgId]),
      ).rejects.toThrow(/permission denied/);
      await expect(client.query(`insert into erasure select * from erasure`)).rejects.toThrow(/permission denied/);
      await expect(client.query(call, ['%'])).rejects.toThrow(/no address/);
    });
  });
});
