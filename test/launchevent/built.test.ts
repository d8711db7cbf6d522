/** The file that Outlook runs, built and run as classic Windows runs it: one file, no page, an old language. */
import { parse } from 'acorn';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

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
function runBare(): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  const Office = { actions: { associate: (name: string, handler: Handler) => void handlers.set(name, handler) } };
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
  expect(built.code.length).toBeLessThan(20_000);
});

test('E1 every function that the manifest names is associated, and no other', () => {
  expect([...runBare().keys()].sort()).toEqual(named.sort());
});

test('E1 every handler completes exactly once, and a send is always allowed', async () => {
  const handlers = runBare();
  expect(handlers.size).toBe(5);
  for (const [name, handler] of handlers) {
    const completed: unknown[][] = [];
    handler({ completed: (...options) => void completed.push(options) });
    await new Promise(setImmediate);
    expect([name, completed]).toEqual([name, [name.endsWith('Send') ? [{ allowEvent: true }] : []]]);
  }
});
