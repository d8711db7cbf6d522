import { makePageSession } from '../../src/ui/pageSession';

const users = [
  { address: 'alice@northwind.example', name: 'Alice Berg', organisation: 'Northwind Traders' },
  { address: 'bob@northwind.example', name: 'Bob Lindqvist', organisation: 'Northwind Traders' },
];

interface World {
  /** What the pane answers, one after the other; then null. */
  readonly pane?: readonly (string | null)[];
  readonly issuer?: 'local' | 'none' | 'away';
  readonly kept?: Readonly<Record<string, string>>;
}

function makeWorld({ pane = [], issuer = 'none', kept = {} }: World) {
  const storage = new Map(Object.entries(kept));
  const paneSays = [...pane];
  const counts = { pane: 0, minted: 0 };
  const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  const fetch = async (address: string, init: RequestInit) => {
    if (issuer === 'away') throw new TypeError('Failed to fetch');
    if (issuer === 'none') return answer(404, {});
    if (address === '/dev/users') return answer(200, { users });
    const { user } = JSON.parse(String(init.body)) as { user: string };
    if (!users.some((one) => one.address === user)) return answer(403, {});
    counts.minted += 1;
    return answer(200, { token: `${user} ${counts.minted}`, expires_in: 3600 });
  };
  const session = makePageSession({
    askOpener: async () => {
      counts.pane += 1;
      return paneSays.shift() ?? null;
    },
    fetch,
    kept: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
  });
  return { session, storage, counts };
}

test('W1 the pane comes first, and a person is not asked', async () => {
  const { session } = makeWorld({ pane: ['abc'], issuer: 'local' });
  await session.begin();
  expect(session.state()).toEqual({ state: 'in', development: false });
  await expect(session.token()).resolves.toBe('abc');
});

test('W1 the pane of now is believed before a token that this tab kept from earlier', async () => {
  const { session } = makeWorld({ pane: ['new'], kept: { 'threadmark.token': 'old' } });
  await session.begin();
  await expect(session.token()).resolves.toBe('new');
});

test('W1 a reload without a pane goes on with the token of the tab', async () => {
  const { session } = makeWorld({ kept: { 'threadmark.token': 'kept' } });
  await session.begin();
  await expect(session.token()).resolves.toBe('kept');
});

test('W1 without a pane the local issuer lists who one can be, and mints for the chosen one', async () => {
  const { session, counts } = makeWorld({ issuer: 'local' });
  await session.begin();
  expect(session.state()).toEqual({ state: 'choose', users });
  await session.choose('bob@northwind.example');
  expect(session.state()).toEqual({ state: 'in', development: true });
  await expect(session.token()).resolves.toBe('bob@northwind.example 1');
  expect(counts.minted).toBe(1);
});

test('W1 with neither pane nor local issuer the page stays closed', async () => {
  const { session } = makeWorld({});
  await session.begin();
  expect(session.state()).toEqual({ state: 'closed' });
});

test('W1 a server that cannot be reached is told as that, not as a closed page', async () => {
  const { session } = makeWorld({ issuer: 'away' });
  await expect(session.begin()).rejects.toMatchObject({ code: 'offline' });
  expect(session.state()).toEqual({ state: 'asking' });
});

test('W1 a user whom the issuer does not know is refused, and the choice stays open', async () => {
  const { session } = makeWorld({ issuer: 'local' });
  await session.begin();
  await expect(session.choose('eve@evil.example')).rejects.toMatchObject({ code: 'notSignedIn' });
  expect(session.state().state).toBe('choose');
});

test('W1 an expired token is renewed by the pane without asking the reader', async () => {
  const { session } = makeWorld({ pane: ['first', 'second'] });
  await session.begin();
  await expect(session.token(true)).resolves.toBe('second');
  expect(session.state().state).toBe('in');
});

test('W1 an expired development token is renewed for the same person', async () => {
  const { session } = makeWorld({ issuer: 'local' });
  await session.begin();
  await session.choose('bob@northwind.example');
  await expect(session.token(true)).resolves.toBe('bob@northwind.example 2');
});

test('W1 two requests that meet the expiry together ask the pane once', async () => {
  const { session, counts } = makeWorld({ pane: ['first', 'second', 'third'] });
  await session.begin();
  const both = await Promise.all([session.token(true), session.token(true)]);
  expect(both).toEqual(['second', 'second']);
  expect(counts.pane).toBe(2);
});

test('W1 when nobody can renew it, the sign-in is over, the token forgotten and the hearers told', async () => {
  const { session, storage } = makeWorld({ pane: ['only'] });
  await session.begin();
  const heard = jest.fn();
  const stop = session.subscribe(heard);
  await expect(session.token(true)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect(session.state()).toEqual({ state: 'closed' });
  expect(heard).toHaveBeenCalledTimes(1);
  expect(storage.size).toBe(0);
  stop();
});

test('W1 a development user who was removed meanwhile has to choose again', async () => {
  const kept = { 'threadmark.token': 'old', 'threadmark.developmentUser': 'gone@northwind.example' };
  const { session } = makeWorld({ issuer: 'local', kept });
  await session.begin();
  await expect(session.token(true)).rejects.toMatchObject({ code: 'notSignedIn' });
  expect(session.state().state).toBe('choose');
});

test('W1 being somebody else forgets who one was', async () => {
  const { session, storage } = makeWorld({ issuer: 'local' });
  await session.begin();
  await session.choose('bob@northwind.example');
  await session.leave();
  expect(session.state().state).toBe('choose');
  expect(storage.size).toBe(0);
});
