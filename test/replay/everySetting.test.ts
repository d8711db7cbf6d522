/** What each setting has to say in a verdict: the same two mails, replayed under one value of it and under another. */
import { fields, type Field } from '../../src/admin/draft';
import { SettingsSchema, defaultSettings, type Settings } from '../../src/contract/settings';
import { extractKeys } from '../../src/correlation/keys';
import type { Regarding } from '../../src/correlation/mail';
import { policyUnder, Rehearsal } from '../../src/server/tracking/rehearseSettings';
import { northwind, record, write, type Written } from '../correlation/archive';

const [anna, alice, bob] = ['anna@contoso.example', 'alice@northwind.example', 'bob@northwind.example'];
const deal = record('1');

/** The mails that were tracked before, and the one that is asked about. */
interface Story {
  readonly tracked: readonly (Written & { readonly about?: Regarding })[];
  readonly asked: Written;
}

const words = (settings: Partial<Settings>) => ({ ...defaultSettings, ...settings });
const layout = (change: Partial<Settings['token']>) => ({ token: { ...defaultSettings.token, ...change } });

/** What the trial before saving says of the mail that is asked about: while the first settings hold, for them and for the second. */
function verdicts({ tracked, asked }: Story, [first, second]: readonly [Settings, Settings]): [string, string] {
  const stored = { ...northwind, settings: first, tokenLayouts: [first.token], users: [...northwind.users] };
  const reply = { ...stored, ownDomains: [...northwind.ownDomains], version: 1, changedBy: null, reason: null };
  const told = [first, second].map((settings) => {
    const policy = policyUnder(reply, settings);
    const rehearsal = new Rehearsal(policy, policy);
    tracked.forEach((mail, i) => rehearsal.add(kept(mail, `tracked ${i}`, true), false));
    rehearsal.add(kept(asked, 'asked', false), true);
    const { links, asked: held } = rehearsal.tally.after;
    return links > 0 ? 'link' : held > 0 ? 'ask' : 'none';
  });
  return told as [string, string];
}

function kept({ about = deal, ...mail }: Story['tracked'][number], mailKey: string, tracked: boolean) {
  const written = write(mail);
  const keys = extractKeys(written);
  const standing = { subject: written.subject, threadId: mailKey, regarding: about };
  return { mailKey, at: new Date('2026-05-03'), keys, blind: [], tracked: tracked ? standing : null };
}

const offer = { direction: 'outgoing', from: alice, to: [anna], messageId: '<offer1@northwind.example>' } as const;
const answers = 'In-Reply-To: <offer1@northwind.example>';
const answer = { tracked: [offer], asked: { subject: 'Re: Offer', headers: answers } };
const carrying = (token: string): Story => ({
  tracked: [{ subject: `Offer ${token}` }],
  asked: { subject: `Re: Offer ${token}` },
});
const alike = (first: string, second: string): Story => ({ tracked: [{ subject: first }], asked: { subject: second } });

const automatic = { smartMatching: 'automatic' } as const;
const dynamics = { ...automatic, smartRule: 'dynamics' } as const;

interface Row extends Story {
  /** Under both; the second value of the setting beside the first. */
  readonly values: readonly [Partial<Settings>, Partial<Settings>];
  readonly told: readonly [string, string];
}

const rows: Partial<Record<Field, Row>> = {
  useCorrelation: { ...answer, values: [{}, { useCorrelation: false }], told: ['link', 'none'] },
  useTokens: { ...carrying('CRM:0001007'), values: [{}, { useTokens: false }], told: ['link', 'none'] },
  prefix: { ...carrying('TM-0001007'), values: [{}, layout({ prefix: 'TM-' })], told: ['none', 'link'] },
  userDigits: { ...carrying('CRM:00001007'), values: [{}, layout({ userDigits: 4 })], told: ['none', 'link'] },
  counterDigits: { ...carrying('CRM:00010007'), values: [{}, layout({ counterDigits: 4 })], told: ['none', 'link'] },
  smartMatching: {
    ...alike('Beech shelves Gothenburg', 'Re: Beech shelves Gothenburg'),
    values: [{}, automatic],
    told: ['none', 'link'],
  },
  smartRule: {
    ...alike('Beech shelves Gothenburg', 'Re: Gothenburg shelves beech'),
    values: [automatic, dynamics],
    told: ['none', 'link'],
  },
  HashFilterKeywords: {
    ...alike('Printer offer', 'Urgent: printer offer'),
    values: [dynamics, { ...dynamics, HashFilterKeywords: '' }],
    told: ['link', 'none'],
  },
  HashMaxCount: {
    ...alike('Printer offer one', 'Re: Printer offer two'),
    values: [dynamics, { ...dynamics, HashMaxCount: 2 }],
    told: ['none', 'link'],
  },
  HashDeltaSubjectCount: {
    ...alike('Printer offer', 'Re: Printer offer today'),
    values: [dynamics, { ...dynamics, HashDeltaSubjectCount: 1 }],
    told: ['none', 'link'],
  },
  HashMinAddressCount: {
    ...alike('Printer offer', 'Re: Printer offer'),
    values: [dynamics, { ...dynamics, HashMinAddressCount: 3 }],
    told: ['link', 'none'],
  },
  forwards: {
    tracked: [offer],
    asked: { subject: 'Fwd: Offer', from: alice, to: ['zoe@litware.example'], headers: answers },
    values: [{}, { forwards: 'ask' }],
    told: ['link', 'ask'],
  },
  withoutOutsiders: {
    tracked: [offer],
    asked: { subject: 'Re: Offer', from: bob, to: [alice], headers: answers },
    values: [{}, { withoutOutsiders: 'link' }],
    told: ['ask', 'link'],
  },
  closedRecords: {
    tracked: [{ ...offer, about: record('2', 'closed') }],
    asked: answer.asked,
    values: [{}, { closedRecords: 'link' }],
    told: ['ask', 'link'],
  },
  conflictingEvidence: {
    tracked: [offer, { subject: 'Pumps CRM:0001007', messageId: '<pumps@contoso.example>', about: record('3') }],
    asked: { subject: 'Re: Offer CRM:0001007', headers: answers },
    values: [{}, { conflictingEvidence: 'strongest' }],
    told: ['ask', 'link'],
  },
};

/** What has no say in a verdict, and what it says instead. */
const silent: Partial<Record<Field, string>> = {
  useFolders: 'of mail that is moved into a folder',
  subjectLength: 'where the token stands in what is sent',
  tokenBase: 'which numbers are given; they are read whatever it is',
  tokensInSubject: 'whether what is sent bears a token; those that came are read in any case',
  activeDays: 'which numbers are given again',
  whenNumbersRunOut: 'what is given when no number is free',
  autoTrack: 'what is tracked on sending',
  neverTrack: 'what is tracked on sending',
  trackPrivate: 'what is tracked on sending',
  storeBodies: 'what is stored of a mail; no evidence is taken from its text later on',
  storeAttachments: 'what is stored of a mail',
  keepBodiesDays: 'when the text of a mail goes',
  keepMailDays: 'when a mail goes',
  internalAsTwo: 'how many activities a mail between users is',
  recordAccess: 'who sees a record',
  useCategories: 'what a category set by hand does',
  categoryName: 'how Outlook marks a mail',
  categoryColor: 'how Outlook marks a mail',
  categoryFailed: 'how Outlook marks a mail',
  incoming: 'which incoming mail is tracked without a click',
  incomingChoice: 'what people choose',
  outgoingChoice: 'what people choose',
  createRecords: 'whether an unknown sender becomes a record',
  createRecordsChoice: 'what people choose',
  neverTrackChoice: 'what people choose',
};

const cases = (Object.entries(rows) as [Field, Row][]).map(([name, row]) => ({ name, ...row }));

test.each(cases)('R3 everySetting: $name is told in the verdict on the same mail: $told', (row) => {
  const [first, second] = row.values;
  expect(verdicts(row, [words(first), words(second)])).toEqual(row.told);
});

test.each(cases)('R3 everySetting: the two values of $name differ in nothing else', ({ name, values }) => {
  const [first, second] = values.map((one) => flat(words(one)));
  expect(Object.keys(flat(defaultSettings)).filter((field) => first?.[field] !== second?.[field])).toEqual([name]);
});

test('R3 everySetting: a setting has its say in a verdict, or it is written down why it has none', () => {
  const { token, ...others } = SettingsSchema.properties;
  const all = Object.keys({ ...others, ...token.properties }).sort();
  expect([...Object.keys(rows), ...Object.keys(silent)].sort()).toEqual(all);
  expect([...fields].sort()).toEqual(all);
});

test('R3 everySetting: whatever a policy is made of has a row', () => {
  const known = Object.keys(rows).map((name) => (name in defaultSettings.token ? 'token' : name));
  expect([...new Set(known)].sort()).toEqual(policyReads());
});

function flat({ token, ...rest }: Settings): Record<string, unknown> {
  return { ...rest, ...token, neverTrack: rest.neverTrack.join() };
}

/** Which settings are asked for where the policy is made, by either rule of smart matching. */
function policyReads(): string[] {
  const read = new Set<string>();
  const watched = (settings: Settings) =>
    new Proxy(settings, { get: (of, name) => (read.add(String(name)), Reflect.get(of, name)) });
  const reply = { version: 1, tokenLayouts: [], users: [], ownDomains: [], changedBy: null, reason: null };
  // What is read of the rule is read when it is asked.
  for (const one of [words({}), words(dynamics)])
    policyUnder({ ...reply, settings: one }, watched(one)).dynamics?.keysOf('printer offer');
  return [...read].sort();
}
