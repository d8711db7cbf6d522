/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { App } from '../../src/admin/App';
import { problem } from '../../src/contract/problems';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { defaultSettings, type Settings } from '../../src/contract/settings';
import { alice, fakeApi } from '../record/fakes';

const stored = (version: number, settings: Settings = defaultSettings) => ({
  version,
  settings,
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: 'Alice Berg',
  reason: 'because',
});

const versions = [
  {
    version: 3,
    at: '2026-05-04T08:00:00Z',
    changedBy: 'Alice Berg',
    reason: 'Shorter',
    changed: ['subjectLength', 'token'],
  },
  { version: 2, at: '2026-05-03T08:00:00Z', changedBy: null, reason: 'A digit more', changed: [] },
];

type Answers = Parameters<typeof fakeApi>[0];
const open = (answers: Answers) => {
  const api = fakeApi({
    me: () => ({ user: alice, organisation: 'Northwind Traders', role: 'administrator' as const }),
    settings: () => stored(3),
    numberSpaces: () => ({ spaces: [] }),
    preferences: () => defaultPreferences,
    pending: () => ({ pending: [] }),
    trial: () => ({ trial: null }),
    nextTokens: () => ({ online: null, offline: null, why: null }),
    ...answers,
  });
  return { api, ...render(<App api={api} />) };
};
const press = async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name }));
const choose = async (text: string) => {
  const file = new File([text], 'settings.json', { type: 'application/json' });
  Object.assign(file, { text: async () => text }); // jsdom has no File.text
  await userEvent.setup().upload(await screen.findByLabelText('Settings file'), file);
};

beforeEach(() => void (location.hash = '#settings'));

test('L1 the history names what changed in the words of the page, and an old version goes into the form, not into force', async () => {
  const { api, container } = open({
    settingsVersions: () => ({ versions }),
    oldSettings: () => ({ version: 2, settings: { ...defaultSettings, categoryName: 'In CRM' } }),
  });
  await press('History');
  const list = within(await screen.findByRole('list', { name: 'Versions of the settings' }));
  expect(list.getByText(/Longest subject, Token layout/)).toBeVisible();
  expect(list.queryByRole('button', { name: 'Take version 3 into the form' })).toBeNull();
  const rules = { 'color-contrast': { enabled: false } };
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
  await press('Take version 2 into the form');
  await waitFor(() => expect(screen.getByLabelText('Category name')).toHaveValue('In CRM'));
  expect(screen.getByLabelText('Reason*')).toHaveValue('Version 2 again');
  expect(api.asked.map(([name]) => name)).not.toContain('saveSettings');
});

test('L1 the settings it came with can be taken into the form like any version after them', async () => {
  const asked: string[] = [];
  open({
    settings: () => stored(1, { ...defaultSettings, categoryName: 'In CRM' }),
    settingsVersions: () => ({
      versions: [{ version: 1, at: '2026-05-03T08:00:00Z', changedBy: null, reason: 'The first', changed: [] }],
    }),
    oldSettings: () => (asked.push('old'), { version: 0, settings: defaultSettings }),
  });
  await press('History');
  expect(await screen.findByText(/^The settings it came with/)).toBeVisible();
  await press('Take version 0 into the form');
  await waitFor(() => expect(screen.getByLabelText('Category name')).toHaveValue(defaultSettings.categoryName));
  expect(asked).toEqual(['old']);
});

test('L1 a file fills the form, says what it left out, and saves nothing', async () => {
  const { api } = open({
    importSettings: () => ({
      settings: { ...defaultSettings, subjectLength: 300 },
      taken: [{ name: 'MaximumSubjectLengthOnMailServer', value: '300', settings: ['subjectLength'] }],
      left: [{ name: 'SendEmailSynchronously', value: '0', why: 'Nothing here corresponds to it.' }],
    }),
  });
  await choose('<OrgSettings/>');
  expect(await screen.findByText(/Filled in: Longest subject\. Left out: 1\. Nothing is saved yet/)).toBeVisible();
  expect(screen.getByRole('list', { name: 'Left out' })).toHaveTextContent('SendEmailSynchronously = 0: Nothing here');
  expect(screen.getByLabelText('Longest subject')).toHaveValue('300');
  expect(api.asked.map(([name]) => name)).not.toContain('saveSettings');
});

test('L1 a file that cannot be read says why, and the form stays', async () => {
  open({
    importSettings: () => {
      throw problem('badInput', 'The file is neither JSON nor XML.');
    },
  });
  await choose('nonsense');
  expect(await screen.findByText(/neither JSON nor XML/)).toBeVisible();
  expect(screen.getByLabelText('Longest subject')).toHaveValue('255');
});
