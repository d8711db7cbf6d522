/** @jest-environment jsdom */
import { askOpener } from '../../src/ui/askOpener';

/** A page window whose opener is a recording stand-in; messages are dispatched by hand, as the browser would. */
function makePage(opener: unknown) {
  const asked: unknown[] = [];
  const pane = opener === null ? null : { postMessage: (...words: unknown[]) => asked.push(words) };
  Object.defineProperty(window, 'opener', { value: pane, configurable: true });
  const hear = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    window.dispatchEvent(
      new MessageEvent('message', {
        data,
        origin: from.origin ?? location.origin,
        source: (from.source === undefined ? pane : from.source) as Window,
      }),
    );
  return { asked, hear };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const token = { threadmark: 'token', token: 'abc' };

test('W1 without an opener nobody is asked', async () => {
  makePage(null);
  await expect(askOpener(window)).resolves.toBeNull();
});

test('W1 the opener is asked by name of the own origin only, and its token is taken', async () => {
  const { asked, hear } = makePage({});
  const answer = askOpener(window);
  expect(asked).toEqual([[{ threadmark: 'needToken' }, location.origin]]);
  hear(token);
  await expect(answer).resolves.toBe('abc');
});

test.each([
  ['of a foreign origin', token, { origin: 'https://evil.example' }],
  ['of another window', token, { source: {} }],
  ['of no window', token, { source: null }],
  ['with another word', { threadmark: 'hello', token: 'abc' }, {}],
  ['that is no object', 'token', {}],
  ['that is null', null, {}],
])('W1 a message %s is not believed', async (_what, data, from) => {
  const { hear } = makePage({});
  const answer = askOpener(window, 500);
  hear(data, from);
  jest.advanceTimersByTime(499);
  hear({ threadmark: 'token', token: 'the right one' });
  await expect(answer).resolves.toBe('the right one');
});

test.each([
  ['says it has none', { threadmark: 'token', token: null }],
  ['gives something else', { threadmark: 'token', token: 7 }],
  ['gives an empty one', { threadmark: 'token', token: '' }],
])('W1 an opener that %s ends the asking at once', async (_what, data) => {
  const { hear } = makePage({});
  const answer = askOpener(window);
  hear(data);
  await expect(answer).resolves.toBeNull();
});

test('W1 an opener that stays silent is waited for no longer than the limit, and a late token is not heard', async () => {
  const { hear } = makePage({});
  const answer = askOpener(window, 1500);
  jest.advanceTimersByTime(1500);
  hear(token);
  await expect(answer).resolves.toBeNull();
});
