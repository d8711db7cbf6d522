/** What holds for any conversation, whichever store is asked. Random, but the same each time: the seed stands in the title. */
import type { Mail } from '../../src/correlation/mail';
import { forest, shuffled, type Grown, type Leaf } from '../correlation/forest';
import { implementations } from '../tools/database';
import { databaseOffice, replayOffice, type Desk } from './desks';

const offices = [replayOffice(), ...implementations().map(databaseOffice)];

/** The same forest three times, each time tracked in another order; what is not `kept` stays untracked. */
const orders: readonly ((leaves: readonly Leaf[]) => readonly Leaf[])[] = [
  (leaves) => leaves,
  (leaves) => leaves.toReversed(),
  (leaves) => shuffled(leaves, 7),
];

async function trackAll(desk: Desk, mails: readonly Mail[]): Promise<void> {
  for (const mail of mails) await desk.track(mail);
}

/** Positions that stand in one thread, as sets in words. */
async function threadsOf(desk: Desk, leaves: readonly Leaf[]): Promise<string[]> {
  const threads = new Map<string, number[]>();
  for (const { mail, n } of leaves) {
    const thread = await desk.threadOf(mail);
    threads.set(thread, [...(threads.get(thread) ?? []), n]);
  }
  return [...threads.values()].map((positions) => positions.join(' ')).sort();
}

/** Mails that are, or name, one and the same mail belong together, and so on: what the headers alone say. */
function families(leaves: readonly Leaf[]): string[] {
  const groups: { ids: Set<number>; members: number[] }[] = [];
  for (const { n, named } of leaves) {
    const ids = new Set([n, ...named]);
    const kin = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    for (const group of kin) groups.splice(groups.indexOf(group), 1);
    groups.push({
      ids: new Set([...ids, ...kin.flatMap((group) => [...group.ids])]),
      members: [n, ...kin.flatMap(({ members }) => members)],
    });
  }
  return groups.map(({ members }) => members.sort((a, b) => a - b).join(' ')).sort();
}

interface Kind extends Grown {
  readonly what: string;
  readonly kept: (n: number) => boolean;
}

const kinds: readonly Kind[] = [
  { what: 'every mail tracked', size: 20, habits: ['whole', 'replyTo', 'references', 'cut'], kept: () => true },
  { what: 'each third mail never seen', size: 26, habits: ['whole', 'references'], kept: (n) => n % 3 !== 1 },
  {
    what: 'each second mail never seen, In-Reply-To alone',
    size: 26,
    habits: ['replyTo'],
    kept: (n) => n % 2 === 0,
  },
];

describe.each(offices)('$name', (office) => {
  afterAll(() => office.end());

  describe.each(kinds)('$what', ({ what, kept, ...grown }) => {
    test.each(office.seeds)(
      'C3 #33 #34 #35 #36 in whatever order mail comes, the threads are the same (seed %i)',
      async (seed) => {
        for (const [i, order] of orders.entries()) {
          const desk = await office.desk();
          const leaves = forest(seed, { ...grown, tag: `t${i}.${what.length}` }).filter(({ n }) => kept(n));
          await trackAll(
            desk,
            order(leaves).map(({ mail }) => mail),
          );
          expect(await threadsOf(desk, leaves)).toEqual(families(leaves));
        }
      },
    );
  });

  describe.each(kinds)('$what', ({ what, kept, ...grown }) => {
    // By which header the mail is found may differ: names of it are learned on the way.
    test.each(office.seeds)('C3 in whatever order mail came, the verdict is the same (seed %i)', async (seed) => {
      const verdicts: unknown[] = [];
      for (const [i, order] of orders.entries()) {
        const desk = await office.desk();
        const tag = `v${i}.${what.length}`;
        const leaves = forest(seed, { ...grown, size: grown.size + 6, tag });
        const known = leaves.filter(({ n }) => n < grown.size && kept(n));
        await trackAll(
          desk,
          order(known).map(({ mail }) => mail),
        );
        const asked = leaves.filter((leaf) => !known.includes(leaf));
        const answers = [];
        for (const { mail, n } of asked) {
          const { do: word, matched } = await desk.ask(mail);
          answers.push({ n, word, matched: matched?.replace(tag, '') });
        }
        verdicts.push(answers);
      }
      expect(verdicts[1]).toEqual(verdicts[0]);
      expect(verdicts[2]).toEqual(verdicts[0]);
    });
  });

  test.each(office.seeds)(
    'C3 amid unrelated mail every verdict is that of a replay which holds nothing else (seed %i)',
    async (seed) => {
      const grown: Grown = { size: 16, tag: 'u', habits: ['whole', 'replyTo', 'cut'] };
      const strangers = forest(seed + 1000, grown);
      const [busy, quiet] = [await office.desk(), await replayOffice().desk()];
      for (const { mail, n } of forest(seed, grown)) {
        await busy.track((strangers[n] as Leaf).mail);
        expect(await busy.ask(mail)).toEqual(await quiet.ask(mail));
        if (n % 3 > 0) await trackAll(busy, [mail]);
        if (n % 3 > 0) await trackAll(quiet, [mail]);
      }
    },
  );
});
