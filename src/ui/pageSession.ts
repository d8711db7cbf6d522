/**
 * Sign-in for a page outside Outlook, in this order: the token of this tab, the pane that opened the page, the local
 * issuer of a development server. The token lives in `sessionStorage` only: it ends with the tab.
 */
import { problem } from '../contract/problems';
import { Text, Type, parse, type Static } from '../contract/schema';

const DevUserSchema = Type.Object({ address: Text(320), name: Text(1000), organisation: Type.Optional(Text(400)) });
export type DevUser = Static<typeof DevUserSchema>;

export type SignIn =
  | { readonly state: 'asking' }
  | { readonly state: 'in'; readonly development: boolean }
  /** The local issuer is there: a person says who they are. */
  | { readonly state: 'choose'; readonly users: readonly DevUser[] }
  /** A sign-in service is set up: a person goes there and comes back. */
  | { readonly state: 'away' }
  /** Nobody can vouch for the reader here: the page has to be opened from the pane. */
  | { readonly state: 'closed' };

/** Sign-in at the service of this deployment, as `client/keptSignIn` keeps it. */
export interface Elsewhere {
  /** null: only the person can help. */
  readonly token: (fresh: boolean) => Promise<string | null>;
  /** Whether this server has such a service. */
  readonly there: () => Promise<boolean>;
  /** Leaves this page for the service. */
  readonly go: () => void;
  readonly forget: () => void;
}

export interface PageDoors {
  readonly elsewhere?: Elsewhere;
  readonly askOpener: () => Promise<string | null>;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export interface PageSession {
  readonly state: () => SignIn;
  readonly subscribe: (hear: () => void) => () => void;
  /** Goes through the doors in order until one opens. */
  readonly begin: () => Promise<void>;
  /** To the sign-in service. */
  readonly go: () => void;
  /** Development only: be this user. */
  readonly choose: (address: string) => Promise<void>;
  /** For the api; `fresh` after the server refused the last one. Throws the Problem `notSignedIn`. */
  readonly token: (fresh?: boolean) => Promise<string>;
  /** Ends the sign-in of this tab. */
  readonly leave: () => Promise<void>;
}

const TOKEN = 'threadmark.token';
const DEV_USER = 'threadmark.developmentUser';

const UsersReply = Type.Union([Type.Array(DevUserSchema), Type.Object({ users: Type.Array(DevUserSchema) })]);
const TokenReply = Type.Object({ token: Type.String({ minLength: 1 }) });

/** `fetch` tells no reason for a failed connection, so none is shown. */
const ask = (doors: PageDoors, address: string, init: RequestInit) =>
  doors.fetch(address, init).catch(() => Promise.reject(problem('offline')));

/** Everyone the local issuer knows; null where there is no local issuer. */
async function readDevUsers(doors: PageDoors): Promise<readonly DevUser[] | null> {
  const answer = await ask(doors, '/dev/users', { headers: { accept: 'application/json' } });
  if (!answer.ok) return null;
  const reply = parse(UsersReply, await answer.json());
  return 'users' in reply ? reply.users : reply;
}

/** A token of the local issuer; null where it does not know the user (any more). */
async function mintDevToken(doors: PageDoors, user: string): Promise<string | null> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await ask(doors, '/dev/token', { method: 'POST', headers, body: JSON.stringify({ user }) });
  return answer.ok ? parse(TokenReply, await answer.json()).token : null;
}

/** Makes the session of one page. Nothing is asked before `begin`. */
export function makePageSession(doors: PageDoors): PageSession {
  const { kept } = doors;
  const hearers = new Set<() => void>();
  const now: { signIn: SignIn; renewing: Promise<string | null> | null } = {
    signIn: { state: 'asking' },
    renewing: null,
  };
  const become = (signIn: SignIn) => {
    now.signIn = signIn;
    for (const hear of hearers) hear();
  };
  const enter = (token: string) => {
    kept.setItem(TOKEN, token);
    if (now.signIn.state !== 'in') become({ state: 'in', development: kept.getItem(DEV_USER) !== null });
    return token;
  };

  /** A new token without asking the reader; null where only the reader can help. */
  async function renew(fresh: boolean): Promise<string | null> {
    const user = kept.getItem(DEV_USER);
    if (user !== null) return mintDevToken(doors, user);
    return (await doors.askOpener()) ?? (await doors.elsewhere?.token(fresh)) ?? null;
  }
  const renewOnce = (fresh = false) => (now.renewing ??= renew(fresh).finally(() => (now.renewing = null)));

  /** Whoever the reader chose to be in this tab stays; else the pane knows better than what this tab kept. */
  async function firstToken(): Promise<string | null> {
    if (kept.getItem(DEV_USER) !== null && kept.getItem(TOKEN) !== null) return kept.getItem(TOKEN);
    return (await renewOnce()) ?? kept.getItem(TOKEN);
  }

  async function turnToReader() {
    kept.removeItem(TOKEN);
    kept.removeItem(DEV_USER);
    doors.elsewhere?.forget();
    const users = await readDevUsers(doors);
    if (users !== null) return become({ state: 'choose', users });
    become({ state: (await doors.elsewhere?.there()) ? 'away' : 'closed' });
  }

  return {
    state: () => now.signIn,
    subscribe: (hear) => (hearers.add(hear), () => hearers.delete(hear)),
    begin: async () => {
      const token = await firstToken();
      if (token === null) await turnToReader();
      else enter(token);
    },
    go: () => doors.elsewhere?.go(),
    choose: async (address) => {
      const token = await mintDevToken(doors, address);
      if (token === null) throw problem('notSignedIn', `The development sign-in does not know ${address}.`);
      kept.setItem(DEV_USER, address);
      enter(token);
    },
    token: async (fresh = false) => {
      const token = (fresh ? null : kept.getItem(TOKEN)) ?? (await renewOnce(fresh));
      if (token !== null) return enter(token);
      await turnToReader();
      throw problem('notSignedIn');
    },
    leave: turnToReader,
  };
}
