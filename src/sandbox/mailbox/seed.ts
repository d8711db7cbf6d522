/** Fills fresh mailboxes from what the server has under /assets/sandbox. */
import { makeUuid } from './chance';
import { parseEml, type Incoming } from './parseEml';
import type { Organisation, SeedMail } from './organisation';
import { placeMail } from './place';
import { addAppointments } from './seedAppointments';
import { FOLDERS, type Category, type Chance, type Folder, type Mailbox, type Person, type World } from './shapes';
import { addItem, changeMailbox, mailboxOf } from './world';

/** What every new Exchange mailbox has. */
const MASTER: readonly Category[] = [
  { displayName: 'Red category', color: 'Preset0' },
  { displayName: 'Orange category', color: 'Preset1' },
  { displayName: 'Yellow category', color: 'Preset3' },
  { displayName: 'Green category', color: 'Preset4' },
  { displayName: 'Blue category', color: 'Preset7' },
  { displayName: 'Purple category', color: 'Preset8' },
];

export type Fetch = (path: string) => Promise<Uint8Array>;

/** Every user gets a mailbox, those of the second organisation too; files are fetched once each, in the order listed. */
export async function seedWorld(organisation: Organisation, fetchFile: Fetch, chance: Chance): Promise<World> {
  const people = organisation.organisations.flatMap((one) => one.users);
  const empty: World = {
    mailboxes: Object.fromEntries(people.map((owner) => [owner.address.toLowerCase(), emptyMailbox(owner, chance)])),
    outside: [],
  };
  const names = [...new Set(organisation.mails.map((mail) => mail.file))];
  const files = new Map(
    await Promise.all(names.map(async (name) => [name, await parseEml(await fetchFile(name))] as const)),
  );
  const withMail = organisation.mails.reduce(
    (world, seed) => addMail(world, seed, files.get(seed.file), chance),
    empty,
  );
  return addAppointments(withMail, organisation, chance);
}

function addMail(world: World, seed: SeedMail, mail: Incoming | undefined, chance: Chance): World {
  const mailbox = mailboxOf(world, seed.mailbox);
  if (!mail || !mailbox) return world;
  const { read: isRead, categories, conversationId } = seed;
  const place = { folder: folderOf(seed.folder), isRead, categories, ...(conversationId ? { conversationId } : {}) };
  return addItem(knowCategories(world, seed), seed.mailbox, placeMail(mailbox, mail, place, chance));
}

function emptyMailbox(owner: Person, chance: Chance): Mailbox {
  const { address, name } = owner;
  return { owner: { address, name }, guid: makeUuid(chance), items: [], masterCategories: MASTER, roaming: {} };
}

const folderOf = (name: string): Folder => FOLDERS.find((folder) => folder === name) ?? 'Inbox';

/** A category on a seeded mail was once put on by somebody whose mailbox knew it. */
function knowCategories(world: World, seed: SeedMail): World {
  return changeMailbox(world, seed.mailbox, (mailbox) => {
    const known = new Set(mailbox.masterCategories.map((category) => category.displayName));
    const missing = seed.categories.filter((name) => !known.has(name));
    return {
      ...mailbox,
      masterCategories: [
        ...mailbox.masterCategories,
        ...missing.map((displayName) => ({ displayName, color: 'Preset4' })),
      ],
    };
  });
}
