import { makeSettingsCache, type KeyValue } from '../../src/taskpane/settingsCache';
import { settings } from './samples';

const blocked = (): KeyValue => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};
const storeOf = (stored: Map<string, string>) => (): KeyValue => ({
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => void stored.set(key, value),
});
const full = (): KeyValue => ({
  getItem: () => null,
  setItem: () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  },
});

test('L1 settings are kept for the next pane of the same user, and for no other', () => {
  const stored = new Map<string, string>();
  makeSettingsCache(storeOf(stored), 'alice').write(settings);
  expect(makeSettingsCache(storeOf(stored), 'alice').read()).toEqual(settings);
  expect(makeSettingsCache(storeOf(stored), 'mallory').read()).toBeNull();
});

test.each<[string, () => KeyValue]>([
  ['blocked', blocked],
  ['full', full],
  ['missing', () => undefined as unknown as KeyValue],
])('O2 %s storage: memory does', (_what, storage) => {
  const cache = makeSettingsCache(storage, 'k');
  expect(cache.read()).toBeNull();
  cache.write(settings);
  expect(cache.read()).toBe(settings);
});

test.each(['{', 'null', '7', '{"version":1}', JSON.stringify({ ...settings, version: 'new' })])(
  'O2 foreign text in the storage counts as nothing: %s',
  (text) => {
    expect(makeSettingsCache(storeOf(new Map([['k', text]])), 'k').read()).toBeNull();
  },
);
