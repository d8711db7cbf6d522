/** The file that Outlook runs, built and run as classic Windows runs it: one file, no page, an old language. */
import { parse } from 'acorn';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { writeStamp } from '../../src/contract/stamp';
import { makeFakeOutlook, type FakeOutlook } from '../outlook/fakeOutlook';

const root = path.resolve(__dirname, '..', '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'threadmark-launchevent-'));
const built = { code: '' };

beforeAll(() => {
  const webpack = path.join(root, 'node_modules', 'webpack-cli', 'bin', 'cli.js');
  execFileSync(
    process.execPath,
    [webpack, '--mode', 'production', '--env', 'only=launchevent', '--output-path', folder],
    { cwd: root, stdio: 'pipe' },
  );
  built.code = fs.readFileSync(path.join(folder, 'launchevent.js'), 'utf8');
}, 180_000);

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type Handler = (event: { completed: (options?: unknown) => void }) => void;

/** No window, no document, no fetch: whatever the file touches besides is a ReferenceError. */
function runBare(fake?: FakeOutlook): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  const actions = { associate: (name: string, handler: Handler) => void handlers.set(name, handler) };
  const Office = { ...fake?.office, actions };
  vm.runInContext(
    built.code,
    vm.createContext({ Office, console: { error: () => undefined }, setTimeout, clearTimeout }),
  );
  return handlers;
}

const manifest = fs.readFileSync(path.join(root, 'manifest.xml'), 'utf8');
const named = [...new Set([...manifest.matchAll(/<LaunchEvent [^>]*FunctionName="(\w+)"/g)].map((match) => match[1]!))];

test('E1 the built file is one ES2016 script without imports, and small', () => {
  expect(() => parse(built.code, { ecmaVersion: 2016, sourceType: 'script' })).not.toThrow();
  expect(fs.readdirSync(folder)).toEqual(['launchevent.js']);
  expect(built.code.length).toBeLessThanOrEqual(13_000);
  expect(built.code).not.toMatch(/XMLHttpRequest|\bfetch\b|localStorage|import\(|require\(|webpackHot/);
});

test('E1 every function that the manifest names is associated, and no other', () => {
  expect([...runBare().keys()].sort()).toEqual(named.sort());
});

const run = async (handler: Handler) => {
  const completed: unknown[][] = [];
  handler({ completed: (...options) => void completed.push(options) });
  for (let round = 0; round < 200; round += 1) await new Promise(setImmediate);
  return completed;
};

test.each<[string, (fake: FakeOutlook) => void]>([
  ['nothing at all', (fake) => delete (fake.office as { context?: unknown }).context],
  ['no item', (fake) => fake.select(null)],
  ['an item that is read', (fake) => fake.select({ itemType: 'message', itemId: 'a', subject: 'Offer' })],
  ['a draft', (fake) => fake.compose([])],
  ['a meeting', (fake) => fake.compose([], 'appointment')],
  [
    'a draft without any newer part',
    (fake) => fake.compose([], 'message', { internetHeaders: undefined, sessionData: undefined }),
  ],
  [
    'a draft whose every call throws',
    (fake) => {
      fake.compose([]);
      for (const name of ['subject', 'recipients', 'properties.load', 'session.get', 'headers.set'])
        fake.deeds.set(name, 'throw');
    },
  ],
  [
    'a draft that refuses everything',
    (fake) => {
      fake.compose([]);
      for (const name of ['subject', 'recipients', 'properties.load', 'session.get', 'headers.set'])
        fake.deeds.set(name, { code: 9020 });
    },
  ],
])('E1 with %s every handler completes exactly once, and a send is always allowed', async (_what, prepare) => {
  const fake = makeFakeOutlook();
  prepare(fake);
  const handlers = runBare(fake);
  expect(handlers.size).toBe(named.length);
  for (const [name, handler] of handlers)
    expect([name, await run(handler)]).toEqual([name, [name.endsWith('Send') ? [{ allowEvent: true }] : []]]);
});

test('E1 a draft that never answers is let go after two seconds', async () => {
  const fake = makeFakeOutlook();
  fake.compose([]);
  fake.deeds.set('subject', 'silent');
  const completed: unknown[] = [];
  await new Promise<void>((resolve) =>
    runBare(fake).get('onMessageSend')!({ completed: (options) => resolve(void completed.push(options)) }),
  );
  expect(completed).toEqual([{ allowEvent: true }]);
});

test('E1 without a page, what the pane prepared is written on the mail that leaves', async () => {
  const fake = makeFakeOutlook();
  const draft = fake.compose([{ emailAddress: 'anna@contoso.example', displayName: 'Anna' }]);
  draft.subject = 'Offer';
  const mark = '0b8f1c5e-7d3a-4a55-9c11-2f6f6a0f5d10';
  const stamp = { mark, by: 'hand', track: true, regarding: null, token: 'CRM:1001001', private: true } as const;
  draft.session.set('threadmark', writeStamp(stamp));
  expect(await run(runBare(fake).get('onMessageSend')!)).toEqual([[{ allowEvent: true }]]);
  expect([draft.subject, draft.headers.get('x-threadmark')]).toEqual(['Offer CRM:1001001', mark]);
  expect(fake.properties.get('draft')).toBe(writeStamp(stamp));
  expect(fake.mostAtOnce).toBeLessThanOrEqual(3);
});
