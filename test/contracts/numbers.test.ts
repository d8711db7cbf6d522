/** Numbers of tokens as the database gives them: under a lock, to several devices, over the months. */
import { randomUUID } from 'node:crypto';
import type { Lease } from '../../src/contract/sending';
import type { Settings } from '../../src/contract/settings';
import type { User } from '../../src/server/store/users';
import { takeNumbers } from '../../src/server/store/numbers';
import { createUser } from '../../src/server/store/seeding';
import { makeActs } from '../../src/server/tracking/makeActs';
import type { Acts } from '../../src/server/tracking/acts';
import { readToken, tokenReadings } from '../../src/correlation/token';
import { chance, DAY } from '../server/tracking/year';
import { implementations } from '../tools/database';
import { body, expectProblem, furnish, keysOf, NOW, trackOf, type House, type WireKeys } from './samples';

const nothing = { body: undefined, params: undefined };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let acts: Acts;
  const clock = { at: NOW.getTime() };
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    acts = makeActs(house.db.store, () => new Date(clock.at));
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });
  beforeEach(() => (clock.at = NOW.getTime()));

  const someone = async () => {
    const address = `${randomUUID()}@northwind.example`;
    return createUser(house.db.store, house.alice.orgId, { address, name: 'Somebody', role: 'user' });
  };
  const settingsAre = async (change: Partial<Settings>) => {
    const { version, settings } = await acts.settings(house.alice, nothing);
    await acts.saveSettings(
      house.alice,
      body({ version, reason: 'for this test', settings: { ...settings, ...change } }),
    );
  };
  const token = (counterDigits: number, prefix = 'CRM:') => ({
    token: { prefix, userDigits: 3, counterDigits },
    tokenBase: 0,
    tokensInSubject: true,
  });
  const mint = (who: User, mark = randomUUID() as string, requestId = randomUUID() as string) =>
    acts.mintToken(who, body({ requestId, mark }));
  const borrow = (
    who: User,
    device = randomUUID() as string,
    part: Partial<{ used: object[]; returned: object[] }> = {},
  ) => acts.lease(who, body({ requestId: randomUUID(), device, used: [], returned: [], ...part } as never));
  const carry = (text: string, part: Partial<WireKeys> = {}) =>
    keysOf({ tokens: [...tokenReadings(text)], topic: randomUUID(), ...part });
  const track = (who: User, text: string, part: Partial<WireKeys> = {}) =>
    acts.track(who, body(trackOf({ keys: carry(text, part), mail: { subject: `Offer ${text}` } })));

  describe('minting', () => {
    beforeEach(() =>
      settingsAre({ ...token(3), tokenBase: 0, tokensInSubject: true, whenNumbersRunOut: 'widen', activeDays: 180 }),
    );

    test('T3 the same mail is given the same token, whoever lost the answer; another mail the next one', async () => {
      const who = await someone();
      const mark = randomUUID();
      const first = await mint(who, mark);
      const user = String(who.userId).padStart(3, '0');
      expect(first).toEqual({ token: `CRM:0${user}000`, why: null });
      expect(await mint(who, mark)).toEqual(first);
      expect(await mint(who, mark.toUpperCase())).toEqual(first);
      expect((await mint(who)).token).toBe(`CRM:0${user}001`);
      expect((await mint(house.bob, mark)).token).not.toBe(first.token);
    });

    test('T3 fifty mails that ask at once are given fifty tokens', async () => {
      const who = await someone();
      const given = await Promise.all(Array.from({ length: 50 }, () => mint(who)));
      expect(new Set(given.map((each) => each.token)).size).toBe(50);
      const one = randomUUID();
      const same = await Promise.all(Array.from({ length: 8 }, () => mint(who, one)));
      expect(new Set(same.map((each) => each.token)).size).toBe(1);
    });

    test('T3 a number that a tracked mail carries is passed over until its thread was silent, also where we never gave it', async () => {
      const who = await someone();
      const user = String(who.userId).padStart(3, '0');
      await track(who, `CRM:0${user}000`);
      expect((await mint(who)).token).toBe(`CRM:0${user}001`);
      await settingsAre(token(1));
      const short = (counter: number) => `CRM:0${user}${counter}`;
      const opener = carry(short(0));
      await acts.track(who, body(trackOf({ keys: opener, mail: { subject: short(0) } })));
      for (let counter = 1; counter < 10; counter++) expect((await mint(who)).token).toBe(short(counter));
      clock.at += 150 * DAY;
      await acts.track(who, body(trackOf({ keys: keysOf({ inReplyTo: [opener.messageId], topic: 'an answer' }) })));
      clock.at += 50 * DAY;
      expect((await mint(who)).token).toBe(short(1));
    });

    test('T3 of users whose numbers are the same ones since the base number changed, each number is given to one', async () => {
      const [one, other] = [await someone(), await someone()];
      const layout = token(3).token;
      const since = new Date(clock.at - 180 * DAY);
      const numbers = [3, 4].map((counter) => ({ counter, digits: `099900${counter}`, token: `CRM:099900${counter}` }));
      const times = { givenAt: new Date(clock.at), heldFrom: new Date(clock.at + DAY), since };
      const take = ({ orgId, userId }: User, order: typeof numbers) =>
        house.db.store.change(orgId, (ask) => {
          const range = { orgId, userId, offline: false, layout };
          const purpose = { mark: randomUUID() as string, leaseId: null };
          return takeNumbers(ask, { range, numbers: order, purpose, ...times });
        });
      const given = await Promise.all([take(one, numbers), take(other, numbers.toReversed()), take(one, numbers)]);
      expect(given.flat().map(({ counter }) => counter)).toEqual([3, 4]);
      await settingsAre({ tokenBase: one.userId < other.userId ? 1 : 0 });
      const mine = await Promise.all(Array.from({ length: 9 }, () => mint(one)));
      await settingsAre({ tokenBase: one.userId < other.userId ? 0 : 1 });
      const theirs = await Promise.all(Array.from({ length: 9 }, () => mint(other)));
      expect(new Set([...mine, ...theirs].map((each) => each.token)).size).toBe(18);
    });

    test('T3 with tokens off, or a number that does not fit, there is none and the reason is told', async () => {
      const who = await someone();
      await settingsAre({ tokensInSubject: false });
      expect(await mint(who)).toEqual({
        token: null,
        why: 'Your organisation sends mail without a token in the subject.',
      });
      expect((await borrow(who)).lease).toBeNull();
      await settingsAre({ tokensInSubject: true, tokenBase: 999 });
      expect((await mint(who)).why).toMatch(/^Your number \d+ does not fit the 3 digits/);
    });
  });

  describe('when every number belongs to an active thread', () => {
    const exhaust = async (who: User) => {
      for (let n = 0; n < 10; n++) await mint(who);
    };

    test('T3 the counter gets one digit more, old tokens stay readable, and administrators read why', async () => {
      await settingsAre({ ...token(1, 'W:'), whenNumbersRunOut: 'widen', activeDays: 180 });
      const [one, other] = [await someone(), await someone()];
      await Promise.all([exhaust(one), exhaust(other)]);
      const [next] = await Promise.all([mint(one), mint(other), mint(one)]);
      const { settings, tokenLayouts, changedBy, reason } = await acts.settings(house.alice, nothing);
      expect(settings.token).toEqual({ prefix: 'W:', userDigits: 3, counterDigits: 2 });
      expect([changedBy, reason]).toEqual([null, expect.stringMatching(/belongs to an active thread.*one digit more/)]);
      const read = (text: string) => readToken(tokenReadings(text)[0]!, tokenLayouts)?.layout.counterDigits;
      expect([read(next.token!), read('W:00000'), read('CRM:0000000')]).toEqual([2, 1, 3]);
      const audited = await house.db.store.look(house.alice.orgId, (ask) =>
        ask({ text: `select 1 from audit_log where action = 'widenTokens' and actor is null` }),
      );
      expect(audited).toHaveLength(1);
      const saved = await acts.saveSettings(
        house.alice,
        body({ version: (await acts.settings(house.alice, nothing)).version, reason: 'x', settings }),
      );
      expect(saved.changedBy).toBe('Alice Berg');
    });

    test('T3 or mail leaves without a token, where the organisation wants that', async () => {
      await settingsAre({ ...token(1, 'N:'), whenNumbersRunOut: 'none', activeDays: 30 });
      const who = await someone();
      await exhaust(who);
      expect(await mint(who)).toEqual({ token: null, why: 'Each of your numbers belongs to an active thread.' });
      expect((await acts.settings(house.alice, nothing)).settings.token.counterDigits).toBe(1);
      const { lease } = await borrow(who);
      expect(lease?.counters).toHaveLength(10);
      expect((await borrow(who)).lease).toBeNull();
      clock.at += 45 * DAY;
      expect((await mint(who)).token).toMatch(/^N:0\d{3}0$/);
    });
  });

  describe('leases', () => {
    beforeEach(() => settingsAre({ ...token(3, 'L:'), whenNumbersRunOut: 'none', activeDays: 180, tokenBase: 0 }));
    const spread = ({ leaseId, counters }: Lease, from: number) => ({ leaseId, counters: counters.slice(from) });

    test('T3 two devices of one user never hold the same number, nor one that is given online', async () => {
      const who = await someone();
      const borrowed = await Promise.all(Array.from({ length: 8 }, () => borrow(who)));
      const counters = borrowed.flatMap(({ lease }) => lease?.counters ?? []);
      expect(counters).toHaveLength(160);
      expect(new Set(counters).size).toBe(160);
      expect((await mint(who)).token).toMatch(/^L:0/);
      expect(borrowed[0]?.lease).toMatchObject({ user: who.userId, expiresAt: '2026-12-21T09:00:00.000Z' });
    });

    test('T3 numbers that come back unused are given again at once, used ones are not', async () => {
      await settingsAre({ ...token(2, 'B:') });
      const who = await someone();
      const device = randomUUID();
      const leases = [];
      for (let n = 0; n < 5; n++) leases.push((await borrow(who)).lease!);
      expect((await borrow(who)).lease).toBeNull();
      const lease = leases[0]!;
      const stranger = { device, returned: [spread(lease, 0)] };
      expect((await borrow(who, device, stranger)).lease).toBeNull();
      const used = lease.counters
        .slice(0, 5)
        .map((counter) => ({ leaseId: lease.leaseId, counter, mark: randomUUID() }));
      const again = await borrow(who, lease.device, { used, returned: [spread(lease, 0)] });
      expect(again.lease?.counters.toSorted((a, b) => a - b)).toEqual(lease.counters.slice(5));
      expect((await borrow(house.bob, lease.device, { returned: [spread(lease, 0)] })).lease?.leaseId).toBeDefined();
      expect((await borrow(who)).lease).toBeNull();
    });

    test('T3 a number that came back and was used after all is not free', async () => {
      await settingsAre(token(1, 'V:'));
      const who = await someone();
      const lease = (await borrow(who)).lease!;
      const used = [{ leaseId: lease.leaseId, counter: 0, mark: randomUUID() }];
      await settingsAre({ tokensInSubject: false });
      await borrow(who, lease.device, { returned: [spread(lease, 0)] });
      await borrow(who, lease.device, { used });
      await settingsAre({ tokensInSubject: true });
      expect((await borrow(who)).lease?.counters).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    test('T3 a lost lease is given again after its end and the time of silence, but not what a mail carries', async () => {
      await settingsAre({ ...token(1, 'S:') });
      const who = await someone();
      const user = String(who.userId).padStart(3, '0');
      await borrow(who);
      clock.at += 100 * DAY;
      await track(who, `S:1${user}4`);
      clock.at += 120 * DAY;
      expect((await borrow(who)).lease).toBeNull();
      clock.at += 5 * DAY;
      expect((await borrow(who)).lease?.counters).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
    });

    test('T3 a device that never tells what it used is not given numbers without end', async () => {
      const who = await someone();
      const device = randomUUID();
      const given = [];
      for (let n = 0; n < 6; n++) given.push(await borrow(who, device));
      expect(given.filter(({ lease }) => lease !== null)).toHaveLength(5);
      expect(given[5]?.why).toBe('This device holds 100 offline numbers that it has not used.');
    });

    test('T3 a copied device is given numbers of its own as soon as it tells of one that the other used', async () => {
      const who = await someone();
      const device = randomUUID();
      const first = (await borrow(who, device)).lease!;
      const told = (counters: readonly number[]) => ({
        used: counters.map((counter) => ({ leaseId: first.leaseId, counter, mark: randomUUID() })),
      });
      const own = await borrow(who, device, told(first.counters.slice(0, 11)));
      expect(own.lease?.device).toBe(device);
      const copied = (await borrow(who, device, told(first.counters.slice(0, 12)))).lease!;
      expect(copied.device).not.toBe(device);
      const mine = [...first.counters, ...own.lease!.counters];
      expect(copied.counters.filter((counter) => mine.includes(counter))).toEqual([]);
      const rest = { leaseId: first.leaseId, counters: first.counters.slice(12) };
      const more = (await borrow(who, copied.device, { returned: [rest], ...told(first.counters.slice(12, 14)) }))
        .lease!;
      expect(more.device).toBe(copied.device);
      expect(more.counters.filter((counter) => mine.includes(counter))).toEqual([]);
    });

    test('H1 hostile tales of numbers that nobody lent change nothing', async () => {
      const who = await someone();
      const { lease } = await borrow(who);
      const lies = [
        { leaseId: lease!.leaseId, counters: lease!.counters },
        { leaseId: randomUUID(), counters: [0, 999_999_999] },
      ];
      const used = lies.map(({ leaseId }) => ({ leaseId, counter: 0, mark: randomUUID() }));
      await borrow(house.bob, lease!.device, { used, returned: lies });
      await borrow(house.mallory, lease!.device, { used, returned: lies });
      const next = (await borrow(who)).lease!;
      expect(next.counters.filter((counter) => lease!.counters.includes(counter))).toEqual([]);
    });
  });

  test('T3 administrators see how full the numbers are and how long they last; nobody else does', async () => {
    await settingsAre({ ...token(2, 'F:'), activeDays: 30, whenNumbersRunOut: 'none' });
    const who = await someone();
    for (let n = 0; n < 30; n++) await mint(who);
    await borrow(who);
    const spaceOf = async () =>
      (await acts.numberSpaces(house.alice, nothing)).spaces.filter(({ address }) => address === who.address);
    expect(await spaceOf()).toMatchObject([
      { offline: false, taken: 30, size: 100, daysLeft: 70, daysLeftWider: 970 },
      { offline: true, taken: 20, size: 100, daysLeft: 120, daysLeftWider: 1470 },
    ]);
    clock.at += 46 * DAY;
    expect(await spaceOf()).toMatchObject([
      { taken: 0, daysLeft: null, daysLeftWider: null },
      { taken: 20, daysLeft: null },
    ]);
    await expectProblem(acts.numberSpaces(house.bob, nothing), 'notAllowed');
    const foreign = await acts.numberSpaces(house.mallory, nothing);
    expect(foreign.spaces.map(({ address }) => address)).toEqual([house.mallory.address, house.mallory.address]);
  });

  test.each([41, 42])(
    'T3 months of several devices on the real database: no active number twice (seed %i)',
    async (seed) => {
      await settingsAre({
        ...token(1, `Y${seed === 41 ? 'A' : 'B'}:`),
        activeDays: 20,
        whenNumbersRunOut: seed === 41 ? 'none' : 'widen',
      });
      const random = chance(seed);
      const who = await someone();
      const devices = [0, 1].map(() => ({
        id: randomUUID() as string,
        tokens: [] as { text: string; until: number }[],
      }));
      const active = new Map<string, number>();
      const threads: { text: string; messageId: string }[] = [];
      const faults: string[] = [];
      const counted = { again: 0, given: 0 };
      const taken = (text: string, usableUntil: number) => {
        const since = active.get(text);
        if (since !== undefined) counted.again++;
        if (since !== undefined && since >= clock.at - 20 * DAY)
          faults.push(`${text} after ${(clock.at - since) / DAY} days`);
        active.set(text, usableUntil);
        counted.given++;
      };
      const send = async (text: string) => {
        const messageId = `${randomUUID()}@northwind.example`;
        await track(who, text, { direction: 'outgoing', from: who.address, messageId });
        active.set(text, Math.max(active.get(text) ?? 0, clock.at));
        threads.push({ text, messageId });
      };
      for (let step = 0; step < 260; step++) {
        clock.at += random() * 3 * DAY;
        const device = devices[Math.floor(random() * devices.length)]!;
        const dice = random();
        if (dice < 0.3) {
          const { token: text } = await mint(who);
          if (text !== null) {
            taken(text, clock.at);
            await send(text);
          }
        } else if (dice < 0.45) {
          const usable = device.tokens.findIndex(({ until }) => until > clock.at);
          if (usable >= 0) await send(device.tokens.splice(usable, 1)[0]!.text);
        } else if (dice < 0.55) {
          if (random() < 0.2) device.id = randomUUID();
          const { lease } = await borrow(who, device.id);
          const until = clock.at + 30 * DAY;
          const user = String(who.userId).padStart(3, '0');
          device.tokens = (lease?.counters ?? []).map((counter) => {
            const { prefix, counterDigits } = lease!.layout;
            const text = `${prefix}1${user}${String(counter).padStart(counterDigits, '0')}`;
            taken(text, until);
            return { text, until };
          });
        } else if (threads.length > 0) {
          // The latest threads are answered most.
          const { text, messageId } = threads.at(-1 - Math.floor(random() ** 2 * threads.length))!;
          if ((active.get(text) ?? 0) < clock.at - 20 * DAY) continue;
          await acts.track(who, body(trackOf({ keys: keysOf({ inReplyTo: [messageId], topic: randomUUID() }) })));
          active.set(text, Math.max(active.get(text) ?? 0, clock.at));
        }
      }
      expect(faults).toEqual([]);
      expect(counted.given).toBeGreaterThan(60);
      if (seed === 41) expect(counted.again).toBeGreaterThan(10);
    },
    60_000,
  );
});
