/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { problem, toFailure } from '../../src/contract/problems';
import { defaultPreferences } from '../../src/contract/defaultPreferences';
import type { RecordView } from '../../src/contract/records';
import { defaultSettings } from '../../src/contract/settings';
import { readStamp, writeStamp, type Stamp } from '../../src/contract/stamp';
import { DeskContext, type Desk } from '../../src/taskpane/desk';
import type { DraftKnown } from '../../src/taskpane/draftKnown';
import DraftView from '../../src/taskpane/DraftView';
import type { GivenToken } from '../../src/taskpane/giveToken';
import { Themed } from '../../src/ui/theme';
import { anna, annaRecord, renewal, settings, tracking, user, uuid } from './samples';

beforeAll(() => {
  window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never;
});

const draftOf = (change: Partial<DraftKnown> = {}): DraftKnown => ({
  kind: 'message',
  to: [{ address: 'anna@contoso.example', name: 'Anna K.' }],
  cc: [],
  bcc: [],
  missing: false,
  people: [{ address: 'anna@contoso.example', name: 'Anna K.' }],
  subject: 'Offer',
  sensitivity: 'normal',
  held: { stamp: null, here: false, write: async () => ({ header: true, property: true }) },
  rename: async () => true,
  carriers: { subject: true, header: true, property: true },
  toldOfSending: true,
  resolved: [anna],
  own: null,
  inherited: null,
  answers: null,
  answersPrivate: false,
  standing: null,
  settings,
  preferences: defaultPreferences,
  away: null,
  ...change,
});

const write = async () => ({ header: true, property: true });

const autoTracked = (autoTrack: 'known' | 'everyone', more: object = {}) => ({
  ...settings,
  settings: { ...defaultSettings, autoTrack, ...more },
});

function setUp(change: Partial<DraftKnown> = {}, given: GivenToken = { token: 'CRM:0001001', why: null }) {
  const written: (Stamp | null)[] = [];
  const renamed: string[] = [];
  const known = draftOf({
    held: { stamp: null, here: false, write: async (stamp) => (written.push(stamp), { header: true, property: true }) },
    rename: async (change) => (renamed.push(change('Offer')), true),
    ...change,
  });
  const ids = { last: 0 };
  const desk = {
    user: user.address,
    now: () => 0,
    mint: () => uuid((ids.last += 1)),
    giveToken: jest.fn(async () => given),
    leaveSent: jest.fn(async () => null),
    openRecord: () => {},
    openOptions: () => {},
    forget: async () => ({}),
    search: async () => [],
    after: () => () => {},
  } as unknown as Desk;
  const show = (now: DraftKnown) => (
    <Themed>
      <DeskContext value={desk}>
        <DraftView known={now} />
      </DeskContext>
    </Themed>
  );
  const { rerender, container } = render(show(known));
  return {
    written,
    renamed,
    container,
    asked: desk.giveToken as jest.Mock,
    leftAlone: desk.leaveSent as jest.Mock,
    learn: (more: Partial<DraftKnown>) => act(async () => rerender(show({ ...known, ...more }))),
    press: async (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name })),
    settle: () => act(async () => new Promise((resolve) => setTimeout(resolve, 0))),
  };
}

const headline = () => screen.getByRole('heading', { level: 1 }).textContent;

test('T4 nothing is tracked unless somebody wants it, and the pane says why', async () => {
  const { written, settle, container } = setUp();
  await settle();
  expect(headline()).toBe('Will not be tracked');
  expect(screen.getByText('Your organisation does not track mail on its own.')).toBeVisible();
  expect(written).toEqual([]);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations).toEqual([]);
});

test('T4 one click tracks it to the one record of its one recipient, with a token', async () => {
  const { written, press, settle } = setUp();
  await press('Track');
  await settle();
  expect(headline()).toBe('Will be tracked regarding Anna Kowalska');
  expect(screen.getByTestId('token')).toHaveTextContent('CRM:0001001');
  expect(written.at(-1)).toMatchObject({ by: 'hand', track: true, token: 'CRM:0001001', regarding: { id: uuid(51) } });
  expect(new Set(written.map((stamp) => stamp?.mark)).size).toBe(1);
  expect(
    screen.getByText('It carries the token in its subject, a hidden header and a note on your own copy.'),
  ).toBeVisible();
});

test('E2 what the pane wrote on a draft reads and writes to the letter the same: a send need not write it again', async () => {
  const { written, press, settle } = setUp({ settings: autoTracked('everyone') });
  await settle();
  await press('Do not track');
  await settle();
  await press('Track');
  await settle();
  expect(new Set(written.map((stamp) => stamp?.by))).toEqual(new Set(['rule', 'hand']));
  for (const stamp of written) expect(writeStamp(readStamp(writeStamp(stamp!))!)).toBe(writeStamp(stamp!));
});

describe('V3 private while it is written', () => {
  const turn = () =>
    userEvent.click(screen.getByRole('switch', { name: /^Private: only you and the people o. this m/ }));
  const checked = () => screen.getByRole<HTMLInputElement>('switch').checked;

  test('a switch says who reads it, and the draft carries that', async () => {
    const { written, press, settle, container } = setUp();
    expect(screen.queryByRole('switch')).toBeNull();
    await press('Track');
    await settle();
    expect(checked()).toBe(false);
    expect(written.at(-1)?.private).toBeUndefined();
    await turn();
    await settle();
    expect(written.at(-1)).toMatchObject({ by: 'hand', private: true, token: 'CRM:0001001' });
    for (const stamp of written) expect(writeStamp(readStamp(writeStamp(stamp!))!)).toBe(writeStamp(stamp!));
    await press('Remove token');
    await settle();
    expect(written.at(-1)).toMatchObject({ private: true, token: null });
    await turn();
    await settle();
    expect([written.at(-1)?.private, checked()]).toEqual([false, false]);
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });

  test('what the rule tracks, or may track, is kept private without a click on Track', async () => {
    const { written, settle } = setUp({ settings: autoTracked('everyone') });
    await settle();
    await turn();
    await settle();
    expect(written.at(-1)).toMatchObject({ by: 'rule', track: true, private: true, regarding: { id: uuid(51) } });
  });

  test('an answer to a private mail is private by itself, says so, and can be shared', async () => {
    const { written, press, settle } = setUp({ answersPrivate: true });
    await press('Track');
    await settle();
    expect(written.at(-1)).toMatchObject({ by: 'hand', private: true });
    expect(screen.getByText(/^It answers a private mail, so it is private too unless/)).toBeVisible();
    await turn();
    await settle();
    expect(written.at(-1)?.private).toBe(false);
    expect(screen.getByText(/and you share this one\.$/)).toBeVisible();
  });

  test('an answer that the rule may track carries it before anybody clicks', async () => {
    const { written, settle } = setUp({
      answersPrivate: true,
      settings: autoTracked('known'),
      resolved: [],
      away: away(),
    });
    await settle();
    expect(written).toEqual([expect.objectContaining({ by: 'rule', private: true, token: null })]);
  });

  test('a meeting that is marked private says so, and nothing is written for it', async () => {
    const { written, settle } = setUp({
      kind: 'appointment',
      sensitivity: 'private',
      settings: autoTracked('everyone', { trackPrivate: true }),
    });
    await settle();
    expect(checked()).toBe(true);
    expect(screen.getByText(/^It is marked so in Outlook, so it is private too/)).toBeVisible();
    expect(written.at(-1)?.private).toBeUndefined();
    await turn();
    await settle();
    expect(written.at(-1)?.private).toBe(false);
  });

  test('where the note does not stay on the draft it is not promised', async () => {
    const { press, settle } = setUp({
      held: { stamp: null, here: false, write: async () => ({ header: true, property: false }) },
    });
    await press('Track');
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    await turn();
    await settle();
    expect(screen.getByRole('alert')).toHaveTextContent('Outlook did not take the note on this draft');
  });
});

const away = () => toFailure(problem('offline'));

test('T4 an offline token is explained', async () => {
  const { press, settle } = setUp({ away: toFailure(problem('offline')) }, { token: 'CRM:1001001', why: null });
  await press('Track');
  await settle();
  expect(screen.getByText(/made on this device, without a line to the server/)).toBeVisible();
  expect(screen.getByText('What you choose here is kept on the draft.')).toBeVisible();
});

test.each([
  ['it knows a record of the recipient', [anna], 'Will be tracked regarding Anna Kowalska', 'CRM:1001001'],
  ['it does not know the recipient', [], 'May be tracked when it is sent', undefined],
])('T4 without a line, where %s, the pane says what the handler will do', async (_what, resolved, told, token) => {
  const settings = autoTracked('known');
  const away = toFailure(problem('offline'));
  const { settle } = setUp({ away, settings, resolved }, { token: 'CRM:1001001', why: null });
  await settle();
  expect(headline()).toBe(told);
  expect(screen.queryByTestId('token')?.textContent).toBe(token);
});

test('T4 in an answer the token of its thread stands in the subject already, and the pane says so', async () => {
  const subject = 'Re: Offer CRM:0001001';
  const { press, settle, asked } = setUp({ subject, standing: 'CRM:0001001' });
  await press('Track');
  await settle();
  expect(screen.getByText('It stands in the subject.')).toBeVisible();
  expect(asked).not.toHaveBeenCalled();
});

test('T4 people are whom it goes to, not who writes it', async () => {
  const writer = { address: user.address, user: { name: user.name }, records: [] };
  const { settle } = setUp({ resolved: [writer as never, anna] });
  await settle();
  expect(screen.queryByText(/alice@northwind/)).toBeNull();
  expect(screen.getByText(/anna@contoso/)).toBeVisible();
});

test('T4 without a number left it is tracked all the same, and the pane says so', async () => {
  const { written, press, settle } = setUp({}, { token: null, why: 'The numbers are used up.' });
  await press('Track');
  await settle();
  expect(screen.getByText(/No readable token could be given. The numbers are used up./)).toBeVisible();
  expect(written.at(-1)).toMatchObject({ track: true, token: null });
});

test('T4 the token can be taken away and put back; the second time it is the same', async () => {
  const { written, press, settle } = setUp();
  await press('Track');
  await settle();
  await press('Remove token');
  await settle();
  expect(written.at(-1)).toMatchObject({ track: true, token: null });
  expect(screen.queryByTestId('token')).toBeNull();
  await press('Put it back');
  await settle();
  expect(written.at(-1)?.token).toBe('CRM:0001001');
});

test('T4 a token that was taken away stays away when the pane opens anew, until its writer wants one', async () => {
  const held: Stamp = { mark: uuid(900), by: 'hand', track: true, regarding: null, token: null };
  const { written, asked, press, settle } = setUp({
    held: { stamp: held, here: false, write: async (stamp) => (written.push(stamp), await write()) },
  });
  await settle();
  expect(asked).not.toHaveBeenCalled();
  expect(screen.getByText(/^It carries no token\./)).toBeVisible();
  await press('Put one in');
  await settle();
  expect(screen.getByTestId('token')).toHaveTextContent('CRM:0001001');
});

test('T4 of several records the rule takes the first that is open, and the pane names it before', async () => {
  const closed: RecordView = { ...annaRecord, id: uuid(61), name: 'Old case', type: 'case', state: 'closed' };
  const second: RecordView = { ...annaRecord, id: uuid(62), name: 'Contoso', type: 'account' };
  const resolved = [{ ...anna, records: [closed, annaRecord, second] }];
  const { written, settle } = setUp({ settings: autoTracked('everyone'), resolved });
  await settle();
  expect(headline()).toBe('Will be tracked regarding Anna Kowalska');
  expect(written.at(-1)).toMatchObject({ by: 'rule', regarding: { id: annaRecord.id } });
});

test('T4 of those who get it blindly a record is the last that the rule takes', async () => {
  const fred = {
    address: 'fred@fabrikam.example',
    user: null,
    records: [{ ...annaRecord, id: uuid(63), name: 'Fred' }],
  };
  const { settle } = setUp({
    settings: autoTracked('everyone'),
    resolved: [fred, anna],
    bcc: [{ address: 'Fred@fabrikam.example', name: '' }],
  });
  await settle();
  expect(headline()).toBe('Will be tracked regarding Anna Kowalska');
});

test('T4 where the rule is not known on this device, nobody says that it leaves the mail alone', async () => {
  const { written, settle } = setUp({ settings: null, away: toFailure(problem('offline')) });
  await settle();
  expect(headline()).toBe('May be tracked when it is sent');
  expect(written).toEqual([]);
});

test('T4 an answer goes to the record of its conversation and keeps the token of its thread', async () => {
  const { written, asked, press, settle } = setUp({ inherited: renewal, standing: 'CRM:0001007' });
  await press('Track');
  await settle();
  expect(headline()).toBe(`Will be tracked regarding ${renewal.name}`);
  expect(written.at(-1)?.token).toBe('CRM:0001007');
  expect(asked).not.toHaveBeenCalled();
});

test('O4 a screen reader is told what will happen, and when that changes', async () => {
  const { press, settle } = setUp({ settings: autoTracked('everyone') });
  await settle();
  const told = () => screen.getByRole('status').textContent;
  expect(told()).toMatch(/^Will be tracked regarding Anna Kowalska\. /);
  await press('Do not track');
  await settle();
  expect(told()).toMatch(/^Will not be tracked\. /);
});

test('T4 mail that the rule will track is prepared; a choice by hand stands above it', async () => {
  const { written, press, settle } = setUp({ settings: autoTracked('everyone') });
  await settle();
  expect(headline()).toBe('Will be tracked regarding Anna Kowalska');
  expect(written.at(-1)).toMatchObject({ by: 'rule', track: true, token: 'CRM:0001001' });
  await press('Do not track');
  await settle();
  expect(headline()).toBe('Will not be tracked');
  expect(written.at(-1)).toMatchObject({ by: 'hand', track: false });
});

test.each([
  ['an address never to be tracked', { settings: autoTracked('everyone', { neverTrack: ['anna@contoso.example'] }) }],
  ['its domain', { settings: autoTracked('everyone', { neverTrack: ['contoso.example'] }) }],
  ['colleagues alone', { settings: autoTracked('everyone'), people: [user] }],
  ['a private meeting', { settings: autoTracked('everyone'), sensitivity: 'private' as const }],
  ['people without record', { settings: autoTracked('known'), resolved: [{ ...anna, records: [] }] }],
  [
    'a sender who does not want it',
    { settings: autoTracked('everyone'), preferences: { ...defaultPreferences, autoTrack: false } },
  ],
])('T4 the rule leaves %s alone, and the pane says so before it is sent', async (_what, change) => {
  const { written, settle } = setUp(change);
  await settle();
  expect(headline()).toBe('Will not be tracked');
  expect(written).toEqual([]);
});

test('T4 a recipient who turns the rule away takes the prepared token off the draft', async () => {
  const never = { settings: autoTracked('everyone', { neverTrack: ['press@paper.example'] }) };
  const { written, learn, settle } = setUp(never);
  await settle();
  const press = { address: 'press@paper.example', name: '' };
  await learn({ ...never, people: [{ address: 'anna@contoso.example', name: '' }, press] });
  await settle();
  expect(headline()).toBe('Will not be tracked');
  expect(written.at(-1)?.token).toBeNull();
});

test('T4 where Outlook tells nobody of the sending, the token stands in the subject at once, and goes with the choice', async () => {
  const { renamed, press, settle } = setUp({ toldOfSending: false });
  await press('Track');
  await settle();
  expect(renamed.at(-1)).toBe('Offer CRM:0001001');
});

test('T4 on a telephone the pane says what it cannot write, and asks for no number', async () => {
  const { asked, press, settle } = setUp({ carriers: { subject: false, header: true, property: true } });
  await press('Track');
  await settle();
  expect(asked).not.toHaveBeenCalled();
  expect(screen.getByText('This Outlook does not let add-ins write the subject.')).toBeVisible();
});

test('T4 a meeting has a record and no token', async () => {
  const { written, asked, press, settle } = setUp({ kind: 'appointment' });
  await press('Track');
  await settle();
  expect(asked).not.toHaveBeenCalled();
  expect(written.at(-1)).toMatchObject({ track: true, token: null });
});

test('Q5 a mail that was called back can be left alone, or tracked otherwise', async () => {
  const held: Stamp = { mark: uuid(900), by: 'hand', track: true, regarding: null, token: 'CRM:0001001' };
  const own = tracking({ pending: true });
  const { leftAlone, press, settle } = setUp({
    held: { stamp: held, here: false, write },
    own,
    subject: 'Offer CRM:0001001',
  });
  expect(headline()).toBe('Will be tracked without record');
  expect(screen.getByText(/^It was sent and called back/)).toBeVisible();
  await press('Do not track');
  await settle();
  expect(headline()).toBe('Will not be tracked');
  expect(leftAlone).toHaveBeenCalledWith({ mark: uuid(900), subject: 'Offer CRM:0001001', tracked: true });
  await press('Track');
  expect(headline()).toMatch(/^Will be tracked/);
});

test('T4 a meeting that was sent already is shown as it is tracked', async () => {
  setUp({ kind: 'appointment', own: tracking() });
  expect(headline()).toBe(`Tracked regarding ${renewal.name}`);
  expect(screen.queryByRole('button', { name: 'Do not track' })).toBeNull();
});

test('T4 a draft that takes no stamp is told', async () => {
  const { press, settle } = setUp({
    held: { stamp: null, here: false, write: async () => ({ header: false, property: false }) },
    carriers: { subject: true, header: true, property: true },
    kind: 'appointment',
  });
  await press('Track');
  await settle();
  expect(screen.getByText(/Outlook did not take the note/)).toBeVisible();
});
