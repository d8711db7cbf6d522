/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { randomUUID } from 'node:crypto';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { PersonPreview } from '../../src/contract/privacy';
import { problem } from '../../src/contract/problems';
import { PrivacySection } from '../../src/admin/privacy/PrivacySection';
import { alice, fakeApi, uuid } from '../record/fakes';

Object.assign(globalThis.crypto, { randomUUID });

// Typing and axe take their time on a busy machine.
jest.setTimeout(30_000);

const ANNA = 'anna@contoso.example';
const counts = { sent: 3, received: 1, bodies: 4, attachments: 0, records: 1, evidence: 2, auditRows: 9, numbers: 0 };
const found: PersonPreview = {
  ...{ address: ANNA, user: null, counts },
  records: [{ type: 'contact', name: 'Anna Keller' }],
  receipts: [],
};
const me = { user: alice, organisation: 'Northwind Traders', role: 'administrator' } as const;
const press = async (name: string) => userEvent.setup().click(await screen.findByRole('button', { name }));
const paste = async (field: HTMLElement, text: string) => {
  const user = userEvent.setup();
  await user.click(field);
  await user.paste(text);
};
const type = async (label: string | RegExp, text: string) => paste(await screen.findByLabelText(label), text);

async function show(answers: Parameters<typeof fakeApi>[0] = {}) {
  const api = fakeApi({ previewPerson: () => found, ...answers });
  const { container } = render(<PrivacySection api={api} me={me} />);
  await type('Address', ` ${ANNA} `);
  await press('Show what is stored');
  await screen.findByText(`This is stored about ${ANNA}.`);
  return { api, container };
}

test('D2 shows what there is before anything can be done, and axe finds no fault', async () => {
  const { api, container } = await show();
  expect(api.asked).toEqual([['previewPerson', { body: { address: ANNA } }]]);
  const list = screen.getByRole('list', { name: 'What is stored' });
  expect(list).toHaveTextContent('3 mails that they sent');
  expect(list).toHaveTextContent('1 contact or lead');
  expect(list).not.toHaveTextContent('attachment');
  expect(screen.getByText('Contact: Anna Keller')).toBeVisible();
  const rules = { 'color-contrast': { enabled: false } };
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
});

test('D2 erases only what is confirmed by the address once more and has a reason, and shows the receipt', async () => {
  const receipt = { receiptId: uuid(9), at: '2026-11-22T10:00:00Z', by: 'Alice Berg', reason: 'She asked' };
  const { api } = await show({
    erasePerson: () => ({
      ...receipt,
      counts: [
        { name: 'mails', count: 4 },
        { name: 'users', count: 0 },
      ],
    }),
  });
  await press('Erase everything about this address');
  expect(screen.getByText(/say in a few words who asked/)).toBeVisible();
  expect(screen.getByText(`This is not ${ANNA}.`)).toBeVisible();
  await type(/Reason/, 'She asked');
  await type(/To erase, type/, 'anna@contoso.exampel');
  await press('Erase everything about this address');
  expect(api.asked).toHaveLength(1);
  const field = screen.getByLabelText(/To erase, type/);
  await userEvent.setup().clear(field);
  await type(/To erase, type/, 'Anna@Contoso.example');
  await userEvent.setup().click(screen.getByRole('checkbox', { name: /contacts and leads as well/ }));
  await press('Erase everything about this address');
  expect(await screen.findByText(new RegExp(uuid(9)))).toHaveTextContent('by Alice Berg. Reason: She asked.');
  expect(screen.getByRole('list', { name: 'What was erased' })).toHaveTextContent(/^Mails whose .*: 4$/);
  expect(api.asked[1]?.[1]).toMatchObject({
    body: { address: ANNA, confirmation: 'Anna@Contoso.example', reason: 'She asked', records: false },
  });
  expect(screen.queryByRole('list', { name: 'What is stored' })).toBeNull();
});

test('D2 saves everything as a file with a reason', async () => {
  URL.createObjectURL = () => 'blob:file';
  URL.revokeObjectURL = () => undefined;
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { api } = await show({ exportPerson: () => ({ file: { address: ANNA }, next: null }) });
  await press('Save everything as a file');
  expect(api.asked).toHaveLength(1);
  await type(/Reason/, 'She asked');
  await press('Save everything as a file');
  expect(await screen.findByText('Saved as a file.')).toBeVisible();
  expect(api.asked[1]).toEqual(['exportPerson', { body: { address: ANNA, reason: 'She asked' } }]);
  expect(click).toHaveBeenCalledTimes(1);
});

test('H1 what is no address is not asked; a refusal is told with what to do', async () => {
  const api = fakeApi({
    previewPerson: () => {
      throw problem('storeAway');
    },
  });
  render(<PrivacySection api={api} me={me} />);
  await type('Address', 'anna');
  await press('Show what is stored');
  expect(screen.getByText('Address: give a whole e-mail address.')).toBeVisible();
  expect(api.asked).toEqual([]);
  await type('Address', '@contoso.example');
  await press('Show what is stored');
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot reach its database');
});
