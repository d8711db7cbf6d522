/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../../src/admin/App';
import type { UserView } from '../../src/contract/people';
import { problem } from '../../src/contract/problems';
import { alice, fakeApi } from '../record/fakes';

beforeEach(() => void (location.hash = '#people'));
afterEach(() => void (location.hash = ''));

const person = (part: Partial<UserView> = {}): UserView => ({
  userId: 1,
  address: alice.address,
  name: 'Alice Berg',
  role: 'administrator',
  roleClaimed: false,
  active: true,
  lastSeen: '2026-11-20T08:00:00.000Z',
  bound: true,
  records: 0,
  ...part,
});
const bob = person({ userId: 2, address: 'bob@northwind.example', name: 'Bob Lindqvist', role: 'user', bound: false });
const me = () => ({ user: alice, organisation: 'Northwind Traders', role: 'administrator' as const });

const show = (answers: Parameters<typeof fakeApi>[0] = {}, people: UserView[] = [person(), bob]) => {
  const api = fakeApi({ me, people: () => ({ people }), ...answers });
  render(<App api={api} />);
  return api;
};
const asked = (api: { asked: readonly (readonly [string, unknown])[] }, name: string) =>
  api.asked.filter(([one]) => one === name).map(([, input]) => input);

test('W3 taking somebody out is asked once more, says what it ends, and shows what the server kept', async () => {
  const user = userEvent.setup();
  const api = show({ changePerson: () => ({ person: { ...bob, active: false } }) });
  await user.click(await screen.findByRole('button', { name: 'Take out Bob Lindqvist' }));
  const group = within(screen.getByRole('group', { name: 'Take out Bob Lindqvist?' }));
  expect(group.getByText(/let in no more from the next click on, also with a sign-in that still runs/)).toBeVisible();
  expect(asked(api, 'changePerson')).toEqual([]);
  await user.click(group.getByRole('button', { name: 'Take out Bob Lindqvist' }));
  expect(await screen.findByRole('switch', { name: /Show those who are out, too \(1\)/ })).not.toBeChecked();
  expect(asked(api, 'changePerson')).toEqual([{ params: { userId: '2' }, body: { role: undefined, active: false } }]);
  expect(screen.queryByText('Bob Lindqvist')).toBeNull();
});

test('W3 the last administrator’s role stays as it is, and why is said beside it', async () => {
  const user = userEvent.setup();
  show({
    changePerson: () => {
      throw problem('lastAdministrator');
    },
  });
  const role = await screen.findByLabelText('Role of Alice Berg');
  await user.selectOptions(role, 'user');
  expect(await screen.findByText(/Somebody has to be an administrator/)).toBeVisible();
  expect(role).toHaveValue('administrator');
});

test('W3 a role that the sign-in service gives is shown as such and not changed here', async () => {
  show({}, [person(), { ...bob, roleClaimed: true, role: 'auditor' }]);
  expect(await screen.findByLabelText('Role of Bob Lindqvist')).toBeDisabled();
  expect(screen.getByText(/sign-in service gives the role/)).toBeVisible();
});

test('W3 who is let in joins the list; an address that is none is named and focused', async () => {
  const user = userEvent.setup();
  const cleo = person({ userId: 3, name: 'Cleo Ek', address: 'cleo@northwind.example', bound: false });
  const api = show({ addPerson: () => ({ person: cleo }) });
  await user.type(await screen.findByLabelText('Address*'), 'cleo');
  await user.click(screen.getByRole('button', { name: 'Let in' }));
  expect(screen.getByText(/Address: give one such as/)).toBeVisible();
  expect(screen.getByLabelText('Address*')).toHaveFocus();
  await user.type(screen.getByLabelText('Address*'), '@northwind.example');
  await user.click(screen.getByRole('button', { name: 'Let in' }));
  expect(await screen.findByText('Cleo Ek may sign in now.')).toBeVisible();
  expect(within(screen.getByRole('list', { name: 'People' })).getByText('Cleo Ek')).toBeVisible();
  expect(asked(api, 'addPerson')).toEqual([{ body: { address: 'cleo@northwind.example', name: '', role: 'user' } }]);
});
