/** What people meet of the settings in the pane: each changed in the form, and met beside the next letter or draft. */
import { strict as assert } from 'node:assert';
import type { FrameLocator } from 'playwright-core';
import type { Draft, Field } from '../../src/admin/draft';
import type { WalkTools } from '../walks/walk';
import { hostDoes } from './host/independentHost';
import { openWriting } from './host/writing';
import { ownServer } from './ownServer';
import { expectText } from './see';
import { fillIn, openForm, saveForm } from './settingsForm';
import { drafts, letters, paneSays } from './settingLetters';
import { signedApi } from './signedApi';

const [alice, bob] = ['alice@northwind.example', 'bob@northwind.example'];

interface Meeting extends Pick<WalkTools, 'page' | 'context' | 'url'> {
  readonly pane: FrameLocator;
  readonly see: (item: Parameters<typeof paneSays>[2], ...said: readonly (string | RegExp)[]) => Promise<void>;
  readonly set: (values: Partial<Draft>) => Promise<void>;
}

interface Effect {
  /** The settings that are changed on the way, each of which shows. */
  readonly met: readonly Field[];
  readonly run: (meeting: Meeting) => Promise<void>;
}

/** The pane beside letters and drafts, and the form in a tab of its own. */
export async function walkEffects({ page, context }: WalkTools, { met, run }: Effect): Promise<void> {
  const server = await ownServer();
  const changed = new Set<string>();
  try {
    const form = await context.newPage();
    await openForm(form, server.url, /Alice/);
    const pane = await openWriting({ page, url: server.url }, await letters.answer());
    const see = paneSays.bind(null, page, pane);
    const set = async (values: Partial<Draft>) => {
      await fillIn(form, values);
      await saveForm(form, `With other ${Object.keys(values).join(', ')}`);
      for (const name of Object.keys(values)) changed.add(name);
    };
    await run({ page, pane, context, url: server.url, see, set });
    assert.deepEqual([...changed].sort(), [...met].sort());
  } finally {
    await server.stop();
  }
}

const PUMPS = /Suggested: Pump station refit/;

async function answersAreFound({ see, set }: Meeting): Promise<void> {
  await see(letters.answer(), PUMPS, /very likely/);
  await see(letters.byToken(), PUMPS, /CRM:0001007/);
  await see(letters.forward(), PUMPS, /very likely/);
  await see(letters.sideTalk(), PUMPS, /everybody from outside was removed/);
  await see(letters.ofClosed(), /Suggested: Spare parts/, /is closed\./);
  await see(letters.torn(), /Suggested: Line 4 retrofit/, /But another sign points to Pump station refit/);

  await set({ useCorrelation: false, closedRecords: 'new' });
  await see(letters.answer(), 'Not tracked', /No match/);
  await see(letters.byToken(), PUMPS);

  await set({ useCorrelation: true, useTokens: false, forwards: 'ask', withoutOutsiders: 'link' });
  await see(letters.byToken(), 'Not tracked', /No match/);
  await see(letters.forward(), PUMPS, /But it is forwarded/);
  await see(letters.sideTalk(), PUMPS, /very likely/);
  await see(letters.ofClosed(), /Suggested: its thread, without record/, /Its record is closed/);

  await set({ useTokens: true, closedRecords: 'link', conflictingEvidence: 'strongest' });
  await see(letters.ofClosed(), /Suggested: Spare parts/, /very likely/);
  await see(letters.torn(), /Suggested: Line 4 retrofit/, /very likely/);
}

/** The category that Outlook gets, what becomes of a stranger, and who sees that. */
async function trackedAndMarked({ page, pane, context, url, see, set }: Meeting): Promise<void> {
  const track = async (name: string) => {
    await see(letters.stranger(name), 'No record yet');
    await pane.getByRole('button', { name: /^Track without record/ }).click();
    await expectText(pane, `${name} was unknown and is a contact now, as unknown senders become one`);
  };
  const api = await signedApi(context, url, bob);
  const seenByBob = async (text: string) =>
    (await api.call('searchRecords', { text, around: [], types: [] })).records.length;
  await set({ createRecords: 'contact', categoryName: 'In the CRM' });
  await track('Vera Lind');
  const marked = (await hostDoes(page, 'mail')) as unknown as { readonly categories: { displayName: string }[] };
  assert.deepEqual(
    marked.categories.map(({ displayName }) => displayName),
    ['In the CRM'],
  );
  assert.equal(await seenByBob('Vera Lind'), 1);
  await set({ recordAccess: 'owner' });
  await track('Pia Holm');
  assert.equal(await seenByBob('Pia Holm'), 0);
}

async function sentByTheRule(meeting: Meeting): Promise<void> {
  const { page, pane, see, set } = meeting;
  await see(drafts.toAnna(), 'Will not be tracked', 'Your organisation does not track mail on its own.');
  await set({ prefix: 'SHOP-', tokenBase: '700', userDigits: '4', counterDigits: '5', subjectLength: '300' });
  await set({ autoTrack: 'everyone', neverTrack: 'elsewhere.example' });
  await see(drafts.toStranger(), 'Mail with somebody@elsewhere.example is never tracked on its own.');
  await see(letters.byToken(), PUMPS, /CRM:0001007/);
  await see(drafts.toAnna('Pumps '.repeat(66).trim()), 'Your organisation tracks mail to people outside.');
  const token = await pane.getByTestId('token').innerText();
  assert.match(token, /^SHOP-007\d\d\d{5}$/);
  const { sent } = await hostDoes(page, 'send', new Date().toISOString());
  assert.equal(sent.subject.length, 255, 'more than 255 is what this Outlook refuses');
  assert.ok(sent.subject.endsWith(`… ${token}`), sent.subject);

  await set({ autoTrack: 'known', neverTrack: '' });
  await see(drafts.toStranger(), 'No recipient stands for a record.');
  await see(drafts.toAnna(), 'anna@contoso.example stands for a record.');
  await set({ autoTrack: 'replies', tokensInSubject: false });
  await see(drafts.toAnna(), 'It answers no tracked mail.');
  await pane.getByRole('button', { name: 'Track', exact: true }).click();
  await expectText(pane, 'Your organisation puts no tokens into subjects.');
  await numbersRunOut(meeting);
}

/** A space of ten numbers, each of them given. */
async function numbersRunOut({ pane, context, url, see, set }: Meeting): Promise<void> {
  const few = { prefix: 'FEW-', userDigits: '3', counterDigits: '1' } as const;
  await set({ autoTrack: 'everyone', tokensInSubject: true, ...few, whenNumbersRunOut: 'none' });
  const api = await signedApi(context, url, alice);
  for (let given: string | null = ''; given !== null;)
    ({ token: given } = await api.call('mintToken', { requestId: crypto.randomUUID(), mark: crypto.randomUUID() }));
  await see(drafts.toAnna(), /Each of your numbers belongs to an active thread\./);
  await set({ whenNumbersRunOut: 'widen' });
  await see(drafts.toAnna(), /^FEW-/);
  assert.match(await pane.getByTestId('token').innerText(), /^FEW-0\d{3}\d{2}$/);
}

export const effects: Readonly<Record<string, Effect>> = {
  'those that say how mail finds its record': {
    met: ['useCorrelation', 'useTokens', 'forwards', 'withoutOutsiders', 'closedRecords', 'conflictingEvidence'],
    run: answersAreFound,
  },
  'those that say what tracking leaves': {
    met: ['createRecords', 'categoryName', 'recordAccess'],
    run: trackedAndMarked,
  },
  'those that say what is sent': {
    met: [
      ...(['prefix', 'tokenBase', 'userDigits', 'counterDigits', 'subjectLength', 'whenNumbersRunOut'] as const),
      ...(['autoTrack', 'neverTrack', 'tokensInSubject'] as const),
    ],
    run: sentByTheRule,
  },
};

const SYNCHRONISED = 'nowhere yet: it waits for the synchronisation of mailboxes';
const BY_RULES = 'beside mail that bears the category or just came, by the walk of rules';
const BY_OPTIONS = 'in My options, by the walk of people';
const BY_SMART = 'by the walk and the tests of smart matching';

/** Where else an effect is met. */
export const elsewhere: Partial<Record<Field, string>> = {
  smartMatching: BY_SMART,
  smartRule: BY_SMART,
  HashFilterKeywords: BY_SMART,
  HashMaxCount: BY_SMART,
  HashDeltaSubjectCount: BY_SMART,
  HashMinAddressCount: BY_SMART,
  internalAsTwo: 'beside the mail of a colleague, by the walk of sending',
  activeDays: 'after days, in the tests of numbers',
  trackPrivate: 'beside mail that is marked private, by the walk of rules',
  categoryColor: 'in Outlook, where the category is made new; in the tests of categories',
  storeBodies: 'on the page of a record, in the tests of retention',
  storeAttachments: 'on the page of a record, in the tests of retention',
  keepBodiesDays: 'after days, in the tests of retention',
  keepMailDays: 'after days, in the tests of retention',
  useFolders: SYNCHRONISED,
  useCategories: BY_RULES,
  categoryFailed: BY_RULES,
  incoming: BY_RULES,
  incomingChoice: BY_OPTIONS,
  outgoingChoice: BY_OPTIONS,
  createRecordsChoice: 'in My options, in the tests of newcomers',
  neverTrackChoice: 'in My options, in the tests of the rule of sending',
};
