/** Mail that is private from its first moment: as its writer chose, as it is marked, or as the private mail that it answers. */
import { randomUUID } from 'node:crypto';
import type { TrackSent } from '../../src/contract/sending';
import type { Track } from '../../src/contract/tracking';
import { implementations } from '../tools/database';
import { body, furnish, keysOf, refOf, trackOf, type House, type WireKeys } from './samples';

const ALICE = 'alice@northwind.example';
const ANNA = 'anna@contoso.example';
const person = (address: string) => ({ address, name: '' });

function sentMail(part: Partial<WireKeys> = {}) {
  const mark = randomUUID();
  const topic = `terms ${mark.slice(0, 8)}`;
  const base = keysOf({ direction: 'outgoing', from: ALICE, recipients: [ANNA], topic, mark, ...part });
  return { letter: { ...base, messageId: `mark:${mark}` }, copy: { ...base, sentAt: '2026-11-20T10:00:07Z' } };
}

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const content = (keys: WireKeys) => ({
    ...trackOf({
      keys,
      regarding: refOf(house.anna),
      mail: {
        subject: 'Re: Terms',
        from: person(keys.from ?? ALICE),
        to: keys.recipients.map(person),
        text: keys.topic,
      },
    }),
  });
  const send = (keys: WireKeys, part: Partial<TrackSent> = {}) =>
    house.acts.trackSent(house.alice, body({ ...content(keys), byRule: false, ...part }));
  const track = (who: 'alice' | 'bob', keys: WireKeys, part: Partial<Track> = {}) =>
    house.acts.track(house[who], body({ ...content(keys), ...part }));
  const openRead = async (who: 'alice' | 'bob', activityId: string) => {
    const { activities } = await house.acts.timeline(house[who], { body: undefined, params: refOf(house.anna) });
    return activities.find((each) => each.activityId === activityId)?.veiled !== true;
  };
  const readers = async (activityId = '') => {
    const may = await Promise.all(
      (['alice', 'bob'] as const).map(async (who) => (await openRead(who, activityId)) && who),
    );
    return may.filter((who) => who !== false).join();
  };
  const idOf = ({ tracking }: { tracking: { activityId: string } | null }) => tracking?.activityId ?? '';
  const privateOf = async (keys: WireKeys) => {
    const { own } = await house.acts.lookup(house.alice, body({ keys, settingsVersion: 99 }));
    return own?.private === true ? (own.privateBecause ?? 'chosen') : 'open';
  };
  const hidden = async () => {
    const keys = keysOf({ topic: 'a private word' });
    await track('alice', keys, { private: true });
    return keys;
  };
  const answerTo = ({ messageId }: WireKeys): Partial<WireKeys> => ({ inReplyTo: [messageId], mailKind: 'reply' });

  describe('what its writer chose', () => {
    const ways = {
      letter: ({ letter }: ReturnType<typeof sentMail>) => send(letter, { private: true }),
      copy: ({ copy }: ReturnType<typeof sentMail>) => send(copy, { private: true }),
      click: ({ copy }: ReturnType<typeof sentMail>) => track('alice', copy, { private: true }),
    };
    const orders = [
      ['letter'],
      ['copy'],
      ['click'],
      ['letter', 'copy'],
      ['copy', 'letter'],
      ['click', 'letter'],
      ['letter', 'letter', 'click'],
    ] as (keyof typeof ways)[][];
    test.each(orders.map((order) => [order.join(', '), order] as const))(
      'V3 %s: it is read by nobody else, at no time',
      async (_title, order) => {
        const mail = sentMail();
        for (const way of order) expect(await readers(idOf(await ways[way](mail)))).toBe('alice');
        expect(await privateOf(mail.copy)).toBe('chosen');
      },
    );

    test('V3 a letter that comes late takes the mail from others, and not where its owner gave it to them since', async () => {
      const mail = sentMail();
      const first = await track('alice', mail.copy);
      expect(await readers(idOf(first))).toBe('alice,bob');
      await send(mail.letter, { private: true });
      expect(await readers(idOf(first))).toBe('alice');
      const { own } = await house.acts.lookup(house.alice, body({ keys: mail.copy, settingsVersion: 99 }));
      const { activityId, version } = own!;
      const opened = { requestId: randomUUID(), activityId, version, private: false };
      await house.acts.setPrivate(house.alice, body(opened));
      await send(mail.letter, { private: true });
      expect(await readers(activityId)).toBe('alice,bob');
    });

    test('Q5 a mail that is called back and sent again is as private as its last letter says', async () => {
      const mail = sentMail();
      const again = (minute: number): WireKeys => ({ ...mail.letter, sentAt: `2026-11-20T10:0${minute}:00Z` });
      const first = await send(mail.letter);
      expect(await readers(idOf(first))).toBe('alice,bob');
      await send(again(1), { private: true });
      expect(await readers(idOf(first))).toBe('alice');
      await send(again(2), { private: false });
      expect(await readers(idOf(first))).toBe('alice,bob');
    });

    test('V3 somebody else’s letter makes nobody’s mail private', async () => {
      const keys = keysOf();
      const { tracking } = await track('bob', keys);
      await track('alice', keys, { private: true });
      expect(await readers(tracking.activityId)).toBe('alice,bob');
    });

    test('V3 what its owner took back and keeps private now is private', async () => {
      const keys = keysOf();
      const { tracking } = await track('alice', keys);
      const { activityId, version } = tracking;
      await house.acts.untrack(house.alice, body({ requestId: randomUUID(), activityId, version }));
      await track('alice', keys, { private: true });
      expect(await privateOf(keys)).toBe('chosen');
    });
  });

  describe('an answer to a private mail', () => {
    test.each(['bob', 'alice'] as const)('V3 of %s is private too, unless they say otherwise', async (who) => {
      const parent = await hidden();
      const keys = keysOf({ ...answerTo(parent), recipients: [house[who].address] });
      const { tracking } = await track(who, keys);
      expect(tracking).toMatchObject({ private: true, privateBecause: 'answers' });
      const open = keysOf({ ...answerTo(parent), recipients: [house[who].address] });
      expect((await track(who, open, { private: false })).tracking.private).toBeUndefined();
    });

    test('V3 that its writer opened to all is answered openly', async () => {
      const open = keysOf(answerTo(await hidden()));
      await track('alice', open, { private: false });
      expect((await track('alice', keysOf(answerTo(open)))).tracking.private).toBeUndefined();
    });

    test('V3 by its conversation alone, as a letter knows it', async () => {
      const conversation = { mailbox: ALICE, id: randomUUID() };
      await track('alice', keysOf({ conversation, topic: 'a private word' }), { private: true });
      const mail = sentMail({ conversation, mailKind: 'reply', topic: 'a private word' });
      const sent = await send(mail.letter);
      expect(sent.tracking).toMatchObject({ private: true, privateBecause: 'answers' });
      const opener = sentMail({ conversation, topic: 'another matter' });
      expect((await send(opener.letter)).tracking?.private).toBeUndefined();
    });

    test('V3 is known as one at the latest when its sent copy is met', async () => {
      const parent = await hidden();
      const { letter, copy } = sentMail();
      const activityId = idOf(await send(letter));
      const met = { ...copy, ...answerTo(parent) } as WireKeys;
      await house.acts.meet(house.alice, body({ requestId: randomUUID(), activityId, keys: met }));
      expect(await privateOf(met)).toBe('answers');
    });

    test('V3 stays open where its writer said so, also when its sent copy is met', async () => {
      const parent = await hidden();
      const { letter, copy } = sentMail();
      const activityId = idOf(await send(letter, { private: false }));
      const met = { ...copy, ...answerTo(parent) } as WireKeys;
      await house.acts.meet(house.alice, body({ requestId: randomUUID(), activityId, keys: met }));
      expect(await privateOf(met)).toBe('open');
    });
  });

  test.each([
    ['private', 'marked'],
    ['personal', 'marked'],
    ['confidential', 'open'],
    ['normal', 'open'],
  ] as const)('V3 mail that is marked %s in Outlook is kept: %s', async (sensitivity, kept) => {
    const keys = keysOf();
    await track('alice', keys, { sensitivity });
    expect(await privateOf(keys)).toBe(kept);
    const mail = sentMail();
    await send(mail.letter, { sensitivity });
    expect(await privateOf(mail.copy)).toBe(kept);
  });

  test('V3 nobody learns from the rarity of words what private subjects say', async () => {
    const { version, settings } = await house.acts.settings(house.alice, { body: undefined, params: undefined });
    const wanted = { ...settings, smartMatching: 'suggest' as const };
    await house.acts.saveSettings(house.alice, body({ version, reason: 'for this test', settings: wanted }));
    const told = async (word: string) => {
      const reply = await house.acts.lookup(house.bob, body({ keys: keysOf({ topic: word }), settingsVersion: 0 }));
      return reply.vocabulary?.words.some((each) => each.word === word) ?? false;
    };
    await track('alice', keysOf({ topic: 'kestrel' }), { private: true });
    const { tracking } = await track('alice', keysOf({ topic: 'heron' }));
    expect([await told('kestrel'), await told('heron')]).toEqual([false, true]);
    const { activityId, version: seen } = tracking;
    const letter = { requestId: randomUUID(), activityId, version: seen, private: true };
    await house.acts.setPrivate(house.alice, body(letter));
    expect(await told('heron')).toBe(false);
  });

  test('K2 what became private without a click is told in the audit', async () => {
    const parent = await hidden();
    const { letter, copy } = sentMail();
    const activityId = idOf(await send(letter));
    const keys = { ...copy, ...answerTo(parent) } as WireKeys;
    await house.acts.meet(house.alice, body({ requestId: randomUUID(), activityId, keys }));
    const { rows } = await house.acts.audit(house.alice, body({ about: activityId }));
    const row = rows.find(({ action }) => action === 'setPrivate');
    expect(row?.changes).toEqual([{ name: 'private', before: 'false', after: 'true' }]);
  });
});
