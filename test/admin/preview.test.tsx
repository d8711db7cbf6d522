/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultSettings, type SettingsReply } from '../../src/contract/settings';
import { problem } from '../../src/contract/problems';
import { makeDraft, type Draft } from '../../src/admin/draft';
import { readAnswer } from '../../src/admin/preview/readAnswer';
import { TokenPreview } from '../../src/admin/preview/TokenPreview';
import { fakeApi } from '../record/fakes';

const old = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };
const older = { prefix: 'NW', userDigits: 2, counterDigits: 5 };
const stored: SettingsReply = {
  version: 3,
  settings: defaultSettings,
  tokenLayouts: [old, older],
  users: [],
  ownDomains: [],
  changedBy: null,
  reason: null,
};
const draft = (change: Partial<Draft> = {}): Draft => ({ ...makeDraft(defaultSettings), ...change });
const open = (change: Partial<Draft>, nextTokens: Parameters<typeof fakeApi>[0]['nextTokens']) => {
  const api = fakeApi({ ...(nextTokens ? { nextTokens } : {}) });
  render(<TokenPreview api={api} draft={draft(change)} stored={stored} />);
  return api;
};
const box = () => within(screen.getByRole('region', { name: 'Preview' }));

describe('the preview', () => {
  test('T1 shows the numbers that the server would give now', async () => {
    const api = open({ prefix: 'TM-' }, () => ({ online: 'TM-0004012', offline: 'TM-1004007', why: null }));
    expect(await box().findByText('Your offer TM-0004012')).toBeVisible();
    expect(box().getByText('Your offer TM-1004007')).toBeVisible();
    expect(box().getByText(/your next numbers; looking takes none/)).toBeVisible();
    expect(box().getByText(/here 4\./)).toBeVisible();
    const asked = { token: { ...old, prefix: 'TM-' }, tokenBase: 0, activeDays: 180 };
    expect(api.asked.map(([name, input]) => [name, (input as { body: unknown }).body])).toEqual([
      ['nextTokens', asked],
    ]);
  });

  test('T1 says why there would be none, and that an example is one', async () => {
    open({}, () => ({ online: null, offline: null, why: 'Each of your numbers belongs to an active thread.' }));
    expect(await box().findByText('An example. Each of your numbers belongs to an active thread.')).toBeVisible();
    expect(box().getByText('Your offer CRM:0001007')).toBeVisible();
  });

  test('T1 H1 stays an example where the server cannot be asked', async () => {
    open({}, () => Promise.reject(problem('storeAway')));
    expect(await box().findByText(/^An example: the server could not say/)).toBeVisible();
  });

  test('T2 shows the longest there can be, and a subject cut for its token', () => {
    open({ subjectLength: '255', whenNumbersRunOut: 'widen' }, () => ({ online: null, offline: null, why: null }));
    expect(box().getByText('CRM:1999999')).toBeVisible();
    expect(box().getByText(/^The longest, 11 characters \(17 should numbers run out/)).toBeVisible();
    const cut = box().getByText(/^Minutes of our meeting .*… CRM:0001007$/);
    expect(cut.textContent).toHaveLength(255);
    expect(box().getByText(/cut to 255/)).toBeVisible();
  });

  test('T1 reads an answer to mail of every layout so far as it would be read after saving', () => {
    open({ prefix: 'TM-', userDigits: '5' }, () => ({ online: null, offline: null, why: null }));
    expect(box().getByText(/In use so far: CRM: with 3 \+ 3 digits; NW with 2 \+ 5 digits/)).toBeVisible();
    const found = box().getAllByText(
      /^A reply to a mail with (CRM:0001007|NW00100007) finds its record as before: Token/,
    );
    expect(found).toHaveLength(2);
    expect(box().getByRole('heading', { name: 'Mail that was sent before this change' })).toBeVisible();
  });
});

describe('an answer to mail of an earlier layout', () => {
  const layouts = [{ prefix: 'TM-', userDigits: 5, counterDigits: 3 }, old, older];

  test('T1 is found as long as its layout is among those that are read', () => {
    expect(readAnswer(older, { layouts, useTokens: true })).toEqual({
      token: 'NW00100007',
      found: true,
      sentence:
        'A reply to a mail with NW00100007 finds its record as before: Token NW00100007 in the subject, and customer@outside.example took part in that thread.',
    });
    expect(readAnswer(older, { layouts: layouts.slice(0, 2), useTokens: true }).found).toBe(false);
  });

  test('T1 is not found by it where tokens are not read, and the engine says so', () => {
    expect(readAnswer(old, { layouts, useTokens: false })).toMatchObject({
      found: false,
      sentence: 'A reply to a mail with CRM:0001007 is not linked by it: Tracking tokens are turned off.',
    });
  });
});

test('T1 nothing is asked of a layout that makes no token', async () => {
  const api = open({ userDigits: '99' }, undefined);
  expect(screen.getByText(/no preview until/)).toBeVisible();
  await userEvent.setup().tab();
  expect(api.asked).toEqual([]);
});
