/**
 * Sign-in at an OpenID Connect provider by authorization code with PKCE (RFC 6749 4.1, RFC 7636), as a page without any secret
 * does it. Network, chance and hashing are handed in.
 */
import { problem } from '../contract/problems';

/** One issuer, as `/signin.json` tells it. */
export interface SignInPlace {
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  /** A tenant of Microsoft Entra ID, or null. */
  readonly tenant: string | null;
}

export interface SignInPlaces {
  readonly clientId: string;
  readonly scope: string;
  readonly places: readonly SignInPlace[];
}

export interface Tokens {
  readonly access: string;
  /** null: the provider gives none, and only the person can renew. */
  readonly refresh: string | null;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly issuer: string;
}

/** What has to be remembered while the person is at the provider. */
export interface Flow {
  readonly issuer: string;
  readonly state: string;
  readonly verifier: string;
  /** The page of ours to go on to; null: a dialog, which tells its parent. */
  readonly to: string | null;
}

export interface FlowDoors {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface FlowChance {
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
  readonly sha256: (text: string) => Promise<Uint8Array>;
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Where the browser has to go, and what to keep until it comes back to `back`. */
export async function beginFlow(
  { clientId, scope }: SignInPlaces,
  place: SignInPlace,
  { back, to, random, sha256 }: FlowChance & { readonly back: string; readonly to: string | null },
): Promise<{ readonly address: string; readonly flow: Flow }> {
  const flow = { issuer: place.issuer, state: base64url(random(16)), verifier: base64url(random(32)), to };
  const address = new URL(place.authorize);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: back,
    scope: `openid offline_access ${scope}`,
    state: flow.state,
    code_challenge: base64url(await sha256(flow.verifier)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return { address: address.href, flow };
}

/** Trades the code of the answer for tokens. Throws the Problem `cannotSignIn` where the answer is not to our question. */
export async function endFlow(
  { clientId }: SignInPlaces,
  place: SignInPlace,
  {
    answer,
    flow,
    back,
    ...doors
  }: FlowDoors & { readonly answer: URLSearchParams; readonly flow: Flow; readonly back: string },
): Promise<Tokens> {
  const refused = answer.get('error');
  if (refused !== null) throw problem('cannotSignIn', `The sign-in service said: ${refused}.`);
  const code = answer.get('code');
  // RFC 9207: an answer that names another issuer was mixed in from elsewhere.
  const strange = answer.get('state') !== flow.state || (answer.get('iss') ?? place.issuer) !== place.issuer;
  if (code === null || strange) throw problem('cannotSignIn', 'The answer does not belong to this sign-in.');
  const told = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: back,
    client_id: clientId,
    code_verifier: flow.verifier,
  };
  const tokens = await askTokens(place, told, doors);
  if (tokens === null) throw problem('cannotSignIn', 'The sign-in service gave no token.');
  return tokens;
}

/** New tokens without the person; null where the provider wants to see them again. Throws `offline` where it is away. */
export async function renew(
  { clientId, scope }: SignInPlaces,
  place: SignInPlace,
  { refresh, ...doors }: FlowDoors & { readonly refresh: string },
): Promise<Tokens | null> {
  const told = {
    grant_type: 'refresh_token',
    refresh_token: refresh,
    client_id: clientId,
    scope: `openid offline_access ${scope}`,
  };
  const tokens = await askTokens(place, told, doors);
  return tokens && { ...tokens, refresh: tokens.refresh ?? refresh };
}

/** Five minutes where the provider does not say how long the token lives. */
const UNKNOWN_LIFE = 300;

async function askTokens(place: SignInPlace, told: Record<string, string>, doors: FlowDoors): Promise<Tokens | null> {
  const away = () => problem('offline', 'The sign-in service cannot be reached.');
  const body = new URLSearchParams(told);
  const answer = await doors.fetch(place.token, { method: 'POST', body, credentials: 'omit' }).catch(() => {
    throw away();
  });
  if (answer.status >= 500) throw away();
  if (!answer.ok) return null;
  const said = (await answer.json()) as { access_token?: unknown; refresh_token?: unknown; expires_in?: unknown };
  if (typeof said.access_token !== 'string') return null;
  const life = typeof said.expires_in === 'number' ? said.expires_in : UNKNOWN_LIFE;
  const refresh = typeof said.refresh_token === 'string' ? said.refresh_token : null;
  return { access: said.access_token, refresh, until: doors.now() + life * 1000, issuer: place.issuer };
}
