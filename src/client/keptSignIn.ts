/** The sign-in of this tab: kept in its session storage, renewed without the person as long as the provider lets us. */
import { problem } from '../contract/problems';
import { renew, type FlowDoors, type SignInPlace, type SignInPlaces, type Tokens } from './codeFlow';

export interface KeptDoors extends FlowDoors {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Before the key, where the client parts storage itself. */
  readonly partition: string;
  /** Whose mailbox it is, where that is known: who opens another one in the same tab signs in anew. */
  readonly user?: string;
}

export interface KeptSignIn {
  /** How this server signs people in. Throws `offline`. */
  places(): Promise<SignInPlaces>;
  /** A token that is good for a while, renewed where that needs nobody; null: only the person can help. */
  token(fresh: boolean): Promise<string | null>;
  keep(tokens: Tokens): string;
  forget(): void;
}

const KEY = 'threadmark.signIn';
/** Milliseconds before its end from which a token is not used any more. */
const MARGIN = 60_000;

export function makeKeptSignIn(doors: KeptDoors): KeptSignIn {
  const { storage, partition, now, user } = doors;
  const held: { places: Promise<SignInPlaces> | null } = { places: null };
  const places = () =>
    (held.places ??= readPlaces(doors).catch((error: unknown) => {
      held.places = null;
      throw error;
    }));
  const keep = (tokens: Tokens) => {
    storage.setItem(partition + KEY, JSON.stringify({ ...tokens, user }));
    return tokens.access;
  };
  const forget = () => storage.removeItem(partition + KEY);
  return {
    places,
    keep,
    forget,
    async token(fresh) {
      const kept = readTokens(storage.getItem(partition + KEY));
      if (kept === null || (user !== undefined && kept.user !== user)) return null;
      if (!fresh && now() < kept.until - MARGIN) return kept.access;
      const known = await places();
      const place = placeOf(known, kept.issuer);
      const renewed =
        kept.refresh === null || place === null ? null : await renew(known, place, { ...doors, refresh: kept.refresh });
      if (renewed !== null) return keep(renewed);
      forget();
      return null;
    },
  };
}

export const placeOf = ({ places }: SignInPlaces, issuer: string): SignInPlace | null =>
  places.find((place) => place.issuer === issuer) ?? null;

async function readPlaces({ fetch }: Pick<KeptDoors, 'fetch'>): Promise<SignInPlaces> {
  const answer = await fetch('/signin.json', { credentials: 'omit', cache: 'no-store' }).catch(() => null);
  if (!answer?.ok) throw problem('offline');
  return (await answer.json()) as SignInPlaces;
}

function readTokens(text: string | null): (Tokens & { readonly user?: string }) | null {
  return text === null ? null : (JSON.parse(text) as Tokens);
}
