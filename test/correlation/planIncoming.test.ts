/** What is tracked without a click, as a table: the category that somebody set, and every choice for incoming mail. */
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { incomingRuleOf, type IncomingRule } from '../../src/contract/incomingRule';
import { planIncoming, type IncomingMail } from '../../src/contract/planIncoming';
import type { RecordView } from '../../src/contract/records';
import { defaultSettings, type Preferences, type Settings } from '../../src/contract/settings';
import { anna, annaRecord, candidate, knownOf, renewal, settings, stranger, uuid } from '../taskpane/samples';

const NAME = 'Tracked to CRM';
const FAILED = 'Tracked to CRM (failed)';

const rule: IncomingRule = {
  category: { name: NAME, failed: FAILED },
  choice: null,
  chosenBy: 'reader',
  neverTrack: ['never.example', 'boss@contoso.example'],
  trackPrivate: false,
  closedRecords: 'ask',
  keepMailDays: 0,
  users: ['alice@northwind.example', 'bob@northwind.example'],
  ownDomains: ['northwind.example'],
};

const verdictWith = (candidates: Parameters<typeof candidate>[0][]) => {
  const { decision, correlation } = knownOf({ candidates: candidates.map((each) => candidate(each)) as never });
  return { decision, copy: correlation.copy };
};
const nothing = verdictWith([]);
const belongs = verdictWith([{}]);
const doubtful = verdictWith([{ regarding: { ...renewal, state: 'closed' } }]);
const theirCopy = { ...nothing, copy: candidate({ activityId: uuid(77) }) };

const { keys } = knownOf();
const mail: IncomingMail = {
  keys,
  sensitivity: 'normal',
  categories: [],
  own: 'new',
  setSince: false,
  ...nothing,
  people: [stranger],
  now: Date.parse('2026-05-05T00:00:00Z'),
};
const withKeys = (change: Partial<IncomingMail['keys']>): Partial<IncomingMail> => ({ keys: { ...keys, ...change } });
const only = (record: Partial<RecordView>) => [{ ...anna, records: [{ ...annaRecord, ...record }] }];
const marked = { categories: ['Blue', NAME] };

type Row = readonly [
  what: string,
  rule: Partial<IncomingRule>,
  mail: Partial<IncomingMail>,
  deed: 'track' | 'suggest' | 'leave',
  said: RegExp,
];

const hold = ([, changed, part, deed, said]: Row) => {
  const plan = planIncoming({ ...rule, ...changed }, { ...mail, ...part });
  expect([plan.do, plan.why]).toEqual([deed, expect.stringMatching(said)]);
  expect(plan.why).toMatch(/\.$/);
};

describe('the category', () => {
  const rows: readonly Row[] = [
    [
      'tracks what belongs to nothing',
      {},
      marked,
      'track',
      /^Tracked because it bears the category “Tracked to CRM”\.$/,
    ],
    ['in other letters is the same category', {}, { categories: ['tracked TO crm'] }, 'track', /bears/],
    ['tracks what belongs to a thread', {}, { ...marked, ...belongs }, 'track', /bears/],
    ['tracks what a person still has to place', {}, { ...marked, ...doubtful }, 'track', /bears/],
    ['tracks mail of one’s own', {}, { ...marked, ...withKeys({ direction: 'outgoing' }) }, 'track', /bears/],
    ['tracks an appointment', {}, { ...marked, ...withKeys({ kind: 'appointment' }) }, 'track', /bears/],
    ['tracks a newsletter', {}, { ...marked, ...withKeys({ automatic: 'bulk' }) }, 'track', /bears/],
    ['tracks where no incoming mail is wanted', { choice: 'none' }, marked, 'track', /bears/],
    ['tracks nothing where the setting is off', { category: null }, marked, 'suggest', /without a click/],
    ['that is missing tracks nothing', {}, { categories: ['Blue'] }, 'suggest', /without a click/],
    ['tracks nothing that is tracked', {}, { ...marked, own: 'tracked' }, 'leave', /already/],
    ['is not followed after an untracking', {}, { ...marked, own: 'untracked' }, 'leave', /somebody untracked it/],
    ['nor after it was taken back unsent', {}, { ...marked, own: 'takenBack' }, 'leave', /somebody untracked it/],
    ['is followed where it was set since', {}, { ...marked, own: 'untracked', setSince: true }, 'track', /bears/],
    ['passes no list', {}, { ...marked, ...withKeys({ from: 'x@a.never.example' }) }, 'leave', /x@a\.never\.example/],
    [
      'passes no list in any place of the mail',
      {},
      { ...marked, ...withKeys({ recipients: ['boss@contoso.example'] }) },
      'leave',
      /boss@contoso\.example is never tracked/,
    ],
    ['leaves private mail', {}, { ...marked, sensitivity: 'private' }, 'leave', /marked private/],
    ['takes it where that is wanted', { trackPrivate: true }, { ...marked, sensitivity: 'private' }, 'track', /bears/],
    [
      'brings back nothing that went by its age',
      { keepMailDays: 1 },
      { ...marked, now: Date.parse('2026-06-05') },
      'leave',
      /older than 1 days/,
    ],
    ['takes what is not that old', { keepMailDays: 1 }, marked, 'track', /bears/],
    ['for failures is told', {}, { categories: [FAILED] }, 'leave', /could not be tracked by its category/],
    ['set again after a failure is the next try', {}, { categories: [FAILED, NAME] }, 'track', /bears/],
  ];
  test.each(rows)('K5 %s', (...row) => hold(row));

  test('K5 inherits what the verdict is sure of, with its evidence', () => {
    expect(planIncoming(rule, { ...mail, ...marked, ...belongs })).toMatchObject({
      by: 'category',
      regarding: { id: renewal.id, name: renewal.name },
      because: {
        method: 'replyTo',
        matched: uuid(1),
        reason: expect.stringMatching(/^Tracked because it bears .*In-Reply-To/),
      },
    });
  });

  test('K5 leaves the record open, and the thread alone, where a person has to choose', () => {
    const { regarding, because } = planIncoming(rule, { ...mail, ...marked, ...doubtful }) as never as {
      readonly regarding: null;
      readonly because: object;
    };
    expect(regarding).toBeNull();
    expect(because).toMatchObject({ method: 'category', matched: null, reason: expect.stringMatching(/for a person/) });
  });

  test.each<[string, Partial<IncomingMail>, Settings['closedRecords'], string | null]>([
    ['the only record of its sender', { people: only({}) }, 'ask', annaRecord.id],
    ['none where the sender has two', { people: [{ ...anna, records: [annaRecord, annaRecord] }] }, 'link', null],
    ['none of a stranger', {}, 'link', null],
    ['no closed one', { people: only({ state: 'closed' }) }, 'ask', null],
    ['a closed one that still takes mail', { people: only({ state: 'closed' }) }, 'link', annaRecord.id],
    ['the record of the other side’s copy', theirCopy, 'ask', renewal.id],
  ])('K5 finds, where nothing matched, %s', (_what, part, closedRecords, id) => {
    const plan = planIncoming({ ...rule, closedRecords }, { ...mail, ...marked, ...part });
    expect(plan.do === 'track' && (plan.regarding?.id ?? null)).toBe(id);
  });

  test.each<[string, Partial<IncomingMail>, boolean]>([
    ['who is spared', withKeys({ from: 'x@never.example' }), true],
    ['what is private', { sensitivity: 'confidential' }, true],
    ['what was untracked', { own: 'untracked' }, false],
  ])('K5 refuses %s in the list of messages, or only says so', (_what, part, refused) => {
    expect((planIncoming(rule, { ...mail, ...marked, ...part }) as { refused?: boolean }).refused ?? false).toBe(
      refused,
    );
  });
});

describe('the choice for incoming mail', () => {
  const known = { people: [anna] };
  const caseRecord = { people: only({ type: 'case' }) };
  const colleague = withKeys({ from: 'bob@northwind.example' });
  const bulk = withKeys({ automatic: 'bulk' });
  const rows: readonly Row[] = [
    ['nothing chosen: a reply is suggested', { choice: null }, belongs, 'suggest', /without a click/],
    ['nothing chosen: a customer’s first mail is suggested', { choice: null }, known, 'suggest', /without a click/],
    ['none: a reply', { choice: 'none' }, belongs, 'leave', /no incoming mail/],
    ['none: a customer', { choice: 'none' }, known, 'leave', /no incoming mail/],
    ['replies: a reply', { choice: 'replies' }, belongs, 'track', /it belongs to tracked mail/],
    ['replies: a customer’s first mail', { choice: 'replies' }, known, 'suggest', /does not take it/],
    [
      'replies: an automatic reply of the thread',
      { choice: 'replies' },
      { ...belongs, ...withKeys({ automatic: 'autoReply' }) },
      'track',
      /belongs/,
    ],
    ['replies: a closed record', { choice: 'replies' }, doubtful, 'suggest', /does not take it/],
    ['replies: a copy of tracked mail is no reply', { choice: 'replies' }, theirCopy, 'suggest', /does not take it/],
    ['people: a contact', { choice: 'people' }, known, 'track', /lead, contact or account/],
    ['people: a stranger', { choice: 'people' }, {}, 'suggest', /does not take it/],
    ['people: whoever has a case alone', { choice: 'people' }, caseRecord, 'suggest', /does not take it/],
    [
      'people: a contact among the recipients',
      { choice: 'people' },
      { ...known, ...withKeys({ from: 'x@y.example' }) },
      'suggest',
      /does not/,
    ],
    [
      'people: a contact whose mail a person has to place',
      { choice: 'people' },
      { ...known, ...doubtful },
      'suggest',
      /closed/,
    ],
    ['people: a stranger’s reply', { choice: 'people' }, belongs, 'suggest', /does not take it/],
    ['people: the newsletter of a contact', { choice: 'people' }, { ...known, ...bulk }, 'suggest', /does not take it/],
    ['enabled: whoever has a case alone', { choice: 'enabled' }, caseRecord, 'track', /stands for a record/],
    ['enabled: a stranger', { choice: 'enabled' }, {}, 'suggest', /does not take it/],
    ['all: a stranger', { choice: 'all' }, {}, 'track', /all incoming mail is/],
    ['all: a reply', { choice: 'all' }, belongs, 'track', /all incoming mail is/],
    ['all: what a person has to place', { choice: 'all' }, doubtful, 'suggest', /closed/],
    ['all: a newsletter', { choice: 'all' }, bulk, 'suggest', /does not take it/],
    ['all: a newsletter of a tracked thread', { choice: 'all' }, { ...bulk, ...belongs }, 'track', /all incoming/],
    ['all: a bounce that belongs nowhere', { choice: 'all' }, withKeys({ automatic: 'bounce' }), 'suggest', /does not/],
    ['all: a colleague', { choice: 'all' }, colleague, 'suggest', /does not take it/],
    ['all: a colleague in a tracked thread', { choice: 'all' }, { ...colleague, ...belongs }, 'track', /all incoming/],
    ['all: whoever is spared', { choice: 'all' }, withKeys({ from: 'x@never.example' }), 'leave', /never tracked/],
    [
      'all: somebody spared among the recipients',
      { choice: 'all' },
      withKeys({ recipients: ['boss@contoso.example'] }),
      'leave',
      /never/,
    ],
    ['all: private mail', { choice: 'all' }, { sensitivity: 'personal' }, 'leave', /marked personal/],
    ['all: what somebody untracked', { choice: 'all' }, { own: 'untracked' }, 'leave', /untracked/],
    ['all: what was taken back before it left', { choice: 'all' }, { own: 'takenBack' }, 'leave', /untracked/],
    ['all: what is tracked', { choice: 'all' }, { own: 'tracked' }, 'leave', /already/],
    ['all: an appointment', { choice: 'all' }, withKeys({ kind: 'appointment' }), 'suggest', /without a click/],
    ['all: mail of one’s own', { choice: 'all' }, withKeys({ direction: 'outgoing' }), 'suggest', /without a click/],
    [
      'all: older than mail is kept',
      { choice: 'all', keepMailDays: 7 },
      { now: Date.parse('2027-01-01') },
      'leave',
      /older than 7/,
    ],
    ['all, by the organisation', { choice: 'all', chosenBy: 'organisation' }, {}, 'track', /the organisation’s rule/],
    ['all, with the category for failures', { choice: 'all' }, { categories: [FAILED] }, 'leave', /could not be/],
  ];
  test.each(rows)('K6 %s', (...row) => hold(row));

  test('K6 the record is the verdict’s, else the only one of the sender', () => {
    const all = { ...rule, choice: 'all' } as const;
    expect(planIncoming(all, { ...mail, ...belongs, ...known })).toMatchObject({ regarding: { id: renewal.id } });
    expect(planIncoming(all, { ...mail, ...known })).toMatchObject({
      regarding: { id: annaRecord.id },
      because: { method: 'incoming', matched: null },
    });
    expect(planIncoming(all, mail)).toMatchObject({ regarding: null });
  });
});

describe('where the rule comes from', () => {
  const reply = (change: Partial<Settings>) => ({ ...settings, settings: { ...defaultSettings, ...change } });
  const own = (change: Partial<Preferences>): Preferences => ({ ...defaultPreferences, ...change });

  test.each<[string, Partial<Settings>, Preferences | null, IncomingRule['choice']]>([
    ['nobody chose: nothing is taken', {}, own({}), null],
    ['what a person chose', {}, own({ incoming: 'all' }), 'all'],
    [
      'what the administrator forces',
      { incomingChoice: 'forced', incoming: 'people' },
      own({ incoming: 'all' }),
      'people',
    ],
    ['what is not shown is the administrator’s as well', { incomingChoice: 'hidden' }, own({}), 'replies'],
    ['another beginning alone is no choice', { incoming: 'all' }, own({}), null],
    ['a device that does not know the choice takes nothing', {}, null, null],
  ])('K6 %s', (_what, change, preferences, choice) => {
    expect(incomingRuleOf(reply(change), preferences).choice).toBe(choice);
  });

  test('K6 both lists hold, and one’s own only where it may be kept', () => {
    const lists = { neverTrack: ['theirs.example'] };
    const mine = own({ neverTrack: ['mine.example'] });
    expect(incomingRuleOf(reply(lists), mine).neverTrack).toEqual(['theirs.example', 'mine.example']);
    expect(incomingRuleOf(reply({ ...lists, neverTrackChoice: 'hidden' }), mine).neverTrack).toEqual([
      'theirs.example',
    ]);
  });

  test('K5 categories track only where the organisation says so', () => {
    expect(incomingRuleOf(reply({}), own({})).category).toBeNull();
    expect(incomingRuleOf(reply({ useCategories: true }), null).category).toEqual({ name: NAME, failed: FAILED });
  });
});
