/** The line above an item, in clients with and without actions. */
import { makeCalls } from '../../src/outlook/calls';
import { notify, type Notice } from '../../src/outlook/notify';
import { openItem } from '../../src/outlook/openItem';
import { alice, install, makeClock, makeFakeOutlook } from './fakeOutlook';

async function say(notice: Notice, { refuse = null as string | null, without = false } = {}) {
  const fake = install(makeFakeOutlook());
  const draft = fake.compose([alice]);
  fake.notices.refuse = refuse;
  if (without) delete draft.form['notificationMessages'];
  const open = openItem();
  if (open.is !== 'draft') throw new Error('no draft');
  const said = await notify(open.item, notice, { calls: makeCalls(makeClock()) });
  return { said, shown: fake.notices.shown, calls: fake.calls };
}

const action = { commandId: 'composeOpen', text: 'Change or undo' };

test('O2 a notice has its action where the client shows one, and says nothing in its place', async () => {
  const { said, shown } = await say({ text: 'Tracked.', action, otherwise: 'Press Track again to undo.' });
  expect(said).toBe(true);
  expect(shown).toEqual([
    expect.objectContaining({
      type: 'insightMessage',
      message: 'Tracked.',
      actions: [expect.objectContaining({ commandId: 'composeOpen', actionText: 'Change or undo' })],
    }),
  ]);
});

test('O2 where it shows no actions the notice says what to do instead', async () => {
  const { said, shown } = await say(
    { text: 'Tracked.', action, otherwise: 'Press Track again to undo.' },
    { refuse: 'insightMessage' },
  );
  expect([said, shown.map(({ type, message }) => [type, message])]).toEqual([
    true,
    [['informationalMessage', 'Tracked. Press Track again to undo.']],
  ]);
});

test('O2 a notice without action asks the client once', async () => {
  const { shown, calls } = await say({ text: 'Held.' });
  expect(calls).toEqual(['notice.informationalMessage']);
  expect(shown[0]?.message).toBe('Held.');
});

test('O2 a long notice is cut to what Outlook takes: the end is kept whole, the beginning is not', async () => {
  const text = `Tracked regarding ${'x'.repeat(200)}.`;
  const long = { text, action: { ...action, text: 'y'.repeat(40) }, otherwise: 'Open Threadmark to undo.' };
  const [insight] = (await say(long)).shown;
  expect(insight?.message).toHaveLength(150);
  expect(insight?.actions?.[0]?.actionText).toHaveLength(30);
  const [plain] = (await say(long, { refuse: 'insightMessage' })).shown;
  expect(plain?.message).toHaveLength(150);
  expect(plain?.message).toMatch(/^Tracked regarding x+… Open Threadmark to undo\.$/);
});

test('O2 a client that shows no notices at all is told apart, and nothing breaks', async () => {
  expect((await say({ text: 'Tracked.', action }, { without: true })).said).toBe(false);
});
