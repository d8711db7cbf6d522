/** Entry of `/signin.html`: to the sign-in service and back, in a dialog of Outlook or on the way to another page of ours. */
import { beginFlow, endFlow, type Flow, type SignInPlace, type SignInPlaces, type Tokens } from '../client/codeFlow';
import { makeKeptSignIn, placeOf } from '../client/keptSignIn';
import { Problem, problem } from '../contract/problems';
import { officeIsReady, tellParent } from '../outlook/dialog';
import { pageToGoOnTo } from './pageToGoOnTo';

const FLOW = 'threadmark.signInFlow';
const back = `${location.origin}/signin.html`;
const doors = { fetch: (address: string, init: RequestInit) => fetch(address, init), now: () => Date.now() };
const session = makeKeptSignIn({ ...doors, storage: sessionStorage, partition: '' });

async function begin(): Promise<void> {
  const answer = new URLSearchParams(location.search);
  const places = await session.places();
  if (answer.has('code') || answer.has('error')) return comeBack(places, answer);
  const [only, ...more] = places.places;
  const to = pageToGoOnTo(answer.get('to'));
  if (only === undefined) throw problem('cannotSignIn', 'No sign-in service is set up.');
  if (more.length === 0) return leave(places, only, to);
  showPlaces(places, to);
}

async function leave(places: SignInPlaces, place: SignInPlace, to: string | null): Promise<void> {
  await officeIsReady();
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  const sha256 = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const { address, flow } = await beginFlow(places, place, { back, to, random, sha256 });
  sessionStorage.setItem(FLOW, JSON.stringify(flow));
  location.replace(address);
}

async function comeBack(places: SignInPlaces, answer: URLSearchParams): Promise<void> {
  const kept = sessionStorage.getItem(FLOW);
  sessionStorage.removeItem(FLOW);
  const flow = kept === null ? null : (JSON.parse(kept) as Flow);
  const place = flow && placeOf(places, flow.issuer);
  if (flow === null || place === null) throw problem('cannotSignIn', 'The answer does not belong to this sign-in.');
  const tokens = await endFlow(places, place, { ...doors, answer, flow, back });
  await hand(tokens, flow);
}

async function hand(tokens: Tokens, { to }: Flow): Promise<void> {
  if (to === null) {
    // Nothing stays behind in a window that is about to close.
    if (!(await tellParent(JSON.stringify({ tokens }))))
      throw problem('cannotSignIn', 'Outlook’s library could not be loaded.');
    return say('You are signed in. This window can be closed.');
  }
  session.keep(tokens);
  location.replace(to);
}

const room = document.getElementById('say')!;
const say = (text: string) => room.replaceChildren(document.createTextNode(text));

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

function showPlaces(places: SignInPlaces, to: string | null): void {
  const text = document.createTextNode('Where do you have your account?');
  const nameOf = ({ issuer, tenant }: SignInPlace) => (tenant ? `Microsoft, tenant ${tenant}` : new URL(issuer).host);
  const choices = places.places.map((place) => button(nameOf(place), () => attempt(() => leave(places, place, to))));
  room.replaceChildren(text, ...choices);
}

function attempt(act: () => Promise<void>): void {
  act().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    say(`${error.message} ${error.next}`);
    room.append(button('Try again', () => location.replace(back)));
  });
}

say('One moment …');
attempt(begin);
