/** What mail was judged by is kept, bounded and apart; other settings are tried on it before anybody saves them. */
import { randomUUID } from 'node:crypto';
import { defaultSettings, type Settings } from '../../src/contract/settings';
import { EVIDENCE_DAYS, type Trial } from '../../src/contract/trial';
import { keepSeen, pruneEvidence, readEvidenceOf } from '../../src/server/store/evidence';
import { countEvidence, readEvidence } from '../../src/server/store/evidenceReading';
import { shortHash } from '../../src/server/store/hash';
import { createOrganisation, createUser } from '../../src/server/store/seeding';
import { makeActs } from '../../src/server/tracking/makeActs';
import { implementations, withClient } from '../tools/database';
import { body, expectProblem, furnish, keysOf, NOW, refOf, trackOf, type House, type WireKeys } from './samples';

const nothing = { body: undefined, params: undefined };
const smart: Settings = { ...defaultSettings, smartMatching: 'automatic' };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  const houses: House[] = [];
  const move = async () => {
    house = await furnish(await implementation.fresh());
    houses.push(house);
  };
  beforeAll(move);
  afterAll(async () => {
    for (const { db } of houses) await db.drop();
    await implementation.end();
  });

  const kept = (orgId = house.alice.orgId) => house.db.store.look(orgId, (ask) => readEvidence(ask, orgId, null, 1000));
  const keptOf = async (keys: WireKeys) => (await kept()).find((one) => one.keys.messageId === keys.messageId);
  const look = (keys: WireKeys, who = house.alice) => house.acts.lookup(who, body({ keys, settingsVersion: 0 }));
  /** What is looked at is written after its answer; a trial waits for it. */
  const written = () => ended(house.alice, defaultSettings);

  async function ended(who: House['alice'], settings: Settings, days = EVIDENCE_DAYS): Promise<Trial> {
    await house.acts.startTrial(who, body({ settings, days }));
    for (;;) {
      const { trial } = await house.acts.trial(who, nothing);
      if (trial !== null && trial.state !== 'running') return trial;
    }
  }

  describe('what is kept', () => {
    test('R2 of tracked mail, with what became of it', async () => {
      const keys = keysOf({ topic: 'oak tables' });
      const letter = trackOf({ keys, regarding: refOf(house.deal), mail: { subject: 'Oak tables' } });
      await house.acts.track(house.alice, body(letter));
      expect(await keptOf(keys)).toMatchObject({
        keys: { topic: 'oak tables', from: 'anna@contoso.example' },
        blind: [],
        tracked: { subject: 'Oak tables', regarding: { name: '200 chairs' } },
      });
    });

    test('R2 of mail that was only looked at, once, however often; tracking makes it a tracked one', async () => {
      const keys = keysOf();
      await look(keys);
      await look(keys, house.bob);
      await written();
      expect((await kept()).filter((one) => one.keys.messageId === keys.messageId)).toHaveLength(1);
      expect(await keptOf(keys)).toMatchObject({ tracked: null });
      await house.acts.track(house.bob, body(trackOf({ keys })));
      expect(await keptOf(keys)).toMatchObject({ tracked: { regarding: null } });
      await look(keys);
      await written();
      expect(await keptOf(keys)).toMatchObject({ tracked: { regarding: null } });
    });

    test('R2 no body, and nobody who got it blindly is somebody whom others have in common', async () => {
      const keys = keysOf({ recipients: ['alice@northwind.example', 'eve@litware.example'] });
      const bcc = [{ address: 'eve@litware.example', name: 'Eve' }];
      await house.acts.track(house.alice, body(trackOf({ keys, mail: { bcc, text: 'Nobody else reads this.' } })));
      expect(await keptOf(keys)).toMatchObject({ blind: ['eve@litware.example'] });
      await withClient(house.db.owner, async (client) => {
        const { rows } = await client.query(`select 1 from evidence e where e::text like '%Nobody else reads%'`);
        expect(rows).toEqual([]);
      });
    });

    test('R2 of a sent mail the ids under which it travels, once its copy is met', async () => {
      const mark = randomUUID();
      const sentAt = '2026-11-20T10:00:00Z';
      const out = {
        direction: 'outgoing',
        from: 'alice@northwind.example',
        recipients: ['anna@contoso.example'],
      } as const;
      const draft = keysOf({ ...out, recipients: [...out.recipients], messageId: `mark:${mark}`, mark, sentAt });
      const { tracking } = await house.acts.trackSent(
        house.alice,
        body({ ...trackOf({ keys: draft }), byRule: false }),
      );
      const copy = { ...draft, messageId: `${mark}@northwind.example`, references: ['first@contoso.example'] };
      const met = { requestId: randomUUID(), activityId: tracking!.activityId, keys: copy };
      await house.acts.meet(house.alice, body(met));
      const { orgId } = house.alice;
      const found = await house.db.store.change(orgId, (ask) => readEvidenceOf(ask, orgId, tracking!.activityId));
      expect(found).toMatchObject({
        messageId: copy.messageId,
        aliases: [],
        references: ['first@contoso.example'],
        mark,
      });
    });

    test('R2 nothing of mail with somebody who is never tracked', async () => {
      const { version, settings } = await house.acts.settings(house.alice, nothing);
      const neverTrack = ['proseware.example'];
      await house.acts.saveSettings(house.alice, body({ version, reason: 'r', settings: { ...settings, neverTrack } }));
      const keys = keysOf({ from: 'doctor@clinic.proseware.example' });
      await look(keys);
      await written();
      expect(await keptOf(keys)).toBeUndefined();
    });
  });

  describe('bounds, erasure, separation', () => {
    let orgId: number;
    let ada: House['alice'];
    const at = (day: number) => new Date(NOW.getTime() - day * 86_400_000);
    beforeAll(async () => {
      orgId = await createOrganisation(house.db.store, { name: 'Bounded', domains: [] });
      const person = { address: 'ada@bounded.example', name: 'Ada', role: 'administrator' } as const;
      ada = await createUser(house.db.store, orgId, person);
      const seen = Array.from({ length: 100 }, (_, n) => ({
        mailKey: shortHash(String(n)),
        at: at(n),
        seenBy: ada.userId,
        keys: keysOf({
          messageId: `${n}@x.example`,
          recipients: n % 10 === 0 ? ['joe@litware.example'] : ['ada@bounded.example'],
        }),
      }));
      await house.db.store.change(orgId, (ask) => keepSeen(ask, orgId, seen));
    });
    const change = <T>(work: Parameters<typeof house.db.store.change<T>>[1]) => house.db.store.change(orgId, work);

    test('R2 what is older goes, and of the rest the newest stay', async () => {
      expect(await change((ask) => pruneEvidence(ask, orgId, { before: at(89.5), most: 1000 }))).toBe(10);
      expect(await change((ask) => pruneEvidence(ask, orgId, { before: at(89.5), most: 50 }))).toBe(40);
      expect(await change((ask) => pruneEvidence(ask, orgId, { before: at(89.5), most: 50 }))).toBe(0);
      const left = await kept(orgId);
      expect([left.length, left[0]?.keys.messageId, left.at(-1)?.keys.messageId]).toEqual([
        50,
        '49@x.example',
        '0@x.example',
      ]);
      expect(await change((ask) => countEvidence(ask, orgId, at(9.5)))).toEqual({ all: 50, recent: 10 });
    });

    test('R2 D2 what names an address goes with it, and the last trial, and nothing else', async () => {
      const address = 'joe@litware.example';
      const counted = async () => (await house.acts.previewPerson(ada, body({ address }))).counts.evidence;
      expect([await counted(), (await ended(ada, defaultSettings)).state]).toEqual([5, 'done']);
      const wish = { requestId: randomUUID(), address, confirmation: address, reason: 'asked' };
      await house.acts.erasePerson(ada, body(wish));
      expect([await counted(), (await house.acts.trial(ada, nothing)).trial]).toEqual([0, null]);
      expect(JSON.stringify(await kept(orgId))).not.toContain(address);
      expect(await kept(orgId)).toHaveLength(45);
    });

    test('P1 another organisation reads and counts nothing of it', async () => {
      const { mallory } = house;
      const foreign = await house.db.store.look(mallory.orgId, (ask) => readEvidence(ask, orgId, null, 10));
      expect(foreign).toEqual([]);
      expect((await house.acts.trial(mallory, nothing)).trial).toBeNull();
    });
  });

  describe('a trial', () => {
    let own: House;
    beforeAll(async () => {
      await move();
      // What was seen later comes later.
      const time = { now: NOW.getTime() };
      own = { ...house, acts: makeActs(house.db.store, () => new Date(time.now++)) };
      house = own;
    });

    test('R3 says what smart matching would link, before it is turned on', async () => {
      const opener = keysOf({ topic: 'beech shelves gothenburg' });
      await own.acts.track(
        own.alice,
        body(trackOf({ keys: opener, regarding: refOf(own.deal), mail: { subject: 'Beech shelves Gothenburg' } })),
      );
      const answer = keysOf({ topic: 'beech shelves gothenburg', mailKind: 'reply', sentAt: '2026-11-20T12:00:00Z' });
      await look(answer);
      const { state, result, total, done, startedBy } = await ended(own.alice, smart);
      expect({ state, total, done, startedBy }).toEqual({ state: 'done', total: 2, done: 2, startedBy: 'Alice Berg' });
      expect(result).toMatchObject({ mails: 2, before: { links: 0, asked: 0 }, after: { links: 1, asked: 0 } });
      expect(result?.changes.gained).toEqual({
        count: 1,
        examples: [
          {
            mail: {
              subject: 'beech shelves gothenburg',
              from: 'anna@contoso.example',
              sentAt: '2026-11-20T12:00:00Z',
            },
            before: { do: 'none', record: null, why: 'No tracked mail is related to this one.' },
            after: {
              do: 'link',
              record: '200 chairs',
              why: expect.stringMatching(/^Same subject as the mail from anna/),
            },
          },
        ],
      });
      const { lost, changed, held, released } = result!.changes;
      expect([lost, changed, held, released].map(({ count }) => count)).toEqual([0, 0, 0, 0]);
      const { version } = await own.acts.settings(own.alice, nothing);
      expect(version).toBe(0);
    });

    test('R3 shows a colleague how many, but nothing of what they neither tracked nor looked at', async () => {
      const carla = await createUser(own.db.store, own.alice.orgId, {
        address: 'carla@northwind.example',
        name: 'Carla',
        role: 'customizer',
      });
      const { trial } = await own.acts.trial(carla, nothing);
      expect(trial?.result?.changes.gained).toEqual({
        count: 1,
        examples: [{ mail: null, before: null, after: null }],
      });
    });

    test('R3 tells nobody the subject of a private mail, nor the name of a record that is not theirs to see', async () => {
      const secret = { topic: 'merger with litware', recipients: ['alice@northwind.example'] };
      const opener = keysOf({ ...secret, messageId: 'merger@contoso.example' });
      const opening = trackOf({
        keys: opener,
        regarding: refOf(own.contoso),
        mail: { subject: 'Merger with Litware' },
      });
      await own.acts.track(own.alice, body({ ...opening, private: true }));
      const dan = await createUser(own.db.store, own.alice.orgId, {
        ...{ address: 'dan@northwind.example', name: 'Dan', role: 'customizer' },
      });
      const answer = keysOf({ topic: 'figures', recipients: [dan.address], inReplyTo: [opener.messageId] });
      await look(answer, dan);
      await withClient(own.db.owner, (client) =>
        client.query(`update record set access = 'owner', owner_id = $1 where name = 'Contoso'`, [own.alice.userId]),
      );
      const { result } = await ended(dan, { ...defaultSettings, useCorrelation: false });
      const [mine] = result!.changes.lost.examples.filter(({ mail }) => mail?.subject === 'figures');
      const hidden = 'The reason names mail or a record that you may not see.';
      expect(mine?.before).toEqual({ do: 'link', record: 'a record that you may not see', why: hidden });
      expect(JSON.stringify((await own.acts.trial(dan, nothing)).trial)).not.toMatch(/Contoso|Merger/);
      const seen = JSON.stringify((await own.acts.trial(own.alice, nothing)).trial?.result?.changes.lost);
      expect(seen).not.toContain('figures');
      await withClient(own.db.owner, (client) => client.query(`update record set access = 'organisation'`));
    });

    test('R3 says what turning headers off would lose', async () => {
      const opener = keysOf({ messageId: 'plan@contoso.example', topic: 'plan' });
      await own.acts.track(own.alice, body(trackOf({ keys: opener, regarding: refOf(own.anna) })));
      await look(
        keysOf({ topic: 'plan b', inReplyTo: ['plan@contoso.example'], references: ['plan@contoso.example'] }),
      );
      const { result } = await ended(own.alice, { ...defaultSettings, useCorrelation: false });
      const { count, examples } = result!.changes.lost;
      expect([count, examples[0]]).toMatchObject([2, { before: { do: 'link', record: 'Anna Keller' } }]);
    });

    test('R3 compares mail of the wanted days alone; older mail is still what it can be linked to', async () => {
      const later = makeActs(own.db.store, () => new Date(NOW.getTime() + 20 * 86_400_000));
      const answer = keysOf({ topic: 'beech shelves gothenburg', mailKind: 'reply', sentAt: '2026-11-22T12:00:00Z' });
      await later.lookup(own.alice, body({ keys: answer, settingsVersion: 0 }));
      await later.startTrial(own.alice, body({ settings: smart, days: 10 }));
      const over = async (): Promise<Trial> => {
        const { trial } = await later.trial(own.alice, nothing);
        return trial?.state === 'running' ? over() : trial!;
      };
      expect((await over()).result).toMatchObject({ mails: 1, changes: { gained: { count: 1 } } });
    });

    test('R3 tells how many numbers the new layout leaves', async () => {
      await own.acts.mintToken(own.alice, body({ requestId: randomUUID(), mark: randomUUID() }));
      const same = (await ended(own.alice, defaultSettings)).result!.numbers;
      expect(same.size - same.free).toBe(1);
      expect(same.fullest[0]).toMatchObject({ address: own.alice.address, taken: 1, size: 1000, offline: false });
      const token = { ...defaultSettings.token, counterDigits: 4 };
      const wider = (await ended(own.alice, { ...defaultSettings, token })).result!.numbers;
      expect([wider.size, wider.free]).toEqual([same.size * 10, same.size * 10]);
    });

    test('H1 refuses what cannot be used, names the field, and begins nothing', async () => {
      const { trial: before } = await own.acts.trial(own.alice, nothing);
      const token = { ...defaultSettings.token, prefix: 'RE:' };
      const bad = await expectProblem(
        own.acts.startTrial(own.alice, body({ settings: { ...smart, token }, days: 5 })),
        'badInput',
      );
      expect(bad.detail).toMatch(/^settings\.token: .*reply/);
      const pattern = { ...smart, smartRule: 'dynamics' as const, HashFilterKeywords: '(' };
      const rule = await expectProblem(
        own.acts.startTrial(own.alice, body({ settings: pattern, days: 5 })),
        'badInput',
      );
      expect(rule.detail).toContain('HashFilterKeywords');
      expect((await own.acts.trial(own.alice, nothing)).trial).toEqual(before);
      await expectProblem(own.acts.startTrial(own.bob, body({ settings: smart, days: 5 })), 'notAllowed');
    });

    test('R3 runs one at a time; the second administrator is told, sees it, and can stop it', async () => {
      const dora = await createUser(own.db.store, own.alice.orgId, {
        address: 'dora@northwind.example',
        name: 'Dora',
        role: 'administrator',
      });
      const seen = Array.from({ length: 2000 }, (_, n) => ({
        mailKey: shortHash(`many ${n}`),
        at: NOW,
        seenBy: own.alice.userId,
        keys: keysOf(),
      }));
      await own.db.store.change(own.alice.orgId, (ask) => keepSeen(ask, own.alice.orgId, seen));
      const { trial } = await own.acts.startTrial(own.alice, body({ settings: smart, days: 90 }));
      const told = await expectProblem(
        own.acts.startTrial(dora, body({ settings: defaultSettings, days: 90 })),
        'alreadyRunning',
      );
      expect(told.detail).toBe('Alice Berg is trying settings.');
      expect((await own.acts.trial(dora, nothing)).trial).toMatchObject({ trialId: trial.trialId, state: 'running' });
      const stopped = await own.acts.stopTrial(dora, body({ trialId: trial.trialId }));
      expect(stopped.trial).toMatchObject({ state: 'stopped', result: null });
      const { done, total } = stopped.trial!;
      expect(done).toBeLessThan(total);
      const next = await ended(dora, defaultSettings);
      expect(next).toMatchObject({ state: 'done', startedBy: 'Dora', total });
      await own.acts.stopTrial(dora, body({ trialId: next.trialId }));
      expect((await own.acts.trial(dora, nothing)).trial).toMatchObject({ state: 'done' });
    });

    test('R3 one whose server is gone is told as broken off, and does not stand in the way', async () => {
      await withClient(own.db.owner, (client) =>
        client.query(`update settings_trial set state = 'running', beat_at = $1, result = null`, [
          new Date(NOW.getTime() - 120_000),
        ]),
      );
      expect((await own.acts.trial(own.alice, nothing)).trial).toMatchObject({ state: 'failed' });
      expect(await ended(own.alice, defaultSettings)).toMatchObject({ state: 'done' });
    });
  });

  describe('the next tokens', () => {
    test('T3 are those that would be given, and none is taken', async () => {
      const { alice, acts } = house;
      const mint = async () =>
        (await acts.mintToken(alice, body({ requestId: randomUUID(), mark: randomUUID() }))).token;
      const { token, tokenBase, activeDays } = defaultSettings;
      const ask = () => acts.nextTokens(alice, body({ token, tokenBase, activeDays }));
      const next = await ask();
      expect(await ask()).toEqual(next);
      expect(await mint()).toBe(next.online);
      expect((await ask()).online).not.toBe(next.online);
      const lent = await acts.lease(
        alice,
        body({ requestId: randomUUID(), device: randomUUID(), used: [], returned: [] }),
      );
      expect(next.offline?.endsWith(String(lent.lease?.counters[0]).padStart(3, '0'))).toBe(true);
    });

    test('T3 H1 say why there would be none, and refuse a layout that makes none', async () => {
      const { alice, acts } = house;
      const layout = { ...defaultSettings.token, userDigits: 1 };
      expect(await acts.nextTokens(alice, body({ token: layout, tokenBase: 9, activeDays: 1 }))).toEqual({
        online: null,
        offline: null,
        why: `Your number ${9 + alice.userId} does not fit 1 digits.`,
      });
      const token = { ...layout, prefix: 'FW:' };
      const refused = await expectProblem(
        acts.nextTokens(alice, body({ token, tokenBase: 0, activeDays: 1 })),
        'badInput',
      );
      expect(refused.detail).toMatch(/^token: /);
    });
  });
});
