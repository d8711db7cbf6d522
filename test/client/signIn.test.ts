/** Authorization code with PKCE, and what a tab keeps of it. */
import { createHash } from 'node:crypto';
import { beginFlow, endFlow, renew, type SignInPlace, type SignInPlaces } from '../../src/client/codeFlow';
import { makeKeptSignIn } from '../../src/client/keptSignIn';
import { makePageSignIn } from '../../src/client/pageSignIn';
import { pageToGoOnTo } from '../../src/signin/pageToGoOnTo';

const place: SignInPlace = {
  issuer: 'https://id.example',
  authorize: 'https://id.example/auth?hint=1',
  token: 'https://id.example/token',
  tenant: null,
};
const places: SignInPlaces = { clientId: 'pane', scope: 'access_as_user', places: [place] };
const back = 'https://crm.example/signin.html';
const chance = {
  random: (count: number) => new Uint8Array(count).fill(251),
  sha256: async (text: string) => new Uint8Array(createHash('sha256').update(text).digest()),
};

/** Answers in turn and keeps what was asked. */
function line(...answers: (Response | 'lost')[]) {
  const asked: { address: string; body: URLSearchParams }[] = [];
  const fetch = async (address: string, init: RequestInit) => {
    asked.push({ address, body: init.body as URLSearchParams });
    const answer = answers.shift();
    if (answer === undefined || answer === 'lost') throw new TypeError('Failed to fetch');
    return answer;
  };
  return { asked, fetch, now: () => 1_000_000 };
}
const given = (over: object = {}) =>
  Response.json({ access_token: 'a1', refresh_token: 'r1', expires_in: 300, token_type: 'Bearer', ...over });

describe('Authorization code with PKCE', () => {
  const begun = () => beginFlow(places, place, { ...chance, back, to: null });
  const end = async (answer: Record<string, string>, doors = line(given())) => {
    const { flow } = await begun();
    const said = new URLSearchParams({ state: flow.state, code: 'c', ...answer });
    return endFlow(places, place, { ...doors, answer: said, flow, back });
  };

  test('W2 asks for a code with a challenge whose secret it keeps', async () => {
    const { address, flow } = await begun();
    const asked = new URL(address).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      hint: '1',
      response_type: 'code',
      client_id: 'pane',
      redirect_uri: back,
      scope: 'openid offline_access access_as_user',
      state: flow.state,
      code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    // RFC 7636 4.1: 43 to 128 characters of this alphabet.
    expect(flow.verifier).toMatch(/^[\w~.-]{43,128}$/);
    expect(address).not.toContain(flow.verifier);
  });

  test('W2 trades the code together with the secret, and knows when the token ends', async () => {
    const doors = line(given());
    expect(await end({}, doors)).toEqual({ access: 'a1', refresh: 'r1', until: 1_300_000, issuer: place.issuer });
    expect(doors.asked[0]?.address).toBe(place.token);
    expect(doors.asked[0]?.body.get('code_verifier')).toBe((await begun()).flow.verifier);
  });

  test.each<[string, Record<string, string>, string]>([
    ['of another question', { state: 'x' }, 'The answer does not belong to this sign-in.'],
    ['of another issuer', { iss: 'https://evil.example' }, 'The answer does not belong to this sign-in.'],
    ['that is a refusal', { error: 'access_denied' }, 'The sign-in service said: access_denied.'],
  ])('W2 takes no answer %s', async (_what, answer, detail) => {
    const doors = line(given());
    await expect(end(answer, doors)).rejects.toMatchObject({ code: 'cannotSignIn', detail });
    expect(doors.asked).toEqual([]);
  });

  test('W2 tells a service that is away from one that refuses', async () => {
    await expect(end({}, line('lost'))).rejects.toMatchObject({ code: 'offline' });
    await expect(end({}, line(new Response('', { status: 503 })))).rejects.toMatchObject({ code: 'offline' });
    await expect(end({}, line(Response.json({}, { status: 400 })))).rejects.toMatchObject({ code: 'cannotSignIn' });
    expect(await renew(places, place, { ...line(Response.json({}, { status: 400 })), refresh: 'r' })).toBeNull();
  });

  test('W2 keeps the way to renew where the answer gives no new one', async () => {
    const renewed = await renew(places, place, { ...line(given({ refresh_token: undefined })), refresh: 'old' });
    expect(renewed).toMatchObject({ access: 'a1', refresh: 'old' });
  });
});

describe('What a tab keeps', () => {
  const told = () => Response.json(places);
  const open = (...answers: (Response | 'lost')[]) => {
    const doors = line(...answers);
    const clock = { time: 1_000_000 };
    const session = makeKeptSignIn({ ...doors, now: () => clock.time, storage: sessionOf(), partition: 'p-' });
    return { ...doors, clock, session };
  };
  const sessionOf = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
  };
  const first = { access: 'a0', refresh: 'r0', until: 1_300_000, issuer: place.issuer };

  test('W2 a token is used until a minute before its end, then renewed without the person', async () => {
    const { session, clock, asked } = open(told(), given());
    expect(await session.token(false)).toBeNull();
    session.keep(first);
    expect(await session.token(false)).toBe('a0');
    clock.time = 1_241_000;
    expect(await session.token(false)).toBe('a1');
    expect(asked.map(({ body }) => body?.get('refresh_token') ?? null)).toEqual([null, 'r0']);
  });

  test('W2 a token that the server refused is renewed although it looks good', async () => {
    const { session } = open(told(), given());
    session.keep(first);
    expect(await session.token(true)).toBe('a1');
  });

  test('W2 without a line nothing is forgotten; where the provider wants the person, it is', async () => {
    const { session } = open('lost', told(), 'lost', Response.json({}, { status: 400 }));
    session.keep(first);
    await expect(session.token(true)).rejects.toMatchObject({ code: 'offline' });
    await expect(session.token(true)).rejects.toMatchObject({ code: 'offline' });
    expect(await session.token(false)).toBe('a0');
    expect(await session.token(true)).toBeNull();
    expect(await session.token(false)).toBeNull();
  });

  test('W2 a service that is not trusted any more is asked for nothing', async () => {
    const { session, asked } = open(told());
    session.keep({ ...first, issuer: 'https://gone.example' });
    expect(await session.token(true)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test('W2 a page goes to the service with its own address, and only our pages are gone on to', async () => {
    const went: string[] = [];
    const here = () => '/record.html?type=contact&id=1#a';
    const doors = { ...line(told(), 'lost'), storage: sessionOf() };
    const page = makePageSignIn({ ...doors, here, leaveFor: (address) => went.push(address) });
    page.go();
    expect(new URL(went[0]!, 'https://crm.example').searchParams.get('to')).toBe(here());
    expect([await page.there(), await page.there()]).toEqual([true, false]);
    expect(pageToGoOnTo(here())).toBe(here());
    for (const bad of [
      '//evil.example',
      'https://evil.example/admin.html',
      '/admin.html/../x',
      'javascript:x',
      '/api/me',
      '',
    ])
      expect(pageToGoOnTo(bad)).toBeNull();
  });
});
