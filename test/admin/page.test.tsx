/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import { problem } from '../../src/contract/problems';
import { defaultSettings, type Settings, type SettingsReply } from '../../src/contract/settings';
import type { NumberSpace } from '../../src/contract/sending';
import { App } from '../../src/admin/App';
import { alice, fakeApi as answering, mail } from '../record/fakes';

const reply = (version: number, change: Partial<Settings> = {}, by = 'Alice Berg'): SettingsReply => ({
  version,
  settings: { ...defaultSettings, ...change },
  tokenLayouts: [defaultSettings.token],
  users: [],
  ownDomains: [],
  changedBy: version === 1 ? null : by,
  reason: version === 1 ? null : 'because',
});

const me =
  (role: 'administrator' | 'user' = 'administrator') =>
  () => ({ user: alice, organisation: 'Northwind Traders', role });

/** Nobody has used a number or chosen anything. */
const fakeApi: typeof answering = (answers) =>
  answering({
    numberSpaces: () => ({ spaces: [] }),
    preferences: () => defaultPreferences,
    pending: () => ({ pending: [] }),
    trial: () => ({ trial: null }),
    nextTokens: () => ({ online: null, offline: null, why: null }),
    ...answers,
  });

interface Sent {
  readonly body: { readonly version: number; readonly reason: string; readonly settings: Settings };
}
const bodyOf = (input: unknown) => (input as Sent).body;

async function change(label: string, value: string) {
  const user = userEvent.setup();
  const field = await screen.findByLabelText(label);
  await user.clear(field);
  await user.click(field);
  await user.paste(value);
}

const giveReason = (words = 'new house rule') => change('Reason*', words);
const press = async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name }));

beforeEach(() => void (location.hash = '#settings'));

test('H1 a reason and the changed settings are sent with the version that was looked at, and the result is told', async () => {
  const api = fakeApi({
    me: me(),
    settings: () => reply(3),
    saveSettings: (input) => reply(4, bodyOf(input).settings),
  });
  render(<App api={api} />);
  await change('Category name', 'In CRM');
  await giveReason();
  await press('Save');
  expect(await screen.findByText('Saved as version 4 by Alice Berg.')).toBeVisible();
  const [, input] = api.asked.find(([name]) => name === 'saveSettings') ?? [];
  expect(bodyOf(input)).toEqual({
    version: 3,
    reason: 'new house rule',
    settings: { ...defaultSettings, categoryName: 'In CRM' },
  });
  expect(screen.getByLabelText('Reason*')).toHaveValue('');
});

test('H1 without a reason nothing is sent, and the field is named and focused', async () => {
  const api = fakeApi({ me: me(), settings: () => reply(3) });
  render(<App api={api} />);
  await change('Category name', 'In CRM');
  await press('Save');
  expect(await screen.findByRole('list', { name: 'Not right yet' })).toHaveTextContent(
    'Reason: say in a few words why you change this.',
  );
  await waitFor(() => expect(screen.getByLabelText('Reason*')).toHaveFocus());
});

test('H1 a field out of bounds is named, and nobody is scolded before the first try', async () => {
  const api = fakeApi({ me: me(), settings: () => reply(3) });
  render(<App api={api} />);
  await change('Longest subject', '12');
  await giveReason();
  expect(screen.queryByText(/Longest subject: give/)).toBeNull();
  await press('Save');
  const sentence = 'Longest subject: give a whole number from 255 to 400.';
  expect(screen.getByRole('list', { name: 'Not right yet' })).toHaveTextContent(sentence);
  expect(screen.getByLabelText('Longest subject')).toHaveAccessibleDescription(expect.stringContaining(sentence));
  expect(api.asked.map(([name]) => name)).not.toContain('saveSettings');
});

test('H1 saving without a change says so and asks nobody', async () => {
  render(<App api={fakeApi({ me: me(), settings: () => reply(3) })} />);
  await press('Save');
  expect(await screen.findByText('Nothing has changed, so nothing was saved.')).toBeVisible();
});

test('T1 the preview follows what is typed, and says when there is none', async () => {
  render(<App api={fakeApi({ me: me(), settings: () => reply(3) })} />);
  const preview = within(await screen.findByRole('region', { name: 'Preview' }));
  expect(preview.getByText(/^Your offer CRM:0001007/)).toBeVisible();
  await change('Prefix', 'TM-');
  expect(preview.getByText(/^Your offer TM-0001007/)).toBeVisible();
  expect(preview.getByText(/^Your offer TM-1001007/)).toBeVisible();
  await change('Digits for user numbers', '99');
  expect(preview.getByText(/no preview until/)).toBeVisible();
});

test('O1 the form says what is not saved yet, and can drop it', async () => {
  render(<App api={fakeApi({ me: me(), settings: () => reply(3) })} />);
  await change('Prefix', 'TM-');
  expect(screen.getByText('Not saved yet: Prefix.')).toBeVisible();
  await press('Drop my changes');
  expect(screen.getByText('Your changes are dropped.')).toBeVisible();
  expect(screen.getByLabelText('Prefix')).toHaveValue('CRM:');
});

test('H1 a failed save keeps what was typed and says that nothing is lost', async () => {
  const saveSettings = jest.fn().mockRejectedValueOnce(problem('storeAway'));
  render(<App api={fakeApi({ me: me(), settings: () => reply(3), saveSettings })} />);
  await change('Prefix', 'TM-');
  await giveReason();
  await press('Save');
  expect(await screen.findByText('The server cannot reach its database.')).toBeVisible();
  expect(screen.getByLabelText('Prefix')).toHaveValue('TM-');
  expect(screen.getByLabelText('Reason*')).toHaveValue('new house rule');
});

describe('a version conflict', () => {
  const theirs = reply(4, { token: { ...defaultSettings.token, prefix: 'NW:' }, forwards: 'ask' }, 'Bob Lindqvist');

  function conflicting() {
    const settings = jest.fn().mockResolvedValueOnce(reply(3)).mockResolvedValue(theirs);
    const saveSettings = jest
      .fn()
      .mockRejectedValueOnce(problem('changedMeanwhile'))
      .mockImplementation(async (input: unknown) => reply(5, bodyOf(input).settings));
    return { api: fakeApi({ me: me(), settings, saveSettings }), saveSettings };
  }

  async function meetTheConflict() {
    const world = conflicting();
    render(<App api={world.api} />);
    await change('Prefix', 'TM:');
    await change('Longest subject', '300');
    await giveReason();
    await press('Save');
    return {
      ...world,
      box: within(await screen.findByRole('region', { name: 'Somebody changed the settings before you' })),
    };
  }

  test('H1 shows who changed what, and nothing is saved until the person decides', async () => {
    const { box, saveSettings } = await meetTheConflict();
    expect(box.getByText(/Bob Lindqvist saved version 4, because: because. Yours began from version 3/)).toBeVisible();
    expect(box.getByText(/Prefix: was “CRM:”, now “NW:”./)).toBeVisible();
    expect(box.getByText(/Forwarded mail: was “Belong to the record of the original”, now “Ask first”./)).toBeVisible();
    expect(box.getByRole('heading')).toHaveFocus();
    await press('Save');
    expect(saveSettings).toHaveBeenCalledTimes(1);
  });

  test('H1 my changes on top: theirs stand where I changed nothing, and I choose where both did', async () => {
    const { box, saveSettings } = await meetTheConflict();
    await userEvent.setup().click(box.getByRole('radio', { name: 'Mine: “TM:”' }));
    await press('Put my changes on top');
    expect(screen.getByLabelText('Prefix')).toHaveValue('TM:');
    await press('Save');
    expect(await screen.findByText('Saved as version 5 by Alice Berg.')).toBeVisible();
    expect(bodyOf(saveSettings.mock.calls[1]?.[0])).toMatchObject({
      version: 4,
      settings: { token: { prefix: 'TM:' }, forwards: 'ask', subjectLength: 300 },
    });
  });

  test('H1 taking theirs drops mine', async () => {
    await meetTheConflict();
    await press('Take theirs, drop mine');
    expect(screen.getByLabelText('Prefix')).toHaveValue('NW:');
    expect(screen.getByLabelText('Longest subject')).toHaveValue('255');
    expect(screen.getByText('No changes yet.')).toBeVisible();
  });

  test('H1 after a lost answer it is the own save that is met: it counts as saved', async () => {
    const settings = jest
      .fn()
      .mockResolvedValueOnce(reply(3))
      .mockResolvedValue(reply(4, { categoryName: 'In CRM' }));
    const saveSettings = () => Promise.reject(problem('changedMeanwhile'));
    render(<App api={fakeApi({ me: me(), settings, saveSettings })} />);
    await change('Category name', 'In CRM');
    await giveReason();
    await press('Save');
    expect(
      await screen.findByText('These settings are already stored. Saved as version 4 by Alice Berg.'),
    ).toBeVisible();
  });
});

test('W1 who is no administrator reads the settings and finds no control for them', async () => {
  render(<App api={fakeApi({ me: me('user'), settings: () => reply(3) })} />);
  expect(await screen.findByText(/Only administrators of Northwind Traders can change these settings/)).toBeVisible();
  expect(screen.getByText('Tracked to CRM')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('H1 settings that do not load show the Problem and come at the second try', async () => {
  const settings = jest.fn().mockRejectedValueOnce(problem('offline')).mockResolvedValue(reply(1));
  render(<App api={fakeApi({ me: me(), settings })} />);
  expect(await screen.findByRole('alert')).toHaveTextContent('The server cannot be reached.');
  await press('Retry');
  expect(await screen.findByLabelText('Prefix')).toHaveValue('CRM:');
  expect(screen.getByText(/Nobody has changed the settings yet/)).toBeVisible();
});

test('O4 form, faults and conflict have no fault that axe finds', async () => {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const settings = jest
    .fn()
    .mockResolvedValueOnce(reply(3))
    .mockResolvedValue(reply(4, { categoryName: 'Theirs' }));
  const saveSettings = () => Promise.reject(problem('changedMeanwhile'));
  const { container } = render(<App api={fakeApi({ me: me(), settings, saveSettings })} />);
  await change('Category name', '');
  await press('Save');
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
  await change('Category name', 'Mine');
  await giveReason();
  await press('Save');
  await screen.findByRole('region', { name: 'Somebody changed the settings before you' });
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
});

describe('numbers in use', () => {
  const space = (name: string, taken: number, part: Partial<NumberSpace> = {}): NumberSpace => ({
    address: `${name}@northwind.example`,
    name,
    layout: defaultSettings.token,
    offline: false,
    taken,
    size: 1000,
    daysLeft: 30,
    daysLeftWider: 930,
    ...part,
  });
  const show = (spaces: NumberSpace[], change: Partial<Settings> = {}) =>
    render(<App api={fakeApi({ me: me(), settings: () => reply(3, change), numberSpaces: () => ({ spaces }) })} />);

  test('T3 an administrator sees who has taken how many, how long the rest lasts, and what a digit more would give', async () => {
    const { container } = show([
      space('Alice', 400),
      space('Bob', 0),
      space('Carol', 1, { offline: true, daysLeft: null }),
    ]);
    await screen.findByText('With one digit more', {}, { timeout: 5000 });
    const table = within(screen.getByRole('table'));
    const rows = table.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual([
      expect.stringContaining('Person'),
      'Aliceonline400 of 1000 (40 %)30 days930 days',
      'Caroloffline1 of 1000 (0 %)not used lately930 days',
    ]);
    expect(screen.queryByText(/has used/)).toBeNull();
    const rules = { 'color-contrast': { enabled: false } };
    expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
  });

  test.each<[Settings['whenNumbersRunOut'], RegExp]>([
    [
      'widen',
      /Alice has used 800 of 1000 \(80 %\).*lasts 12 days\. One digit more would last 900 days\. After that new tokens get one digit more\./,
    ],
    ['none', /After that mail leaves without a token\./],
  ])('T3 from four fifths on it is said in words what comes next (%s)', async (whenNumbersRunOut, words) => {
    show([space('Alice', 800, { daysLeft: 12, daysLeftWider: 900 }), space('Bob', 799)], { whenNumbersRunOut });
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getAllByText(/has used/)).toHaveLength(1);
  });

  test('T3 where no number is taken it says so; a failure is told and can be tried again', async () => {
    const { unmount } = show([]);
    expect(await screen.findByText('No token has taken a number yet.')).toBeVisible();
    unmount();
    const numberSpaces = () => {
      throw problem('storeAway');
    };
    render(<App api={fakeApi({ me: me(), settings: () => reply(3), numberSpaces })} />);
    expect(await screen.findByText(/cannot reach its database/)).toBeVisible();
    expect(screen.getByLabelText('Prefix')).toBeVisible();
  });

  test('T3 a widened counter is told by the settings’ version line', async () => {
    const api = fakeApi({
      me: me(),
      settings: () => ({ ...reply(4), changedBy: null, reason: 'Every number of Bob is taken.' }),
    });
    render(<App api={api} />);
    expect(await screen.findByText('Version 4: Every number of Bob is taken.')).toBeVisible();
  });
});

describe('one’s own mail', () => {
  beforeEach(() => void (location.hash = '#mine'));
  afterEach(() => void (location.hash = ''));
  const show = (answers: Parameters<typeof fakeApi>[0], change: Partial<Settings> = {}) => {
    const api = fakeApi({ me: me('user'), settings: () => reply(3, change), ...answers });
    render(<App api={api} />);
    return api;
  };
  const choice = () => screen.findByRole('switch', { name: 'Track my mail on sending' });

  test('Q3 everybody chooses for their own mail, and reads what the organisation wants', async () => {
    const api = show({ savePreferences: () => ({ ...defaultPreferences, autoTrack: false }) }, { autoTrack: 'known' });
    expect(await choice()).toBeChecked();
    expect(screen.getByText(/tracks mail to people outside who stand for a record/)).toBeVisible();
    await userEvent.setup().click(await choice());
    await waitFor(async () => expect(await choice()).not.toBeChecked());
    expect(api.asked.at(-1)).toEqual(['savePreferences', { body: { ...defaultPreferences, autoTrack: false } }]);
  });

  test('Q1 what waits for its sent copy longer than a day is listed to its owner', async () => {
    const sent = (n: number, hours: number) => ({
      tracking: { ...mail(n, 1).tracking, pending: true },
      subject: `Offer ${n}`,
      sentAt: new Date(Date.now() - hours * 3_600_000).toISOString(),
    });
    show({ pending: () => ({ pending: [sent(1, 72), sent(2, 25), sent(3, 1)] }) });
    await screen.findByText(/copy in Sent Items was not seen yet/);
    const list = within(screen.getByRole('list', { name: /copy in Sent Items was not seen yet/ }));
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Offer 1, sent .*, Anna Holm$/),
      expect.stringMatching(/^Offer 2, sent /),
    ]);
  });

  test('Q3 a choice that was not stored is not shown as one', async () => {
    const savePreferences = () => {
      throw problem('offline');
    };
    show({ savePreferences });
    await userEvent.setup().click(await choice());
    expect(await screen.findByText(/server cannot be reached/)).toBeVisible();
    expect(await choice()).toBeChecked();
  });
});
