/** Which record an answer inherits, over the database: branches, and records that are merged, converted, closed or deleted. */
import { randomUUID } from 'node:crypto';
import type { Mail, RecordRef } from '../../src/correlation/mail';
import type { Policy } from '../../src/correlation/policy';
import type { RecordView } from '../../src/contract/records';
import { becomeRecord, changeRecordState, createRecord } from '../../src/server/store/seeding';
import { write } from '../correlation/archive';
import { forest, seeded, type Leaf } from '../correlation/forest';
import { implementations } from '../tools/database';
import { DatabaseDesk, open } from './desks';
import { furnish, refOf, seed, type House } from './samples';

const seeds = [1, 2, 3];

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  let desk: DatabaseDesk;
  beforeAll(async () => {
    house = await furnish(await implementation.fresh());
    desk = new DatabaseDesk(house);
  });
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const make = (type: RecordView['type'], name: string) =>
    createRecord(house.db.store, house.alice.orgId, seed({ type, name, email: `${randomUUID()}@x.example` }));

  test.each(seeds)(
    'C3 #32 #83 an answer takes the record of its nearest tracked ancestor, on every branch (seed %i)',
    async (seed) => {
      const roll = seeded(seed);
      const deals = [house.deal, await make('opportunity', `A ${seed}`), await make('opportunity', `B ${seed}`)].map(
        refOf,
      );
      const records = new Map<number, RecordRef>();
      const above = ({ chain, n }: Leaf) => records.get(chain.findLast((one) => one !== n && records.has(one)) ?? -1);
      for (const leaf of forest(seed, { size: 40, tag: 'branch', habits: ['whole', 'references'] })) {
        const inherited = above(leaf);
        const { decision } = await desk.see(leaf.mail);
        if (inherited) expect(decision).toMatchObject({ do: 'track', regarding: inherited });
        if (roll(3) === 0) continue;
        const chosen = inherited && roll(3) > 0 ? undefined : deals[roll(deals.length)];
        await desk.track(leaf.mail, chosen);
        records.set(leaf.n, (chosen ?? inherited) as RecordRef);
      }
      expect(new Set([...records.values()].map(({ id }) => id)).size).toBe(3);
    },
  );

  test.each(seeds)(
    'C3 what a person untracked stays untracked and decides nothing, whatever comes after it (seed %i)',
    async (seed) => {
      const leaves = forest(seed, { size: 30, tag: 'untracked' });
      const [early, late] = [leaves.slice(0, 20), leaves.slice(20)];
      for (const { mail } of early) await desk.track(mail);
      const gone = early.filter(({ n }) => n % 3 === 0);
      for (const { mail } of gone) await desk.untrack(mail);
      const names = new Set(gone.map(({ n }) => `mail${seed}untracked.${n}@x.example`));
      for (const { mail } of late) {
        const { correlation } = await desk.see(mail);
        const spoken = [...correlation.matches, ...correlation.rejected].map(({ candidate }) => candidate.messageId);
        expect(spoken.filter((messageId) => names.has(messageId))).toEqual([]);
        expect(correlation.rejected.every(({ why }) => /^[A-Z].*\.$/.test(why))).toBe(true);
        expect(correlation.matches.every(({ evidence }) => evidence.length > 0)).toBe(true);
        await desk.track(mail);
      }
      for (const { mail } of gone) expect((await desk.see(mail)).reply.own?.state).toBe('untracked');
    },
  );

  describe('ids that a relay gave', () => {
    const relayed = (n: number, headers: (ours: string, theirs: string) => string[], rest = {}): Mail =>
      write({ ...rest, headers: headers(`<ours${n}@northwind.example>`, `<theirs${n}@relay.example>`).join('\r\n') });
    const alone = (n: number) =>
      relayed(n, (_, theirs) => [`In-Reply-To: ${theirs}`], { from: 'carl@contoso.example' });

    test.each([
      [
        '#22 through References that name both',
        1,
        relayed(1, (ours, theirs) => [`In-Reply-To: ${theirs}`, `References: ${ours} ${theirs}`]),
      ],
      [
        '#23 through the token',
        2,
        relayed(2, (_, theirs) => [`In-Reply-To: ${theirs}`], { subject: 'Re: Offer CRM:0001002' }),
      ],
    ])('C2 %s the name is learned; from then on it is enough alone', async (_, n, first) => {
      await desk.track(
        relayed(n, (ours) => [`Message-ID: ${ours}`], { subject: `Offer CRM:000100${n}` }),
        refOf(house.deal),
      );
      expect((await desk.see(alone(n))).decision.match?.strategy).not.toBe('replyTo');
      await desk.track(first);
      expect((await desk.see(alone(n))).decision).toMatchObject({
        do: 'track',
        regarding: refOf(house.deal),
        match: { strategy: 'replyTo', candidate: { messageId: `ours${n}@northwind.example` } },
      });
    });
  });

  describe('records that change', () => {
    /** A mail tracked to the record, and an answer to it. */
    const answerTo = async (record: RecordView): Promise<Mail> => {
      const id = `${randomUUID()}@contoso.example`;
      await desk.track(write({ headers: `Message-ID: <${id}>` }), refOf(record));
      return write({ headers: `Message-ID: <answer-${id}>\r\nIn-Reply-To: <${id}>`, subject: 'Re: Offer' });
    };
    const decide = async (mail: Mail, policy: Partial<Policy> = {}) =>
      (await new DatabaseDesk(house, { ...open, ...policy }).see(mail)).decision;

    test.each([
      ['#61 merged into another', 'contact', 'contact'],
      ['#64 a lead converted into a contact', 'lead', 'contact'],
      ['#64 a lead converted into an opportunity', 'lead', 'opportunity'],
    ] as const)('C1 %s: the answer goes to what it became', async (_, before, after) => {
      const [seven, nine] = [await make(before, 'Seven'), await make(after, 'Nine')];
      const answer = await answerTo(seven);
      await becomeRecord(house.db.store, house.alice.orgId, seven.id, nine.id);
      expect(await decide(answer)).toMatchObject({ do: 'track', regarding: refOf(nine) });
      await desk.track(answer);
      expect((await desk.see(answer)).reply.own?.regarding).toMatchObject({ ...refOf(nine), name: 'Nine' });
    });

    test.each([
      ['link', 'track', true],
      ['ask', 'suggest', true],
      ['new', 'track', false],
    ] as const)('C1 #63 closed, and the setting is %s: %s', async (closedRecords, word, kept) => {
      const record = await make('opportunity', 'Lost');
      const answer = await answerTo(record);
      await changeRecordState(house.db.store, house.alice.orgId, record.id, 'closed');
      const decision = await decide(answer, { closedRecords });
      expect([decision.do, decision.regarding]).toEqual([word, kept ? refOf(record) : null]);
    });

    test('C1 #62 deleted: asked, with the record’s name, and never linked to it', async () => {
      const record = await make('contact', 'Gone');
      const answer = await answerTo(record);
      await changeRecordState(house.db.store, house.alice.orgId, record.id, 'deleted');
      expect(await decide(answer)).toMatchObject({
        do: 'suggest',
        regarding: null,
        why: expect.stringContaining('Gone'),
      });
      expect(await decide(answer, { door: 'server' })).toMatchObject({ do: 'hold', regarding: null });
    });
  });
});
