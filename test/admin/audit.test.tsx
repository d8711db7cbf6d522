/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { AuditRow } from '../../src/contract/audit';
import { problem } from '../../src/contract/problems';
import { AuditSection } from '../../src/admin/audit/AuditSection';
import { faultOf, everything, questionOf } from '../../src/admin/audit/auditFilter';
import { alice, bob, fakeApi, uuid } from '../record/fakes';

// Typing and axe take their time on a busy machine.
jest.setTimeout(30_000);

const row = (n: number, change: Partial<AuditRow> = {}): AuditRow => ({
  auditId: uuid(n),
  at: `2026-11-20T10:00:${String(n % 60).padStart(2, '0')}Z`,
  actor: bob,
  action: 'regard',
  entity: 'activity',
  entityId: uuid(500),
  changes: [{ name: 'regarding', before: uuid(7), after: uuid(8) }],
  records: [
    { id: uuid(7), type: 'contact', name: 'Anna Keller' },
    { id: uuid(8), type: 'opportunity', name: '200 chairs' },
  ],
  why: '',
  ...change,
});
const saved = row(2, {
  actor: alice,
  action: 'saveSettings',
  entity: 'settings',
  entityId: '4',
  records: [],
  changes: [{ name: 'subjectLength', before: '255', after: '300' }],
  why: 'as agreed',
});
const people = [{ userId: 2, ...bob }];
const me = (role: 'administrator' | 'auditor' = 'administrator') => ({
  user: alice,
  organisation: 'Northwind Traders',
  role,
});
const press = async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name }));

function show(answers: Parameters<typeof fakeApi>[0], role: 'administrator' | 'auditor' = 'administrator') {
  const api = fakeApi(answers);
  return { api, ...render(<AuditSection api={api} me={me(role)} />) };
}

test('D1 tells who did what, what became of what, and why, and axe finds no fault', async () => {
  const { container } = show({ audit: () => ({ rows: [row(1), saved], next: null, people }) });
  const list = await screen.findByRole('list', { name: 'Audit, newest first' });
  await waitFor(() => expect(within(list).getByText('Bob Lindqvist')).toBeVisible());
  expect(list).toHaveTextContent('changed the record of a mail');
  expect(list).toHaveTextContent('Record: was Anna Keller, became 200 chairs');
  expect(list).toHaveTextContent('Longest subject: was 255, became 300');
  expect(list).toHaveTextContent('Reason: as agreed');
  expect(within(list).getByRole('link', { name: 'Opportunity: 200 chairs' })).toHaveAttribute(
    'href',
    expect.stringContaining(uuid(8)),
  );
  expect(
    (await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id),
  ).toEqual([]);
});

test('D1 an auditor sees type and id of a record, and no link to it', async () => {
  const records = row(1).records.map((record) => ({ ...record, name: null }));
  show({ audit: () => ({ rows: [row(1, { records })], next: null, people }) }, 'auditor');
  expect(await screen.findByText(/was contact .*7, became opportunity .*8/)).toBeVisible();
  expect(screen.queryByRole('link')).toBeNull();
});

test('D1 asks for what was chosen, and for older rows from the last one that is shown', async () => {
  const next = { at: '2026-11-20T09:00:00Z', auditId: uuid(60) };
  const { api } = show({
    audit: (input) =>
      (input as { body: { after?: unknown } }).body.after
        ? { rows: [row(61)], next: null, people }
        : { rows: [row(1)], next, people },
  });
  await screen.findByText('1 row, and older ones.');
  const user = userEvent.setup();
  await user.selectOptions(screen.getByLabelText('Person'), 'Bob Lindqvist');
  await user.selectOptions(screen.getByLabelText('What'), 'Settings changed');
  await user.type(screen.getByLabelText('Address or id'), ' Anna@contoso.example ');
  await press('Show');
  await screen.findByText('1 row, and older ones.');
  const wish = { person: 2, kind: 'settings', about: 'Anna@contoso.example' };
  expect(api.asked.at(-1)?.[1]).toMatchObject({ body: wish });
  await press('Show older');
  expect(await screen.findByText('2 rows.')).toBeVisible();
  expect(api.asked.at(-1)?.[1]).toMatchObject({ body: { ...wish, after: next } });
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
});

test('D1 saves the file piece by piece until its end, and says how many rows it has', async () => {
  const made: Blob[] = [];
  URL.createObjectURL = (blob) => (made.push(blob as Blob), 'blob:file');
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const next = { at: '2026-11-20T09:00:00Z', auditId: uuid(60) };
  const { api } = show({
    audit: () => ({ rows: [row(1)], next: null, people }),
    exportAudit: (input) =>
      (input as { body: { rows: number } }).body.rows === 0
        ? { csv: 'a\r\n', rows: 1000, next, full: false }
        : { csv: 'b\r\n', rows: 1200, next: null, full: false },
  });
  await screen.findByText('1 row.');
  await press('Save as CSV');
  expect(await screen.findByText(/Saved 1200 rows as a file/)).toBeVisible();
  expect(made[0]?.size).toBe(9);
  expect(api.asked.filter(([name]) => name === 'exportAudit')[1]?.[1]).toEqual({ body: { after: next, rows: 1000 } });
});

test('H1 a failure is told with what to do, and asking again helps', async () => {
  let first = true;
  show({
    audit: () => {
      if (!first) return { rows: [saved], next: null, people };
      first = false;
      throw problem('storeAway');
    },
  });
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot reach its database');
  await press('Retry');
  expect(await screen.findByText('Reason: as agreed')).toBeVisible();
});

test('H1 what cannot be asked is said at its field, and not asked', async () => {
  const { api } = show({ audit: () => ({ rows: [], next: null, people }) });
  await screen.findByText('Nothing was found.');
  await userEvent.setup().type(screen.getByLabelText('Address or id'), 'anna');
  await press('Show');
  expect(screen.getByText(/give a whole e-mail address/)).toBeVisible();
  expect(api.asked).toHaveLength(1);
});

test('D1 days are those of the reader, the last one included', () => {
  const { from, until } = questionOf({ ...everything, from: '2026-11-20', until: '2026-11-20' });
  expect(Date.parse(until ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000);
  expect(new Date(from ?? '').getHours()).toBe(0);
  expect(faultOf({ ...everything, from: '2026-11-21', until: '2026-11-20' })).toMatch(/first day/);
});
