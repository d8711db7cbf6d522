/** @jest-environment jsdom */
/** When the pane opens a sign-in window, when it must not, and what it asks Outlook itself. */
import type * as Elsewhere from '../../src/taskpane/signInElsewhere';

const nested = jest.fn<Promise<string | null>, [unknown]>();
jest.mock('../../src/outlook/nestedSignIn', () => ({ askNested: (wish: unknown) => nested(wish) }));

const place = {
  issuer: 'https://id.example',
  authorize: 'https://id.example/a',
  token: 'https://id.example/t',
  tenant: null,
};
const told = { access: 'a', refresh: null, until: Date.now() + 3_600_000, issuer: place.issuer };

interface World {
  readonly tenants?: readonly string[];
  readonly nests?: boolean;
  /** What the window does: tells this, or ends with this code. */
  readonly windows?: (object | number)[];
}

/** A pane that was just opened. */
function openPane({ tenants = [], nests = false, windows = [] }: World) {
  jest.resetModules();
  sessionStorage.clear();
  const opened: { address: string; prompt: boolean }[] = [];
  const clicked = { now: false };
  const dialogOf = (next: object | number) => ({
    close: () => undefined,
    addEventHandler: (type: string, hear: (told: object) => void) => {
      if (typeof next === 'number' && type === 'event') hear({ error: next });
      if (typeof next === 'object' && type === 'message') hear({ message: JSON.stringify(next) });
    },
  });
  const displayDialogAsync = (
    address: string,
    { promptBeforeOpen }: { promptBeforeOpen: boolean },
    done: (r: object) => void,
  ) => {
    opened.push({ address, prompt: promptBeforeOpen });
    done({ value: dialogOf(windows.shift() ?? 12006), error: null });
  };
  const isSetSupported = (name: string) => nests && name === 'NestedAppAuth';
  const office = {
    context: { ui: { displayDialogAsync }, requirements: { isSetSupported } },
    EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
  };
  const places = [place, ...tenants.map((tenant) => ({ ...place, issuer: `https://m.example/${tenant}`, tenant }))];
  const json = async () => ({ clientId: 'pane', scope: 'api://x/access', places });
  Object.assign(globalThis, { Office: office, fetch: async () => ({ ok: true, json }) });
  Object.defineProperty(navigator, 'userActivation', { configurable: true, get: () => ({ isActive: clicked.now }) });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a fresh pane each time
  const { askElsewhere } = require('../../src/taskpane/signInElsewhere') as typeof Elsewhere;
  const ask = (fresh = false, user = 'alice@northwind.example') => askElsewhere({ partition: '', user }, fresh);
  return { opened, clicked, ask };
}

beforeEach(() => nested.mockReset());

test('W2 a pane that opens asks once; its token is kept for the next pane of this tab', async () => {
  const { ask, opened } = openPane({ windows: [{ tokens: told }] });
  expect([await ask(), await ask()]).toEqual(['a', 'a']);
  expect(opened).toEqual([{ address: `${location.origin}/signin.html`, prompt: true }]);
});

test('P1 W2 who opens another mailbox in the same tab does not go on as the one before', async () => {
  const bobs = { ...told, access: 'b' };
  const { ask, clicked } = openPane({ windows: [{ tokens: told }, { tokens: bobs }] });
  clicked.now = true;
  expect(await ask()).toBe('a');
  expect(await ask(false, 'bob@northwind.example')).toBe('b');
});

test('W2 later no window opens by itself, only after a click; what was done waits meanwhile', async () => {
  const { ask, opened, clicked } = openPane({ windows: [12006, { tokens: told }] });
  await expect(ask()).rejects.toMatchObject({ code: 'cannotSignIn', detail: 'The sign-in window was closed.' });
  await expect(ask()).rejects.toMatchObject({ code: 'cannotSignIn', next: expect.stringContaining('Sign in') });
  expect(opened).toHaveLength(1);
  clicked.now = true;
  expect(await ask()).toBe('a');
  expect(opened.map(({ prompt }) => prompt)).toEqual([true, false]);
});

test.each([
  [12009, 'You did not let the sign-in window open.'],
  [12099, 'The sign-in window ended with code 12099.'],
])('W2 a window that ends with code %d says why', async (code, detail) => {
  await expect(openPane({ windows: [code] }).ask()).rejects.toMatchObject({ code: 'cannotSignIn', detail });
});

test('W2 tokens of an issuer that is not trusted are not kept', async () => {
  const { ask } = openPane({ windows: [{ tokens: { ...told, issuer: 'https://evil.example' } }] });
  await expect(ask()).rejects.toMatchObject({ code: 'cannotSignIn' });
  expect(sessionStorage).toHaveLength(0);
});

test('W2 where Outlook can sign people in at their tenant it is asked first, and the window is the way left', async () => {
  nested.mockResolvedValueOnce('n').mockResolvedValueOnce(null);
  const { ask, opened } = openPane({ tenants: ['t-1'], nests: true, windows: [{ tokens: told }] });
  expect(await ask(true)).toBe('n');
  expect(nested.mock.calls[0]?.[0]).toEqual({
    clientId: 'pane',
    scope: 'api://x/access',
    authority: 'https://login.microsoftonline.com/t-1',
    fresh: true,
    mayAsk: true,
  });
  expect(opened).toEqual([]);
  expect(await ask()).toBe('a');
});

test('W2 no tenant, or an Outlook that cannot: its own sign-in is not even fetched', async () => {
  await openPane({ nests: true, windows: [{ tokens: told }] }).ask();
  await openPane({ tenants: ['t-1'], windows: [{ tokens: told }] }).ask();
  expect(nested).not.toHaveBeenCalled();
});
