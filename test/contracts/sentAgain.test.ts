/** A mail that was called back before it left: what is chosen for it since takes the place of what was tracked. */
import { randomUUID } from 'node:crypto';
import type { TrackSent } from '../../src/contract/sending';
import type { Track, Tracking } from '../../src/contract/tracking';
import { implementations } from '../tools/database';
import { body, furnish, keysOf, refOf, trackOf, type House, type WireKeys } from './samples';

const ALICE = 'alice@northwind.example';
const ANNA = 'anna@contoso.example';
const EVE = 'eve@proseware.example';
const person = (address: string) => ({ address, name: '' });
const at = (second: number) => `2026-11-20T10:00:${String(second).padStart(2, '0')}Z`;

interface Draft {
  readonly mark: string;
  readonly topic: string;
  readonly to: readonly string[];
  readonly second: number;
  readonly text?: string;
}

const draft = (part: Partial<Draft> = {}): Draft => {
  const mark = part.mark ?? randomUUID();
  return { mark, topic: `offer ${mark.slice(0, 8)}`, to: [ANNA], second: 0, ...part };
};

const letterKeys = ({ mark, topic, to, second }: Draft): WireKeys =>
  keysOf({
    direction: 'outgoing',
    from: ALICE,
    recipients: [...to],
    topic,
    mark,
    messageId: `mark:${mark}`,
    sentAt: at(second),
  });
const copyKeys = (mail: Draft): WireKeys => ({ ...letterKeys(mail), messageId: `${randomUUID()}@northwind.example` });
const contentOf = ({ topic, to, text = 'Hello' }: Draft): Track['mail'] => ({
  ...{ subject: topic, from: person(ALICE), to: to.map(person), cc: [], bcc: [person('boss@northwind.example')] },
  ...{ html: null, text, attachments: [] },
});

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const letterOf = (keys: WireKeys, mail: Draft, part: Partial<TrackSent>): TrackSent => ({
    ...trackOf({ keys, mail: contentOf(mail), regarding: refOf(house.anna), because: { reason: 'Chosen.' } }),
    byRule: false,
    ...part,
  });
  const send = (mail: Draft, part: Partial<TrackSent> = {}) =>
    house.acts.trackSent(house.alice, body(letterOf(letterKeys(mail), mail, part)));
  const report = (keys: WireKeys, mail: Draft) => house.acts.trackSent(house.alice, body(letterOf(keys, mail, {})));
  const leave = (mail: Draft, second: number, who: 'alice' | 'bob' = 'alice') =>
    house.acts.leaveSent(house[who], body({ requestId: randomUUID(), mark: mail.mark, at: at(second) }));
  const lookup = async (keys: WireKeys) =>
    (await house.acts.lookup(house.alice, body({ keys, settingsVersion: 99 }))).own;
  const meet = (keys: WireKeys, own: Tracking | null, subject?: string) =>
    house.acts.meet(
      house.alice,
      body({ requestId: randomUUID(), activityId: own?.activityId ?? '', keys, ...(subject ? { subject } : {}) }),
    );
  const stored = (mark: string) =>
    house.db.store.look(house.alice.orgId, (ask) =>
      ask<{ subject: string; topic: string; state: string; pending: boolean; people: string[]; text: string }>(
        {
          text: `select a.subject, a.topic, a.state, a.pending, b.plain as text,
  array(select p.role || ' ' || p.address from activity_party p where p.activity_id = a.activity_id order by 1) as people
from activity a join activity_body b on b.activity_id = a.activity_id
where a.activity_id in (select k.activity_id from correlation_key k where k.kind = 8
  and k.activity_id = a.activity_id) and (a.topic like $1 or a.subject like $1) order by a.sent_at`,
        },
        [`%${mark.slice(0, 8)}%`],
      ),
    );

  describe('left alone', () => {
    test('Q5 a mail that is called back and set to be left alone is tracked no more', async () => {
      const mail = draft();
      await send(mail);
      const { tracking } = await leave(mail, 5);
      expect(tracking).toMatchObject({ state: 'untracked', receipts: [] });
      expect(await lookup(copyKeys(mail))).toMatchObject({ state: 'untracked' });
      expect((await house.acts.pending(house.alice, { body: undefined, params: undefined })).pending).toEqual([]);
    });

    test('Q5 the first letter, come late or once more, does not track it again; the writer’s next choice does', async () => {
      const mail = draft();
      await send(mail);
      await leave(mail, 5);
      expect((await send(mail)).tracking?.state).toBe('untracked');
      const again = await send({ ...mail, second: 9 }, { regarding: refOf(house.contoso) });
      expect(again.tracking).toMatchObject({
        state: 'tracked',
        regarding: { id: house.contoso.id },
        receipts: [{ address: ALICE }],
      });
      expect((await leave(mail, 6)).tracking?.state).toBe('tracked'); // that choice was older
      expect((await leave(mail, 12)).tracking?.state).toBe('untracked');
    });

    test('Q5 what nobody tracked, what has left already and what is somebody else’s stays as it is', async () => {
      expect(await leave(draft(), 5)).toEqual({ tracking: null, why: null });
      const met = draft();
      await send(met);
      const copy = copyKeys({ ...met, second: 2 });
      await meet(copy, await lookup(copy));
      expect(await leave(met, 5)).toEqual({ tracking: null, why: null });
      const mine = draft();
      await send(mine);
      expect(await leave(mine, 5, 'bob')).toEqual({ tracking: null, why: null });
      expect(await lookup(copyKeys(mine))).toMatchObject({ state: 'tracked' });
    });

    test('Q5 where the rule tracked it first and leaves it alone as it is sent again, it is tracked no more', async () => {
      const { version, settings } = await house.acts.settings(house.alice, { body: undefined, params: undefined });
      const wanted = { ...settings, autoTrack: 'known' as const };
      await house.acts.saveSettings(house.alice, body({ version, reason: 'for this test', settings: wanted }));
      const mail = draft();
      const byRule = { byRule: true, regarding: null };
      expect((await send(mail, byRule)).tracking).toMatchObject({ regarding: { id: house.anna.id } });
      const other = await send({ ...mail, to: [EVE], second: 5 }, byRule);
      expect(other).toMatchObject({ tracking: { state: 'untracked' }, why: 'No recipient stands for a record.' });
      const back = await send({ ...mail, second: 9 }, byRule);
      expect(back.tracking).toMatchObject({ state: 'tracked', regarding: { id: house.anna.id } });
    });
  });

  describe('changed', () => {
    const orders = [
      ['first', 'second'],
      ['second', 'first'],
    ] as const;

    test.each(orders.map((order) => [order.join(', '), order] as const))(
      'Q5 %s: one activity, with the subject, people and text that it left with',
      async (_title, order) => {
        const first = draft({ to: [ANNA, EVE], text: 'Helo' });
        const second = { ...first, topic: `${first.topic} corrected`, to: [ANNA], second: 5, text: 'Hello' };
        for (const which of order) await send(which === 'first' ? first : second);
        const end = { subject: second.topic, topic: second.topic, pending: true, text: 'Hello' };
        const people = ['bcc boss@northwind.example', `from ${ALICE}`, `to ${ANNA}`];
        expect(await stored(first.mark)).toEqual([expect.objectContaining({ ...end, people })]);
        const copy = copyKeys({ ...second, second: 7 });
        await meet(copy, await lookup(copy));
        await send(first); // once more, late
        expect(await stored(first.mark)).toEqual([expect.objectContaining({ ...end, pending: false, people })]);
        expect(await lookup({ ...copy, mark: undefined as never })).toMatchObject({ state: 'tracked' });
      },
    );

    test('Q5 sent to the right person after all: nobody else is left on it, and it goes to their record', async () => {
      const wrong = draft({ to: [EVE] });
      await send(wrong, { regarding: refOf(house.contoso) });
      await send({ ...wrong, to: [ANNA], second: 5 });
      await send({ ...wrong, to: [ANNA], second: 9 }, { regarding: refOf(house.deal) });
      const [activity, ...more] = await stored(wrong.mark);
      expect(activity?.people).not.toContain(`to ${EVE}`);
      expect(more).toEqual([]);
      expect(await lookup(copyKeys({ ...wrong, to: [ANNA], second: 11 }))).toMatchObject({
        regarding: { id: house.deal.id },
      });
    });

    test('Q5 where the second letter is lost, its copy corrects the subject', async () => {
      const first = draft();
      await send(first);
      const copy = copyKeys({ ...first, topic: `${first.topic} corrected`, second: 7 });
      await meet(copy, await lookup(copy), `${first.topic} Corrected`);
      const changed = { subject: `${first.topic} Corrected`, topic: `${first.topic} corrected`, pending: false };
      expect(await stored(first.mark)).toEqual([expect.objectContaining(changed)]);
    });

    test('Q5 the record that somebody chose since stays, while subject and people follow', async () => {
      const first = draft();
      const { tracking } = await send(first);
      const { activityId, version } = tracking as Tracking;
      const regarding = refOf(house.deal);
      await house.acts.regard(house.alice, body({ requestId: randomUUID(), activityId, version, regarding }));
      const late = await send({ ...first, topic: `${first.topic} corrected`, second: 5 });
      expect(late.tracking?.regarding?.id).toBe(house.deal.id);
      expect(await stored(first.mark)).toEqual([expect.objectContaining({ subject: `${first.topic} corrected` })]);
    });
  });

  describe('a draft that is copied takes its mark along', () => {
    test('Q5 both mails left: each is tracked, whichever letter and copy comes first', async () => {
      const first = draft();
      const second = { ...first, to: [EVE], second: 20 };
      await send(first);
      await send(second);
      const left = copyKeys({ ...first, second: 2 });
      expect(await lookup(left)).toBeNull();
      await report(left, first);
      expect(await lookup(left)).toMatchObject({ state: 'tracked' });
      const people = (await stored(first.mark)).map((mail) => mail.people.filter((each) => each.startsWith('to')));
      expect(people).toEqual([[`to ${ANNA}`], [`to ${EVE}`]]);
    });

    test('Q5 a mail that has left is never changed by another that carries its mark', async () => {
      const first = draft();
      await send(first);
      const copy = copyKeys({ ...first, second: 2 });
      await meet(copy, await lookup(copy));
      const hour = { ...letterKeys(first), sentAt: '2026-11-20T12:00:00Z' };
      const second = await report(hour, first);
      expect(second.tracking).toMatchObject({ pending: true });
      expect(await stored(first.mark)).toHaveLength(2);
    });
  });
});
