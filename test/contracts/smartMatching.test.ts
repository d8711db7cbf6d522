/** Smart matching over the database: what an administrator sets reaches pane and server, and both stores mean the same. */
import type { Settings } from '../../src/contract/settings';
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { askedKeys, extractKeys } from '../../src/correlation/keys';
import type { Candidate, Mail } from '../../src/correlation/mail';
import type { Vocabulary } from '../../src/correlation/policy';
import { readVocabulary, smartRules } from '../../src/correlation/strategies/smartRules';
import { addSettings } from '../../src/server/store/settings';
import { MemoryStore } from '../../src/server/rehearsal/memoryStore';
import { replayMail } from '../../src/server/replay/replayMail';
import { policyOf } from '../../src/taskpane/verdict';
import { person, write } from '../correlation/archive';
import { implementations } from '../tools/database';
import { DatabaseDesk, open } from './desks';
import { body, expectProblem, furnish, NOW, type House, type WireKeys } from './samples';

const nothing = { body: undefined, params: undefined };

describe.each(implementations())('$name', (implementation) => {
  let house: House;
  beforeAll(async () => (house = await furnish(await implementation.fresh())));
  afterAll(async () => {
    await house.db.drop();
    await implementation.end();
  });

  const settingsAre = async (change: Partial<Settings>) => {
    const { version, settings } = await house.acts.settings(house.alice, nothing);
    const wanted = { ...settings, ...change };
    return house.acts.saveSettings(house.alice, body({ version, reason: 'for this test', settings: wanted }));
  };

  /** As the pane does it. */
  const ask = async (mail: Mail) => {
    const keys = JSON.parse(JSON.stringify(extractKeys(mail))) as WireKeys;
    const { settings, candidates } = await house.acts.lookup(house.alice, body({ keys, settingsVersion: null }));
    if (!settings) throw new Error('The settings are missing.');
    const policy = { ...policyOf(settings), smart: smartRules[settings.settings.smartRule] };
    return decide(correlate(keys, candidates, policy), keys, policy).do;
  };

  describe('by the rule of Dynamics', () => {
    const compare = { smartMatching: 'automatic', smartRule: 'dynamics' } as const;
    const offer = write({ subject: 'Printer Uppsala', headers: 'Message-ID: <printer@contoso.example>' });
    const swapped = (subject: string) => write({ subject, headers: 'Message-ID: <swapped@contoso.example>' });

    test('C5 mail that was tracked before is found by the same words in another order, at once', async () => {
      await settingsAre({ smartMatching: 'automatic' });
      await new DatabaseDesk(house).track(offer);
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('skip');
      await settingsAre(compare);
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('track');
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('skip');
    });

    test('C5 each knob is obeyed: words that may differ, words that count, words left out, people', async () => {
      await settingsAre({ ...compare, HashDeltaSubjectCount: 1 });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashDeltaSubjectCount: 0, HashFilterKeywords: 'today|tomorrow' });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashFilterKeywords: '', HashMaxCount: 2 });
      expect(await ask(swapped('RE: Uppsala printer today'))).toBe('track');
      await settingsAre({ ...compare, HashMaxCount: 20, HashMinAddressCount: 3 });
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('skip');
    });

    test('C5 mail that is tracked from now on is found too, and our own rule takes no part', async () => {
      await settingsAre({ ...compare, HashMinAddressCount: 2 });
      const general = write({ subject: 'Hello', headers: 'Message-ID: <hello@contoso.example>' });
      await new DatabaseDesk(house).track(general);
      expect(await ask(swapped('Hello'))).toBe('track');
      await settingsAre({ smartRule: 'threadmark' });
      expect(await ask(swapped('Hello'))).toBe('skip');
    });

    test.each(['(?=look)ahead', String.raw`(a)\1`, '(((a{900}){1,900}))'])(
      'H1 %s is refused on saving: the Problem names the field and says what to do, and nothing is changed',
      async (HashFilterKeywords) => {
        const before = await house.acts.settings(house.alice, nothing);
        const { message } = await expectProblem(settingsAre({ HashFilterKeywords }), 'badInput');
        expect(message).toMatch(/HashFilterKeywords \(left out of the subject\).*syntax of RE2/);
        expect(await house.acts.settings(house.alice, nothing)).toEqual(before);
      },
    );

    test('C5 a pattern that was saved before its bound existed stops nothing: the rule waits until it is mended', async () => {
      const { orgId } = house.alice;
      const { version, settings } = await house.acts.settings(house.alice, nothing);
      const old = { ...settings, ...compare, HashMinAddressCount: 2, HashFilterKeywords: '[a-z]{0,900}z' };
      const row = { orgId, version: version + 1, settings: old, author: null, reason: 'an older release', at: NOW };
      await house.db.store.change(orgId, (ask) => addSettings(ask, row));
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('skip');
      const late = write({ subject: 'Scanner Uppsala', headers: 'Message-ID: <scanner@contoso.example>' });
      await new DatabaseDesk(house).track(late);
      expect((await expectProblem(settingsAre({ HashMaxCount: 20 }), 'badInput')).message).toContain('too large');
      expect(await triedOn({ ...old, HashFilterKeywords: '' })).toBe('done');
      await settingsAre({ HashFilterKeywords: '' });
      expect(await ask(swapped('RE: Uppsala printer'))).toBe('track');
      expect(await ask(swapped('RE: Uppsala scanner'))).toBe('track');
    });

    const triedOn = async (settings: Settings) => {
      await house.acts.startTrial(house.alice, body({ settings, days: 90 }));
      for (;;) {
        const { trial } = await house.acts.trial(house.alice, nothing);
        if (trial?.state !== 'running') return trial?.state;
      }
    };
  });

  describe('both stores mean the same', () => {
    /** Of a mail that is asked about: whom it finds, with whom on them, and what is counted of its words. */
    const seenBy = {
      database: async (mail: Mail) => {
        const keys = JSON.parse(JSON.stringify(extractKeys(mail))) as WireKeys;
        const reply = await house.acts.lookup(house.alice, body({ keys, settingsVersion: 0 }));
        const { vocabulary } = reply;
        if (!vocabulary) throw new Error('No words were counted.');
        return { found: reply.candidates, counted: readVocabulary(vocabulary), before: vocabulary.threads };
      },
      replay: async (mail: Mail, store: MemoryStore) => {
        const found = store.find(askedKeys(extractKeys(mail), true));
        return { found, counted: store.vocabulary, before: store.vocabulary.threads };
      },
    };
    const plain = (candidates: readonly Candidate[]) =>
      candidates
        .map(({ messageId, people, lists, threadPeople, from, shared }) => ({
          messageId,
          from,
          people: people.toSorted(),
          lists: lists ?? [],
          threadPeople: threadPeople.toSorted(),
          shared: shared.map(({ kind, value }) => `${kind} ${value}`).sort(),
        }))
        .sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
    const mailed = (n: number, { id = `same${n}`, ...rest }: Parameters<typeof write>[0] & { id?: string } = {}) =>
      write({
        subject: 'Forty oak chairs for Uppsala',
        sentAt: `2026-05-${String(n).padStart(2, '0')}T09:00:00Z`,
        ...rest,
        headers: [`Message-ID: <${id}@contoso.example>`, rest.headers].filter(Boolean).join('\r\n'),
      });

    const takeIn = async (mails: readonly Mail[]) => {
      await settingsAre({ smartMatching: 'automatic', smartRule: 'threadmark' });
      const store = new MemoryStore();
      const desk = new DatabaseDesk(house, { ...open, smartMatching: 'automatic', smart: smartRules.threadmark });
      for (const [i, mail] of mails.entries()) {
        replayMail(
          store,
          { ...open, smartMatching: 'automatic', smart: smartRules.threadmark },
          { n: i + 1, mail, track: true },
        );
        await desk.track(mail);
      }
      return store;
    };

    test('C5 people: Reply-To and lists alike, and nobody learns who got it blindly', async () => {
      const store = await takeIn([
        mailed(1, { bcc: [person('secret@litware.example')], replyTo: [person('form@contoso.example')] }),
        mailed(2, { to: ['oak@lists.example', 'bob@northwind.example'], headers: 'List-Id: <oak.lists.example>' }),
        mailed(3, {
          from: 'zoe@litware.example',
          sender: person('desk@litware.example'),
          cc: ['carl@fabrikam.example'],
        }),
      ]);
      const asked = mailed(9, { subject: 'Re: Forty oak chairs for Uppsala' });
      const [one, other] = [await seenBy.database(asked), await seenBy.replay(asked, store)];
      expect(plain(one.found)).toEqual(plain(other.found));
      expect(one.found).toHaveLength(3);
      expect(JSON.stringify(one.found)).not.toContain('secret@');
      expect(JSON.stringify(one.found)).toContain('form@contoso.example');
    });

    test('C5 of a topic that many mails have, the same newest are asked', async () => {
      const subject = 'Weekly delivery of beech tables';
      const store = await takeIn(Array.from({ length: 14 }, (_, i) => mailed(i + 1, { subject, id: `beech${i}` })));
      const asked = mailed(28, { subject: `Re: ${subject}`, id: 'beech' });
      const [one, other] = [await seenBy.database(asked), await seenBy.replay(asked, store)];
      expect(one.found.map(({ messageId }) => messageId).sort()).toEqual(
        other.found.map(({ messageId }) => messageId).sort(),
      );
      expect(one.found).toHaveLength(10);
    });

    test('C5 words are counted alike: once a thread, where it begins', async () => {
      const asked = mailed(27, { subject: 'Ash benches for Kiruna', id: 'ash' });
      const { before } = await seenBy.database(asked);
      const store = await takeIn([
        mailed(1, { subject: 'Ash tables, ash benches', id: 'ash1' }),
        mailed(2, { subject: 'Re: Ash tables, ash benches', id: 'ash2' }),
        mailed(3, { subject: 'Benches for Kiruna', id: 'ash3' }),
        mailed(4, { subject: '', id: 'ash4' }),
      ]);
      const [one, other] = [await seenBy.database(asked), await seenBy.replay(asked, store)];
      expect(other.counted.threads).toBe(3);
      expect(one.counted.threads - before).toBe(3);
      const counts = (words: Vocabulary) => ['ash', 'benches', 'kiruna', 'tables'].map((word) => words.countOf(word));
      expect(counts(other.counted)).toEqual([1, 2, 1, 1]);
      expect(counts(one.counted).slice(0, 3)).toEqual([1, 2, 1]); // "tables" was not asked for
    });

    test('C5 where smart matching is off, nothing is counted', async () => {
      await settingsAre({ smartMatching: 'off' });
      const keys = JSON.parse(JSON.stringify(extractKeys(mailed(26)))) as WireKeys;
      expect((await house.acts.lookup(house.alice, body({ keys, settingsVersion: 0 }))).vocabulary).toBeUndefined();
    });
  });
});
