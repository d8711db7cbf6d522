/** The one place where the pane gets its token. */
import { problem } from '../contract/problems';

export interface SignInDoors {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Where Outlook is not the one to ask. */
  readonly elsewhere?: ((fresh: boolean) => Promise<string>) | undefined;
}

export interface SignIn {
  /** A bearer token that is still good for a while; `fresh` asks Outlook anew. Rejects with `cannotSignIn`. */
  token(fresh?: boolean): Promise<string>;
}

/** Milliseconds: a token this close to its end is not used any more, a token that tells no end is kept this long. */
const MARGIN = 60_000;
const UNKNOWN_LIFE = 5 * 60_000;
/** A person may have to type a password meanwhile. */
const LIMIT = 120_000;

export function makeSignIn(doors: SignInDoors): SignIn {
  const kept: { token: string; until: number; asking: Promise<string> | null } = { token: '', until: 0, asking: null };
  const ask = async (fresh: boolean) => {
    const token = await (doors.elsewhere?.(fresh) ?? askOutlook(doors));
    kept.token = token;
    kept.until = (expiry(token) ?? doors.now() + UNKNOWN_LIFE + MARGIN) - MARGIN;
    return token;
  };
  return {
    token(fresh = false) {
      if (!fresh && doors.now() < kept.until) return Promise.resolve(kept.token);
      /** Everybody who asks at the same time waits for the one answer: Outlook refuses two at once (13008). */
      kept.asking ??= ask(fresh).finally(() => (kept.asking = null));
      return kept.asking;
    },
  };
}

/** A new object each time: office.js writes into it, and answers a second call with the same one by nothing at all. */
const options = () => ({ allowSignInPrompt: true, allowConsentPrompt: true });

function askOutlook({ after }: SignInDoors): Promise<string> {
  return new Promise((resolve, reject) => {
    const calledOff = after(LIMIT, () => reject(problem('cannotSignIn', 'Outlook did not answer.')));
    const refused = (error: unknown) => {
      calledOff();
      reject(problem('cannotSignIn', reasonOf(error)));
    };
    const given = (token: unknown) => {
      if (typeof token !== 'string' || token === '') return refused(null);
      calledOff();
      resolve(token);
    };
    try {
      Office.auth.getAccessToken(options()).then(given, refused);
    } catch (error) {
      refused(error);
    }
  });
}

/** Codes: Microsoft, "Troubleshoot error messages for single sign-on". */
const REASONS: Readonly<Record<number, string>> = {
  13001: 'You are not signed in to Office.',
  13002: 'The sign-in was cancelled.',
  13003: 'This kind of account cannot be used; sign in with your work account.',
  13005: 'Your organisation has not yet allowed Threadmark to sign you in.',
  13006: 'Outlook has to be restarted first.',
  13007: 'Outlook could not get a token.',
  13008: 'Another sign-in is still under way.',
  13012: 'This Outlook does not support sign-in for add-ins.',
};

function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: number; message?: string };
  const known = code === undefined ? undefined : REASONS[code];
  if (known) return `${known} (${code})`;
  return code === undefined ? (message ?? 'It gave no token.') : `Code ${code}.`;
}

/** When the token ends, in milliseconds since 1970; null where it is no JWT (RFC 7519 4.1.4). It is not verified here. */
function expiry(token: string): number | null {
  const payload = token.split('.')[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    const exp = (claims as { exp?: unknown } | null)?.exp;
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch (error) {
    /** Opaque tokens are good tokens too; we only do not know their end. */
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
