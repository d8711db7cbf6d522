/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { Overview } from '../../src/contract/overview';
import { problem } from '../../src/contract/problems';
import { bytesWords } from '../../src/admin/overview/health';
import { OverviewSection } from '../../src/admin/overview/OverviewSection';
import { barsOf, decidedGrid, trackedGrid } from '../../src/admin/overview/series';
import { alice, bob, fakeApi } from '../record/fakes';

// Typing and axe take their time on a busy machine.
jest.setTimeout(30_000);

/** The drawing itself is the library’s and needs a browser: it is looked at in a walk. */
jest.mock('../../src/admin/overview/Chart', () => ({
  Bars: ({ words }: { words: string }) => <div role="img" aria-label={words} />,
}));

const layout = { prefix: 'CRM:', userDigits: 3, counterDigits: 3 };
const overview: Overview = {
  zone: 'Europe/Berlin',
  days: ['2026-11-19', '2026-11-20', '2026-11-21'],
  tracked: [
    { day: '2026-11-19', method: 'replyTo', count: 5 },
    { day: '2026-11-21', method: 'replyTo', count: 7 },
    { day: '2026-11-21', method: 'hand', count: 1 },
  ],
  decided: [{ day: '2026-11-20', chosen: 2, moved: 1, takenBack: 0 }],
  spaces: [{ ...alice, layout, offline: false, taken: 900, size: 1000, daysLeft: 3, daysLeftWider: 90 }],
  pending: [{ ...bob, count: 2, oldest: '2026-11-20T10:00:00Z' }],
  health: {
    ...{ databaseBytes: 12_300_000, mails: 13, records: 4, auditRows: 40, answeredIn: 8 },
    jobs: [{ name: 'retention', endedAt: null, dueAt: '2026-11-22T00:00:00Z', running: false }],
  },
};
const me = { user: alice, organisation: 'Northwind Traders', role: 'administrator' } as const;
const empty: Overview = { ...overview, tracked: [], decided: [], spaces: [], pending: [] };

const show = (answer: () => Overview) => {
  const api = fakeApi({ overview: answer });
  return { api, ...render(<OverviewSection api={api} me={me} />) };
};

test('D4 each picture says in words what it shows, and a table behind it says the same', async () => {
  const { container } = show(() => overview);
  expect(await screen.findByRole('img', { name: '13 mails tracked: Reply 12, By hand 1.' })).toBeVisible();
  expect(screen.getByText('Days are those of Europe/Berlin.')).toBeVisible();
  const user = userEvent.setup();
  for (const name of ['Tracked mails a day', 'Held and corrected', 'Token space', 'Sent mail that waits']) {
    await user.click(screen.getByRole('button', { name: `${name}: show as table` }));
    expect(screen.getByRole('group', { name: `${name}, as a table` })).toBeVisible();
  }
  expect(screen.queryByRole('img')).toBeNull();
  const table = screen.getByRole('group', { name: 'Tracked mails a day, as a table' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['Day', 'Reply', 'By hand']);
  expect(within(table).getAllByRole('row')[3]).toHaveTextContent(/71$/);
  expect(screen.getByText('12 MB')).toBeVisible();
  const rules = { 'color-contrast': { enabled: false } };
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
});

test('D4 where there is nothing to show it says so, and draws nothing', async () => {
  show(() => empty);
  expect(await screen.findByText('Nothing was tracked in this time.')).toBeVisible();
  expect(screen.getByText('No token has taken a number yet.')).toBeVisible();
  expect(screen.queryByRole('img')).toBeNull();
});

test('D4 another time is another question; a failure is told and can be tried again', async () => {
  const answers = [
    () => overview,
    () => {
      throw problem('storeAway');
    },
    () => empty,
  ];
  const { api } = show(() => (answers.shift() ?? (() => empty))());
  await screen.findByText(/13 mails tracked/);
  const user = userEvent.setup();
  await user.selectOptions(screen.getByLabelText('Time'), 'The last 365 days');
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot reach its database');
  expect(api.asked.at(-1)?.[1]).toMatchObject({ body: { days: 365 } });
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Nothing was tracked in this time.')).toBeVisible();
});

test('D4 a long time is drawn in spans that lose no mail', () => {
  const days = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  for (const most of [4, 7, 31]) {
    const bars = barsOf(days, most);
    expect(bars.length).toBeLessThanOrEqual(most);
    expect(bars.flatMap((bar) => [...bar.days])).toEqual(days);
  }
  const year = { ...overview, days, tracked: days.map((day) => ({ day, method: 'token' as const, count: 1 })) };
  const { rows } = trackedGrid(year, 7);
  expect(rows.reduce((all, { counts }) => all + (counts[0] ?? 0), 0)).toBe(365);
  expect(decidedGrid(overview).rows.map(({ counts }) => counts)).toEqual([
    [0, 0, 0],
    [2, 1, 0],
    [0, 0, 0],
  ]);
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [12_300_000, '12 MB'],
  [9.9e15, '9900 TB'],
])('D4 %d bytes are “%s”', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});
