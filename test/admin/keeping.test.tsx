/** @jest-environment jsdom */
import '../tools/textEncoder';
import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { problem } from '../../src/contract/problems';
import { defaultSettings, type SettingsReply } from '../../src/contract/settings';
import { keepsLess } from '../../src/contract/keeping';
import { SettingsFormView } from '../../src/admin/SettingsFormView';
import { fakeApi } from '../record/fakes';

// Typing and axe take their time on a busy machine.
jest.setTimeout(60_000);

const stored: SettingsReply = {
  ...{ version: 3, settings: { ...defaultSettings, keepBodiesDays: 400 }, tokenLayouts: [defaultSettings.token] },
  ...{ users: [], ownDomains: [], changedBy: 'Alice Berg', reason: 'because' },
};
const answers = {
  keeping: () => ({ mails: 1200, texts: 1 }),
  nextTokens: () => ({ online: null, offline: null, why: null }),
  trial: () => ({ trial: null }),
  saveSettings: () => ({ ...stored, version: 4 }),
};
const WORDS = '1,200 mails and 1 text of a mail';

async function form(days: string, other: Parameters<typeof fakeApi>[0] = {}) {
  const api = fakeApi({ ...answers, ...other });
  const { container } = render(<SettingsFormView api={api} loaded={stored} />);
  const user = userEvent.setup();
  const fill = async (label: string, text: string) => {
    await user.clear(screen.getByLabelText(label));
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
  };
  await fill('Days until a tracked mail goes', days);
  await fill('Reason*', 'shorter');
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  await press('Save');
  const asked = () => api.asked.filter(([name]) => name === 'keeping' || name === 'saveSettings');
  return { asked, press, fill, container };
}

test('D3 what would go is told before anything is saved, and saved with the number that was told', async () => {
  const { asked, press, container } = await form('30');
  const heading = await screen.findByRole('heading', { name: `${WORDS} would be deleted` });
  expect(heading).toHaveFocus();
  expect(asked()).toEqual([['keeping', { body: { keepBodiesDays: 400, keepMailDays: 30 } }]]);
  const rules = { 'color-contrast': { enabled: false } };
  expect((await axe.run(container, { rules })).violations.map(({ id }) => id)).toEqual([]);
  await press(`Save, and delete ${WORDS}`);
  expect(await screen.findByText(/Saved as version 4/)).toBeVisible();
  expect(asked()[1]?.[1]).toMatchObject({ body: { going: { mails: 1200, texts: 1 }, settings: { keepMailDays: 30 } } });
  expect(screen.queryByRole('heading', { name: /would be deleted/ })).toBeNull();
});

test('D3 who does not mean it saves nothing and keeps what was typed; other days are asked about anew', async () => {
  const { asked, press, fill } = await form('30');
  await screen.findByRole('heading', { name: /would be deleted/ });
  await press('Do not save');
  expect(screen.getByText('Nothing was saved, and nothing goes.')).toHaveFocus();
  expect(screen.getByLabelText('Days until a tracked mail goes')).toHaveValue('30');
  await press('Save');
  await screen.findByRole('heading', { name: /would be deleted/ });
  await fill('Days until a tracked mail goes', '31');
  expect(screen.queryByRole('heading', { name: /would be deleted/ })).toBeNull();
  expect(asked().map(([name]) => name)).toEqual(['keeping', 'keeping']);
});

test('D3 where nothing would go it is saved at once; a question that fails saves nothing', async () => {
  const { asked } = await form('900', { keeping: () => ({ mails: 0, texts: 0 }) });
  expect(await screen.findByText(/Saved as version 4/)).toBeVisible();
  expect(asked().map(([name]) => name)).toEqual(['keeping', 'saveSettings']);
});

test('D3 where it cannot be counted nothing is saved', async () => {
  const keeping = () => {
    throw problem('storeAway');
  };
  const { asked } = await form('30', { keeping });
  expect(await screen.findByText('The server cannot reach its database.')).toBeVisible();
  expect(asked().map(([name]) => name)).toEqual(['keeping']);
});

test.each([
  ['0/0', '0/0', false],
  ['0/0', '0/36500', true],
  ['0/0', '1/0', true],
  ['30/30', '0/0', false],
  ['30/30', '31/29', true],
  ['30/30', '30/30', false],
])('D3 days for texts and mail: from %s to %s is less: %s', (from, to, less) => {
  const daysOf = (text: string) => {
    const [keepBodiesDays = 0, keepMailDays = 0] = text.split('/').map(Number);
    return { keepBodiesDays, keepMailDays };
  };
  expect(keepsLess(daysOf(from), daysOf(to))).toBe(less);
});
