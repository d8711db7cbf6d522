/** Puts the page together: manifest, mailboxes, what was looked at last time. */
import { realChance } from '../mailbox/chance';
import { keepWriting, openKept, type Kept } from '../mailbox/keep';
import type { Organisation } from '../mailbox/organisation';
import { seedWorld } from '../mailbox/seed';
import { makeStore, type Store } from '../mailbox/store';
import { readManifest } from '../manifest/readManifest';
import type { Services } from '../host/context';
import type { World } from '../mailbox/shapes';
import type { App } from './app';
import { makeDesk } from './desk';
import { makeLog } from './log';
import { watchOtherTabs } from './otherTabs';
import { freshUi, type Ui } from './ui';
import { readHabits, keepHabits } from './habits';

const SEEDS = '/assets/sandbox/';

export async function openApp(): Promise<App> {
  const [xml, kept] = await Promise.all([load('/manifest.xml').then((answer) => answer.text()), openKept()]);
  const world = makeStore(await readWorld(kept));
  const habits = readHabits();
  const first = Object.keys(world.get().mailboxes)[0] ?? '';
  const user = habits.user !== null && world.get().mailboxes[habits.user] ? habits.user : first;
  const ui = makeStore(freshUi(user, habits.theme, habits.pins));
  return assemble({ world, ui, kept, xml });
}

interface Parts {
  readonly world: Store<World>;
  readonly ui: Store<Ui>;
  readonly kept: Kept;
  readonly xml: string;
}

function assemble({ world, ui, kept, xml }: Parts): App {
  const log = makeLog(ui);
  const held: { app: App | null } = { app: null };
  const services: Services = {
    world,
    notices: makeStore({}),
    sessionData: new Map(),
    chance: realChance,
    desk: makeDesk(() => {
      if (!held.app) throw new Error('The page is not open yet.');
      return held.app;
    }),
    log,
    fetch: (path, init) => fetch(path, init),
  };
  const backstage = document.body.appendChild(document.createElement('div'));
  const app: App = { world, ui, kept, services, backstage, addIn: readManifest(xml, location.origin) };
  held.app = app;
  const tabs = watchOtherTabs(world, kept);
  keepWriting(world, kept, {
    wrote: tabs.tell,
    failed: (error) => log(`The browser did not keep the mailboxes: ${String(error)}`, true),
  });
  keepHabits(ui);
  return app;
}

async function readWorld(kept: Kept): Promise<World> {
  const before = await kept.read();
  if (before) {
    kept.accept(before);
    return before;
  }
  const world = await freshWorld();
  await kept.write(world);
  return world;
}

export async function freshWorld(): Promise<World> {
  const organisation = (await (await load(`${SEEDS}organisation.json`)).json()) as Organisation;
  return seedWorld(
    organisation,
    async (file) => new Uint8Array(await (await load(`${SEEDS}${file}`)).arrayBuffer()),
    realChance,
  );
}

async function load(path: string): Promise<Response> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  return answer;
}
