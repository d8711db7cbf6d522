/**
 * Sign-in where a real issuer is configured, in this order: what this tab keeps, renewed in silence; Outlook itself, at
 * Microsoft Entra ID; a dialog. Nobody is surprised by a window: it opens once when the pane does, and later after a click.
 */
import { makeKeptSignIn, placeOf } from '../client/keptSignIn';
import type { SignInPlaces, Tokens } from '../client/codeFlow';
import { askInDialog, canNest, mustSignIn } from '../outlook/dialog';
import { after, now } from './browser';

const state = { asked: false };

interface Whose {
  readonly partition: string;
  /** Address of the mailbox's owner. */
  readonly user: string;
}

const kept = (whose: Whose) =>
  makeKeptSignIn({ ...whose, storage: sessionStorage, now, fetch: (address, init) => fetch(address, init) });

/** A token for our server. Rejects with `cannotSignIn` where the person has to do something, with `offline` without a line. */
export async function askElsewhere(whose: Whose, fresh: boolean): Promise<string> {
  const session = kept(whose);
  const known = await session.token(fresh);
  if (known !== null) return known;
  const places = await session.places();
  const clicked = navigator.userActivation?.isActive === true;
  const mayAsk = clicked || !state.asked;
  const nested = await askOutlook(places, { fresh, mayAsk });
  if (nested !== null) return nested;
  if (!mayAsk) throw mustSignIn('Your sign-in has ended.');
  state.asked = true;
  const told = readTokens(await askInDialog({ address: `${location.origin}/signin.html`, clicked, after }));
  if (told === null || placeOf(places, told.issuer) === null) throw mustSignIn('The sign-in window gave no token.');
  return session.keep(told);
}

async function askOutlook(
  { clientId, scope, places }: SignInPlaces,
  how: { readonly fresh: boolean; readonly mayAsk: boolean },
): Promise<string | null> {
  const tenants = places.flatMap(({ tenant }) => tenant ?? []);
  const [tenant] = tenants;
  if (tenant === undefined || !canNest()) return null;
  const { askNested } = await import(/* webpackChunkName: "nestedSignIn" */ '../outlook/nestedSignIn');
  // Of several tenants, Outlook's own account says which: the server checks against its list.
  const authority = `https://login.microsoftonline.com/${tenants.length === 1 ? tenant : 'organizations'}`;
  return askNested({ clientId, scope, authority, ...how });
}

/** What the dialog's page told, which is a page of ours. */
function readTokens(message: string): Tokens | null {
  const told = JSON.parse(message) as { readonly tokens?: Tokens };
  return told.tokens ?? null;
}
