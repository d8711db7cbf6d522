/** Finding, making and reading records; people; settings; whichever PostgreSQL it is. */
import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../../src/contract/settings';
import { endpoints } from '../../src/contract/endpoints';
import { parse } from '../../src/contract/schema';
import type { RecordType } from '../../src/correlation/mail';
import { changeRecordState, createOrganisation, createRecord, createUser } from '../../src/server/store/seeding';
import { readUser } from '../../src/server/store/signIn';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, refOf, seed, trackOf, type House } from './samples';

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeEach(async () => (house = await furnish(await implementation.fresh())));
  afterEach(() => house.db.drop());
  afterAll(() => implementation.end());

  const make = (part: Parameters<typeof seed>[0]) => createRecord(house.db.store, house.alice.orgId, seed(part));
  const search = async (text: string, around: string[] = [], types: RecordType[] = []) =>
    (await house.acts.searchRecords(house.alice, body({ text, around, types }))).records;
  const names = async (...asked: Parameters<typeof search>) => (await search(...asked)).map(({ name }) => name);
  const people = async (from: string | null, recipients: string[] = []) =>
    (await house.acts.lookup(house.alice, body({ keys: keysOf({ from, recipients }), settingsVersion: 0 }))).people;

  describe('people of a mail', () => {
    test('L1 come in the mail’s order: users as users, known addresses with their records, strangers without', async () => {
      const resolved = await people('anna@contoso.example', ['alice@northwind.example', 'who@proseware.example']);
      expect(resolved).toEqual([
        { address: 'anna@contoso.example', user: null, records: [house.anna] },
        { address: 'alice@northwind.example', user: { name: 'Alice Berg' }, records: [] },
        { address: 'who@proseware.example', user: null, records: [] },
      ]);
    });

    test('L1 contact comes before account before lead, the older before the newer', async () => {
      await make({ type: 'lead', name: 'Lead', email: 'info@fabrikam.example' });
      await make({ type: 'account', name: 'Account', email: 'info@fabrikam.example' });
      await make({ name: 'First', email: 'info@fabrikam.example' });
      await make({ name: 'Second', email: 'Info@Fabrikam.example' });
      const [info] = await people('info@fabrikam.example');
      expect(info?.records.map(({ name }) => name)).toEqual(['First', 'Second', 'Account', 'Lead']);
    });

    test('L1 the domain of an account resolves nobody; a deleted record neither', async () => {
      const gone = await make({ name: 'Gone', email: 'gone@contoso.example' });
      await changeRecordState(house.db.store, house.alice.orgId, gone.id, 'deleted');
      const resolved = await people('boss@contoso.example', ['gone@contoso.example']);
      expect(resolved.flatMap(({ records }) => records)).toEqual([]);
    });

    test('P1 are never resolved to another organisation’s records', async () => {
      const reply = await house.acts.lookup(house.mallory, body({ keys: keysOf(), settingsVersion: 0 }));
      expect(reply.people[0]?.records).toEqual([house.foreign]);
    });
  });

  describe('search', () => {
    test('L1 without words: what is open with the sender first, then what was used lately', async () => {
      const won = await make({ type: 'opportunity', name: 'Won deal', parentId: house.contoso.id, state: 'closed' });
      await make({ type: 'case', name: 'Broken chair', parentId: house.anna.id });
      const litware = await make({ type: 'account', name: 'Litware' });
      await house.acts.track(house.alice, body(trackOf({ regarding: refOf(litware) })));
      await house.acts.track(house.alice, body(trackOf({ regarding: refOf(won) })));
      const found = await search('', ['Anna@Contoso.example']);
      expect(found.map(({ name, ofThisMail }) => [name, ofThisMail])).toEqual([
        ['Anna Keller', true],
        ['200 chairs', true],
        ['Broken chair', true],
        ['Contoso', true],
        ['Won deal', false],
        ['Litware', false],
      ]);
      expect(parse(endpoints.searchRecords.reply, { records: found })).toBeTruthy();
    });

    test('L1 finds by all words of name, detail and address, whatever the case, the mail’s own first', async () => {
      await make({ name: 'Änne Ångström', email: 'aenne@litware.example', detail: 'Litware · Göteborg' });
      await make({ name: 'Keller, Karl', email: 'karl@litware.example' });
      expect(await names('KELLER')).toEqual(['Keller, Karl', 'Anna Keller']);
      expect(await names('keller', ['anna@contoso.example'])).toEqual(['Anna Keller', 'Keller, Karl']);
      expect(await names('göteborg ÅNGSTRÖM')).toEqual(['Änne Ångström']);
      expect(await names('litware.example')).toEqual(['Keller, Karl', 'Änne Ångström']);
      expect(await names('keller nobody')).toEqual([]);
      expect(await names('keller', [], ['account'])).toEqual([]);
    });

    test('H1 signs that mean something to a pattern are only text', async () => {
      await make({ name: '100% wool_blend \\ new' });
      expect(await names('100%')).toEqual(['100% wool_blend \\ new']);
      expect(await names('%')).toEqual(['100% wool_blend \\ new']);
      expect(await names('wool_')).toEqual(['100% wool_blend \\ new']);
      expect(await names('w__l')).toEqual([]);
      expect(await names('\\')).toEqual(['100% wool_blend \\ new']);
      expect(await names("'; drop table record; --")).toEqual([]);
      expect(await names('\u0000')).toBeDefined();
    });

    test('L1 without words and people all can be browsed: what one used lately, then the rest, each once', async () => {
      const litware = await make({ type: 'account', name: 'Litware' });
      await make({ name: 'Adatum closed', state: 'closed' });
      await house.acts.track(house.alice, body(trackOf({ regarding: refOf(litware) })));
      const all = await names('');
      expect(all[0]).toBe('Litware');
      expect(all.at(-1)).toBe('Adatum closed');
      expect(all).toEqual([...new Set(all)]);
      expect(all).toEqual(expect.arrayContaining(['Anna Keller']));
      expect(await names('', [], ['case'])).toEqual([]);
    });

    test('L1 closed records come last, deleted and merged ones not at all', async () => {
      await make({ name: 'Keller closed', state: 'closed' });
      const gone = await make({ name: 'Keller gone' });
      await changeRecordState(house.db.store, house.alice.orgId, gone.id, 'deleted');
      expect(await names('keller')).toEqual(['Anna Keller', 'Keller closed']);
    });

    test('P1 finds nothing of another organisation', async () => {
      const { records } = await house.acts.searchRecords(
        house.mallory,
        body({ text: 'keller', around: ['anna@contoso.example'], types: [] }),
      );
      expect(records.map(({ id }) => id)).toEqual([house.foreign.id]);
    });
  });

  describe('create', () => {
    const wish = (part: object = {}) => ({
      requestId: randomUUID(),
      type: 'contact' as const,
      name: 'Karl Kohl',
      email: 'karl@contoso.example',
      company: null,
      ...part,
    });

    test('K1 a new contact hangs on the account of its company and is found by its address', async () => {
      const letter = wish({ company: 'contoso' });
      const { record } = await house.acts.createRecord(house.bob, body(letter));
      expect(record).toMatchObject({
        type: 'contact',
        name: 'Karl Kohl',
        email: 'karl@contoso.example',
        state: 'open',
        detail: 'contoso · karl@contoso.example',
      });
      expect(await house.acts.createRecord(house.bob, body(letter))).toEqual({ record });
      expect((await people('karl@contoso.example'))[0]?.records).toEqual([record]);
      expect(await names('', ['karl@contoso.example'])).toEqual(['Karl Kohl', '200 chairs', 'Contoso']);
    });

    test('K1 two who create the same person at once make one', async () => {
      const made = await Promise.all(
        [house.alice, house.bob, house.alice].map((who) => house.acts.createRecord(who, body(wish()))),
      );
      expect(new Set(made.map(({ record }) => record.id)).size).toBe(1);
      expect(await names('kohl')).toEqual(['Karl Kohl']);
    });

    test('K1 an address that is known under another name or type is told, not doubled', async () => {
      const problem = await expectProblem(
        house.acts.createRecord(house.alice, body(wish({ email: 'ANNA@contoso.example' }))),
        'alreadyExists',
      );
      expect(problem.detail).toContain('Anna Keller');
      await expectProblem(
        house.acts.createRecord(
          house.alice,
          body(wish({ type: 'lead', name: 'Anna Keller', email: 'anna@contoso.example' })),
        ),
        'alreadyExists',
      );
      expect(await names('anna')).toEqual(['Anna Keller']);
    });

    test.each([[{ name: '  ' }], [{ email: 'nobody' }], [{ email: 'a@b c' }]])('H1 %j is refused', async (part) => {
      await expectProblem(house.acts.createRecord(house.alice, body(wish(part))), 'badInput');
    });
  });

  describe('timeline and body', () => {
    test('K1 shows tracked mail newest first, with people and attachments; at most 200, and says when there is more', async () => {
      const attachments = [{ name: 'offer.pdf', contentType: 'application/pdf', size: 3_000_000_000, inline: false }];
      for (let n = 1; n <= 3; n++) {
        const keys = keysOf({ sentAt: `2026-11-0${n}T08:00:00Z` });
        const mail = { subject: `Mail ${n}`, attachments, cc: [{ address: 'Karl@contoso.example', name: 'Karl' }] };
        await house.acts.track(house.alice, body(trackOf({ keys, regarding: refOf(house.deal), mail })));
      }
      const reply = await house.acts.timeline(house.bob, { body: undefined, params: refOf(house.deal) });
      expect(reply.more).toBe(false);
      expect(reply.activities.map(({ subject }) => subject)).toEqual(['Mail 3', 'Mail 2', 'Mail 1']);
      expect(reply.activities[0]).toMatchObject({
        attachments,
        from: { address: 'Anna@Contoso.example', name: 'Anna Keller' },
        cc: [{ name: 'Karl' }],
        tracking: { state: 'tracked' },
      });
      expect(parse(endpoints.timeline.reply, JSON.parse(JSON.stringify(reply)))).toBeTruthy();
      const more = () => house.acts.track(house.alice, body(trackOf({ regarding: refOf(house.deal) })));
      for (let round = 0; round < 22; round++) await Promise.all(Array.from({ length: 9 }, more));
      const full = await house.acts.timeline(house.bob, { body: undefined, params: refOf(house.deal) });
      expect([full.activities.length, full.more]).toEqual([200, true]);
      const older = await house.acts.olderMails(house.bob, {
        body: { after: full.activities.at(-1)?.activityId ?? '' },
        params: refOf(house.deal),
      });
      expect([older.activities.length, older.more]).toEqual([1, false]);
      const all = [...full.activities, ...older.activities].map(({ activityId }) => activityId);
      expect(new Set(all).size).toBe(201);
    }, 60_000);

    test('K1 after a mail that is stored no more nothing is told, and a record of others is nobody’s to leaf through', async () => {
      const { tracking } = await house.acts.track(house.alice, body(trackOf({ regarding: refOf(house.deal) })));
      const ask = (who: typeof house.alice, after: string) =>
        house.acts.olderMails(who, { body: { after }, params: refOf(house.deal) });
      expect(await ask(house.bob, tracking.activityId)).toEqual({ activities: [], more: false });
      await expectProblem(ask(house.bob, '00000000-0000-4000-8000-000000000000'), 'unknownTracking');
      await expectProblem(ask(house.mallory, tracking.activityId), 'unknownRecord');
    });

    test('P2 the body comes back sanitised, the text as it was', async () => {
      const html = '<p onclick="x()">Hi<script>alert(1)</script><img src="https://t.example/p.gif"></p>';
      const given = { mail: { html, text: 'Hi <b>' }, regarding: refOf(house.deal) };
      const { tracking } = await house.acts.track(house.alice, body(trackOf(given)));
      expect(await house.acts.body(house.bob, { body: undefined, params: tracking })).toEqual({
        html: '<p>Hi<img data-remote-src="https://t.example/p.gif" /></p>',
        text: 'Hi <b>',
      });
    });

    test('K1 a mail without a body has none', async () => {
      const given = { mail: { html: null, text: null }, regarding: refOf(house.deal) };
      const { tracking } = await house.acts.track(house.alice, body(trackOf(given)));
      expect(await house.acts.body(house.bob, { body: undefined, params: tracking })).toEqual({
        html: null,
        text: null,
      });
    });
  });

  describe('settings', () => {
    const save = (who: 'alice' | 'bob' | 'mallory', version: number, part: object = {}) =>
      house.acts.saveSettings(
        house[who],
        body({ version, reason: 'We agreed on it.', settings: { ...defaultSettings, ...part } }),
      );
    const read = () => house.acts.settings(house.bob, { body: undefined, params: undefined });

    test('K1 begin with the defaults, and know users and domains', async () => {
      const reply = await read();
      expect(reply).toEqual({
        version: 0,
        settings: defaultSettings,
        tokenLayouts: [defaultSettings.token],
        users: ['alice@northwind.example', 'bob@northwind.example'],
        ownDomains: ['northwind.example'],
        changedBy: null,
        reason: null,
      });
      expect(parse(endpoints.settings.reply, reply)).toBeTruthy();
    });

    test('T1 every layout ever used stays readable, newest first', async () => {
      const second = { prefix: 'NW:', userDigits: 4, counterDigits: 5 };
      await save('alice', 0, { token: second });
      expect((await read()).tokenLayouts).toEqual([second, defaultSettings.token]);
      await save('alice', 1, { token: defaultSettings.token });
      expect(await read()).toMatchObject({
        version: 2,
        tokenLayouts: [defaultSettings.token, second],
        changedBy: 'Alice Berg',
        reason: 'We agreed on it.',
      });
    });

    test('L1 a lookup brings the settings only where the asker’s are old', async () => {
      await save('alice', 0, { forwards: 'ask' });
      const ask = (settingsVersion: number | null) =>
        house.acts.lookup(house.bob, body({ keys: keysOf(), settingsVersion }));
      expect((await ask(1)).settings).toBeUndefined();
      expect((await ask(0)).settings).toMatchObject({ version: 1, settings: { forwards: 'ask' } });
      expect((await ask(null)).settings).toMatchObject({ version: 1 });
    });

    test('K1 only an administrator changes them, and nobody a version they have not seen', async () => {
      await expectProblem(save('bob', 0), 'notAllowed');
      const both = await Promise.allSettled([save('alice', 0, { tokenBase: 5 }), save('alice', 0, { tokenBase: 7 })]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const late = await expectProblem(save('alice', 0), 'changedMeanwhile');
      expect(late.detail).toContain('Alice Berg');
      expect((await read()).version).toBe(1);
    });

    test('P1 the settings of one organisation are not those of another', async () => {
      await save('mallory', 0, { tokenBase: 99 });
      expect((await read()).version).toBe(0);
    });
  });

  describe('sign-in', () => {
    const named = { name: 'Alice', role: null, sole: true };
    const who = { issuer: 'https://issuer.example', subject: 's-1', address: 'Alice@Northwind.example', ...named };

    test('P1 knows a user by address at first, then by subject, also after the address changed', async () => {
      const { store } = house.db;
      expect(await readUser(store, who)).toEqual(house.alice);
      expect(await readUser(store, { ...who, address: 'alice.new@northwind.example' })).toEqual(house.alice);
      expect(await readUser(store, { ...who, subject: 's-2' })).toBeNull();
      expect(await readUser(store, { ...who, issuer: 'https://other.example', subject: 'x' })).toEqual(house.alice);
    });

    test('P1 a stranger is nobody, and so is an address that two organisations know', async () => {
      const { store } = house.db;
      expect(await readUser(store, { ...who, subject: 'z', address: "x' or true --@northwind.example" })).toBeNull();
      const twin = { address: 'twin@nobodys.example', name: 'Twin', role: 'user' } as const;
      for (const { orgId } of [house.alice, house.mallory]) await createUser(store, orgId, twin);
      expect(await readUser(store, { ...who, subject: 'twin', address: twin.address })).toBeNull();
      expect(await readUser(store, { ...who, subject: 'nobody\u0000', address: 'no\u0000body' })).toBeNull();
    });

    test('S1 seeding again changes nothing', async () => {
      const { store } = house.db;
      const orgId = await createOrganisation(store, { name: 'Northwind Traders', domains: [] });
      expect(orgId).toBe(house.alice.orgId);
      expect(
        await createUser(store, orgId, { address: 'bob@northwind.example', name: 'B', role: 'administrator' }),
      ).toEqual(house.bob);
      expect((await make({ name: 'Anna Keller', email: 'anna@contoso.example' })).id).toBe(house.anna.id);
    });

    test('L1 me tells who and where', async () => {
      expect(await house.acts.me(house.bob, { body: undefined, params: undefined })).toEqual({
        user: { address: 'bob@northwind.example', name: 'Bob Lindqvist' },
        organisation: 'Northwind Traders',
        role: 'user',
      });
    });
  });
});
