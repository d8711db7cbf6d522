/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { defaultSettings, type SettingsReply } from '../../src/contract/settings';
import { problem } from '../../src/contract/problems';
import type { Trial, TrialExample, TrialResult } from '../../src/contract/trial';
import { makeDraft, type Draft } from '../../src/admin/draft';
import { TrialPanel } from '../../src/admin/trial/TrialPanel';
import { fakeApi, uuid } from '../record/fakes';

const stored: SettingsReply = {
  version: 3,
  settings: defaultSettings,
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: null,
  reason: null,
};
const wanted = { ...defaultSettings, smartMatching: 'automatic' as const };

const example = (
  n: number,
  mail: TrialExample['mail'] = { subject: `Shelves ${n}`, from: 'a@x.example', sentAt: '2026-05-03T09:00:00Z' },
): TrialExample => ({
  mail,
  before: mail && { do: 'none', record: null, why: 'No tracked mail is related to this one.' },
  after: mail && { do: 'link', record: 'Anna Keller', why: 'Same subject as the mail of 3 May 2026.' },
});
const none = { count: 0, examples: [] };
const result: TrialResult = {
  mails: 1234,
  before: { links: 900, asked: 30 },
  after: { links: 950, asked: 32 },
  changes: {
    gained: { count: 52, examples: [...Array.from({ length: 9 }, (_, n) => example(n)), example(9, null)] },
    lost: { count: 1, examples: [example(0, null)] },
    changed: none,
    held: { count: 2, examples: [example(20), example(21)] },
    released: none,
  },
  numbers: {
    free: 2997,
    size: 4000,
    fullest: [
      {
        ...{ address: 'a@x.example', name: 'Alice Berg', layout: defaultSettings.token, offline: false },
        ...{ taken: 1000, size: 1000, daysLeft: 0, daysLeftWider: null },
      },
    ],
  },
};
const trialOf = (change: Partial<Trial> = {}): Trial => ({
  ...{ trialId: uuid(1), startedBy: 'Alice Berg', startedAt: '2026-05-03T09:00:00Z', days: 90, version: 3 },
  ...{ settings: wanted, state: 'done', total: 1300, done: 1300, result },
  ...change,
});

const draftOf = (change: Partial<Draft> = {}): Draft => ({ ...makeDraft(wanted), ...change });
type Answers = Parameters<typeof fakeApi>[0];
const open = (answers: Answers, draft = draftOf()) => {
  const api = fakeApi({ trial: () => ({ trial: null }), ...answers });
  const page = render(<TrialPanel api={api} stored={stored} draft={draft} />);
  return { api, ...page, show: (next: Draft) => page.rerender(<TrialPanel api={api} stored={stored} draft={next} />) };
};
const press = async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name }));

test('R3 tries the form on the wanted days, follows it, and shows what it came to', async () => {
  const answers = [trialOf({ state: 'running', done: 400, result: null }), trialOf()];
  const looks = jest.fn(() => ({ trial: answers.shift() ?? trialOf() })).mockReturnValueOnce({ trial: null as never });
  const startTrial = jest.fn(() => ({ trial: trialOf({ state: 'running', done: 0, result: null }) }));
  const { container } = open({ trial: looks, startTrial });
  await userEvent.setup().selectOptions(screen.getByLabelText('Mail of the last'), '30');
  await press('Try these settings');
  expect(startTrial).toHaveBeenCalledWith({ body: { settings: wanted, days: 30 } });
  const bar = await screen.findByRole('progressbar', { name: 'Trial of settings' });
  expect(bar).toHaveAttribute('aria-valuemax', '1300');
  expect(await screen.findByText('400 of 1,300 mails tried')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try these settings' })).toHaveAttribute('aria-disabled', 'true');
  expect(await screen.findByText('Links gained: 52')).toBeVisible();
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([]);
});

test('R3 says each figure, today and then, and has examples behind it', async () => {
  open({ trial: () => ({ trial: trialOf() }) });
  const box = within(await screen.findByRole('region', { name: /What would have become of the mail of the last 90/ }));
  expect(box.getByText('Of 1,234 mails: links gained 52, links lost 1, newly held 2.')).toBeVisible();
  const rows = box.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toEqual([
    '1,234 mailsTodayThen',
    'Linked without a question900950',
    'Somebody is asked3032',
    'Not linked304252',
  ]);
  expect(box.getByText('Links changed: none')).toBeVisible();
  await userEvent.setup().click(box.getByText('Links gained: 52'));
  const gained = within(box.getByRole('list', { name: 'Examples: Links gained' })).getAllByRole('listitem');
  expect(gained).toHaveLength(9);
  expect(gained[0]).toHaveTextContent(
    'Shelves 0, 3 May 2026, from a@x.exampleToday: not linked. No tracked mail is related to this one.Then: linked to Anna Keller. Same subject as the mail of 3 May 2026.',
  );
  expect(box.getByText(/The newest 10:/)).toBeVisible();
  expect(box.getAllByText('One of the examples is mail that is not yours to read.')).toHaveLength(2);
  expect(box.getByText('2,997 of 4,000 numbers are free under this layout.')).toBeVisible();
  expect(box.getByText('Alice Berg: 1000 of 1000 (100 %) online taken')).toBeInTheDocument();
});

test('R3 marks figures of another draft, and those beside settings that were replaced', async () => {
  const { show } = open({ trial: () => ({ trial: trialOf() }) });
  await screen.findByText('Links gained: 52');
  expect(screen.queryByText(/these figures are of other settings/)).toBeNull();
  show(draftOf({ forwards: 'ask' }));
  expect(screen.getByText(/these figures are of other settings/)).toBeVisible();
  show(draftOf());
  expect(screen.queryByText(/these figures are of other settings/)).toBeNull();
});

test('R3 stops a trial, also that of somebody else', async () => {
  const stopTrial = jest.fn(() => ({ trial: trialOf({ state: 'stopped', result: null, startedBy: 'Bob' }) }));
  open({ trial: () => ({ trial: trialOf({ state: 'running', result: null, startedBy: 'Bob' }) }), stopTrial });
  expect(await screen.findByText('Bob is trying settings on 1,300 mails.')).toBeVisible();
  await press('Stop the trial');
  expect(stopTrial).toHaveBeenCalledWith({ body: { trialId: uuid(1) } });
  expect(await screen.findByText('The trial of Bob was stopped.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try these settings' })).not.toHaveAttribute('aria-disabled', 'true');
});

test('R3 tells that another trial is running, and one that broke off', async () => {
  const { unmount } = open({ startTrial: () => Promise.reject(problem('alreadyRunning', 'Bob is trying settings.')) });
  await press('Try these settings');
  expect(await screen.findByText(/Bob is trying settings\./)).toBeVisible();
  unmount();
  open({ trial: () => ({ trial: trialOf({ state: 'failed', result: null }) }) });
  expect(await screen.findByText(/broke off\. Nothing was changed; try again\./)).toBeVisible();
});

test('H1 a form with faults is not tried; each fault is named', async () => {
  const { api } = open({}, draftOf({ subjectLength: '12', prefix: '' }));
  await press('Try these settings');
  const list = screen.getByRole('list', { name: 'To be put right before it is tried' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(2);
  expect(list).toHaveTextContent('Longest subject: give a whole number from 255 to 400.');
  expect(api.asked.map(([name]) => name)).not.toContain('startTrial');
});

test('R3 without mail it says that there is nothing to compare', async () => {
  open({ trial: () => ({ trial: trialOf({ result: { ...result, mails: 0 } }) }) });
  expect((await screen.findAllByText(/there is nothing to compare/))[0]).toBeVisible();
  expect(screen.queryByRole('table')).toBeNull();
});
