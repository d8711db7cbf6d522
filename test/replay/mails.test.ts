/** The mails of test/mails, replayed as one archive: each is decided as its story says, in its own language and charset. */
import fs from 'node:fs';
import path from 'node:path';
import { extractKeys } from '../../src/correlation/keys';
import { toMail } from '../../src/server/mailbox/toMail';
import { smart } from '../../src/correlation/strategies/smart';
import { MemoryStore } from '../../src/server/rehearsal/memoryStore';
import { replayMail } from '../../src/server/replay/replayMail';
import { northwind } from '../correlation/archive';

/** What a person who knows the story says of a mail. */
interface Row {
  readonly file: string;
  readonly verdict: string;
  readonly by?: string;
  /** The mail it answers, where its headers can tell. */
  readonly answers?: string;
  readonly automatic?: string;
  readonly kind?: string;
}

interface Conversation {
  readonly conversation: string;
  readonly mails: readonly Row[];
}

const folder = path.resolve(__dirname, '../mails');
const read = (file: string) => fs.readFileSync(path.join(folder, file));
const index = JSON.parse(read('index.json').toString()) as readonly Conversation[];
const policy = { ...northwind, smartMatching: 'automatic', smart } as const;

/** What the engine says, and the thread the mail was put into; every mail is tracked. */
type Answer = Required<Omit<Row, 'file'>> & { readonly thread: string };

async function replayAll(): Promise<Map<string, Answer>> {
  const store = new MemoryStore();
  const answers = new Map<string, Answer>();
  for (const { file } of index.flatMap(({ mails }) => mails)) {
    const mail = await toMail(read(`${file}.eml`), { address: '', ownAddresses: policy.users });
    const { mailKind: kind, automatic } = extractKeys(mail);
    const line = replayMail(store, policy, { n: answers.size + 1, mail, track: true });
    answers.set(file, {
      verdict: line.decision,
      by: line.method ?? 'none',
      answers: line.parentN === null ? 'none' : ([...answers.keys()][line.parentN - 1] ?? 'none'),
      automatic: automatic ?? 'none',
      kind,
      thread: line.thread,
    });
  }
  return answers;
}

describe('the whole folder', () => {
  let answers: Map<string, Answer>;
  beforeAll(async () => void (answers = await replayAll()));

  test.each(index)('C1 each mail is decided as its story says: $conversation', ({ mails }) => {
    const expected = mails.map(({ file, ...said }) => ({ file, automatic: 'none', ...said }));
    expect(mails.map(({ file }) => ({ file, ...answers.get(file) }))).toMatchObject(expected);
    const joined = mails.filter(({ verdict }) => verdict === 'track').map(({ file }) => answers.get(file)?.thread);
    const openers = mails.filter(({ verdict }) => verdict === 'new').map(({ file }) => answers.get(file)?.thread);
    expect(openers).toEqual(expect.arrayContaining([...new Set(joined)]));
  });

  test('C1 every mail of the folder stands in the index once, tells its story, and names nobody who could exist', () => {
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
    expect([...answers.keys()].map((file) => `${file}.eml`).sort()).toEqual(files.sort());
    for (const file of files) {
      const text = read(file).toString('latin1');
      expect(text).toMatch(/^X-Story: /);
      const domains = [...text.matchAll(/<[^<>\s@]+@([^<>\s]+)>/g)].map(([, domain]) => domain as string);
      expect(domains.filter((domain) => !domain.endsWith('.example'))).toEqual([]);
    }
  });
});
