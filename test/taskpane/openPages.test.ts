import { makeOpenPages, type HostWindow } from '../../src/taskpane/openPages';

const origin = 'https://crm.northwind.example';

function setUp(openResult: 'window' | 'blocked' = 'window') {
  const hear: { run: (event: unknown) => void } = { run: () => {} };
  const opened: {
    address: string;
    page: { posted: unknown[][]; closed: boolean; postMessage: (...words: unknown[]) => void };
  }[] = [];
  const pageOf = () => {
    const posted: unknown[][] = [];
    return { posted, closed: false, postMessage: (...words: unknown[]) => void posted.push(words) };
  };
  const pane = {
    location: { origin },
    open: (address: string) => {
      if (openResult === 'blocked') return null;
      const page = pageOf();
      opened.push({ address, page });
      return page;
    },
    addEventListener: (_type: string, run: (event: unknown) => void) => (hear.run = run),
    removeEventListener: () => (hear.run = () => {}),
  } as unknown as HostWindow;
  const pages = makeOpenPages(pane, async () => 'the-token');
  const ask = async (source: unknown, from = origin, data: unknown = { threadmark: 'needToken' }) => {
    hear.run({ source, origin: from, data });
    await new Promise(setImmediate);
  };
  return { pages, opened, ask, stranger: pageOf() };
}

const record = { type: 'contact', id: 'a b' } as const;

test('W1 a record page opens at its address and is given the token when it asks', async () => {
  const { pages, opened, ask } = setUp();
  expect(pages.open(record)).toBe(true);
  expect(opened[0]!.address).toBe('/record.html?type=contact&id=a%20b');
  await ask(opened[0]!.page);
  expect(opened[0]!.page.posted).toEqual([[{ threadmark: 'token', token: 'the-token' }, origin]]);
});

test('W1 nobody else is answered: another window, another origin, another question', async () => {
  const { pages, opened, ask, stranger } = setUp();
  pages.open(record);
  const { page } = opened[0]!;
  await ask(stranger);
  await ask(null);
  await ask(page, 'https://evil.example');
  await ask(page, origin, { threadmark: 'token' });
  await ask(page, origin, 'needToken');
  await ask(page, origin, null);
  pages.stop();
  await ask(page);
  expect([page.posted, stranger.posted]).toEqual([[], []]);
});

test('O2 a window that does not come back is told, not taken for opened', () => {
  expect(setUp('blocked').pages.open(record)).toBe(false);
});
