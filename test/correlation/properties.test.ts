/** What holds for any mail. Random, but the same each time: the seed stands in the title. */
import { correlate } from '../../src/correlation/correlate';
import { askedKeys, extractKeys } from '../../src/correlation/keys';
import type { Mail } from '../../src/correlation/mail';
import type { Policy } from '../../src/correlation/policy';
import { Archive, northwind, record, write } from './archive';
import { forest, seeded, shuffled } from './forest';
import { index } from './threadIndex';

const open: Policy = { ...northwind, users: [], ownDomains: [] };
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(seeds)(
  'C3 in whatever order mail arrives, each finds its own conversation, never a foreign one, and the threads are the same (seed %i)',
  (seed) => {
    const mails = forest(seed, { size: 60 });
    const wanted = [...new Set(mails.map(({ thread }) => thread))]
      .map((one) => ids(mails.filter(({ thread }) => thread === one)))
      .sort();
    for (const order of [mails, [...mails].reverse(), shuffled(mails, seed + 100)]) {
      const archive = new Archive(open);
      const tracked: { id: string; mail: Mail; thread: number }[] = [];
      for (const { mail, thread } of order) {
        const { decision } = archive.ask(mail);
        expect(decision.do).toBe(tracked.some((other) => other.thread === thread) ? 'track' : 'skip');
        tracked.push({ id: archive.track(mail), mail, thread });
      }
      const threads = [...new Set(tracked.map(({ id }) => archive.threadOf(id)))];
      expect(threads.map((one) => ids(tracked.filter(({ id }) => archive.threadOf(id) === one))).sort()).toEqual(
        wanted,
      );
    }
  },
);

const ids = (mails: readonly { mail: Mail }[]) =>
  mails
    .map(({ mail }) => extractKeys(mail).messageId)
    .sort()
    .join(' ');

test.each(seeds)('C3 candidates in any order give the same verdict (seed %i)', (seed) => {
  const archive = new Archive(open);
  const mails = forest(seed, { size: 60 });
  mails.slice(0, -10).forEach(({ mail }, i) => archive.track(mail, record(`Deal ${i % 3}`)));
  for (const { mail } of mails.slice(-10)) {
    const keys = extractKeys(mail);
    const candidates = archive.find(askedKeys(keys));
    const once = correlate(keys, candidates, open).matches.map((match) => match.candidate.activityId);
    for (let i = 0; i < 5; i++) {
      expect(correlate(keys, shuffled(candidates, i), open).matches.map((match) => match.candidate.activityId)).toEqual(
        once,
      );
    }
  }
});

test.each(seeds)('C3 unrelated mail never changes a verdict (seed %i)', (seed) => {
  const mails = forest(seed, { size: 40 });
  const strangers = forest(seed + 1000, { size: 40 });
  const quiet = new Archive(open);
  const busy = new Archive(open);
  mails.forEach(({ mail }, i) => {
    busy.track(strangers[i]?.mail as Mail);
    const [one, two] = [quiet, busy].map((archive) => archive.ask(mail).decision);
    expect([two?.do, two?.why, two?.match?.candidate.messageId]).toEqual([
      one?.do,
      one?.why,
      one?.match?.candidate.messageId,
    ]);
    quiet.track(mail);
    busy.track(mail);
  });
});

test.each(seeds)('C3 every candidate is matched with evidence or rejected with a reason (seed %i)', (seed) => {
  const archive = new Archive();
  const roll = seeded(seed);
  const wild = (): Mail =>
    write({
      subject: ['Re: Offer CRM:0001007', 'Offer', 'CRM:1001007', 'x 0001007', ''][roll(5)] ?? '',
      from: ['anna@contoso.example', 'alice@northwind.example', 'mallory@tailspin.example'][roll(3)] ?? '',
      headers: [
        `Message-ID: <id${roll(6)}@x.example>`,
        `In-Reply-To: <id${roll(6)}@x.example>`,
        `References: <id${roll(6)}@x.example> <1@x>`,
        `Thread-Index: ${index(roll(3))}`,
      ]
        .filter(() => roll(2))
        .join('\n'),
      conversation: roll(2) ? { mailbox: 'alice@northwind.example', id: `c${roll(2)}` } : null,
      attachedHeaders: roll(5) ? [] : [`Message-ID: <id${roll(6)}@x.example>`],
    });
  for (let n = 0; n < 60; n++) {
    const mail = wild();
    const keys = extractKeys(mail);
    const candidates = archive.find(askedKeys(keys));
    for (const policy of [northwind, { ...northwind, useTokens: false }, { ...northwind, useCorrelation: false }]) {
      const { matches, rejected } = correlate(keys, candidates, policy);
      expect(matches.length + rejected.length).toBe(candidates.length);
      expect(rejected.every(({ why }) => /^[A-Z].*\.$/.test(why))).toBe(true);
      expect(matches.every(({ evidence, confidence }) => evidence.length > 0 && confidence > 0 && confidence < 1)).toBe(
        true,
      );
      expect(matches.every(({ strength, against }) => strength !== 'weak' || against.length > 0)).toBe(true);
    }
    archive.track(mail, record(`Deal ${roll(3)}`));
  }
});

test.each(['In-Reply-To', 'References'])(
  'C3 of two mails of one moment the same is chosen, whichever came first (%s)',
  (name) => {
    const mails = ['mail-a', 'mail-b'].map((id) =>
      write({ headers: `Message-ID: <${id}@x.example>\n${name}: <ghost@x.example>` }),
    );
    const question = write({ headers: `${name}: <ghost@x.example>` });
    const chosen = [mails, mails.toReversed()].map((order) => {
      const archive = new Archive(open);
      for (const mail of order) archive.track(mail, record(extractKeys(mail).messageId));
      return archive.ask(question).decision.regarding?.id;
    });
    expect(chosen[0]).toBeDefined();
    expect(chosen[1]).toBe(chosen[0]);
  },
);
