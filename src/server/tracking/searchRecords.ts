/**
 * Records to choose from: what is open with the people of the mail first, then what the words find, else what was used
 * lately; and where no mail is in question, all there is, so that a list can be browsed.
 */
import { normalAddress } from '../../correlation/addresses';
import type { RecordType } from '../../correlation/mail';
import type { Ask } from '../store/db';
import { fold, toView, type StoredRecord } from '../store/records';
import { findAround, findByText, findRecent, wordsOf } from '../store/search';
import type { Act } from './acts';
import type { Workshop } from './workshop';

const ALL: readonly RecordType[] = ['contact', 'account', 'lead', 'opportunity', 'case'];
const LIMIT = 50;

export const searchRecords =
  ({ store }: Workshop): Act<'searchRecords'> =>
  async (asker, { body }) => {
    const { orgId, userId } = asker;
    const types = body.types.length === 0 ? ALL : body.types;
    const people = [...new Set(body.around.map(normalAddress))];
    const words = wordsOf(body.text);
    const [around, others] = await store.look(asker, (ask) =>
      Promise.all([
        findAround(ask, orgId, people, types),
        words.length > 0
          ? findByText(ask, orgId, body.text, types)
          : findUnasked(ask, { orgId, userId, browsing: people.length === 0 }, types),
      ]),
    );
    const near = new Set(around.map(({ id }) => id));
    const first = around.filter(
      (record) => words.length === 0 || others.some(({ id }) => id === record.id) || has(record, words),
    );
    const rest = others.filter(({ id }) => !near.has(id));
    const records = [...first, ...rest].slice(0, LIMIT);
    return { records: records.map((record) => ({ ...toView(record), ofThisMail: near.has(record.id) })) };
  };

/** The text search is cut at its limit, so what is near is compared here as well. */
const has = ({ name, detail, email }: StoredRecord, words: readonly string[]) => {
  const text = fold([name, detail, email ?? ''].join(' '));
  return words.every((word) => text.includes(word));
};

interface Browser {
  readonly orgId: number;
  readonly userId: number;
  /** Nobody is around: this is somebody looking through all records, not choosing one for a mail. */
  readonly browsing: boolean;
}

/** Both questions leave at once: `look` is over when the first answer comes. */
async function findUnasked(ask: Ask, who: Browser, types: readonly RecordType[]): Promise<StoredRecord[]> {
  const [lately, all] = await Promise.all([
    findRecent(ask, who, types),
    who.browsing ? findByText(ask, who.orgId, '', types) : [],
  ]);
  const used = new Set(lately.map(({ id }) => id));
  return [...lately, ...all.filter(({ id }) => !used.has(id))];
}
