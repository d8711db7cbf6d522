/** Fills fresh mailboxes from what the server has under /assets/sandbox. */
import { makeUuid } from './chance';
import { makeItemId } from './identity';
import { parseEml } from './parseEml';
import { placeMail } from './place';
import {
  FOLDERS,
  type Appointment,
  type Category,
  type Chance,
  type Folder,
  type Mailbox,
  type Person,
  type World,
} from './shapes';
import { addItem, changeMailbox, mailboxOf } from './world';

export interface Organisation {
  readonly organisations: readonly { readonly domains: readonly string[]; readonly users: readonly Person[] }[];
  readonly mails: readonly SeedMail[];
  readonly appointments: readonly SeedAppointment[];
}

interface SeedMail {
  readonly file: string;
  readonly mailbox: string;
  readonly folder: string;
  readonly read: boolean;
  readonly categories: readonly string[];
  readonly conversationId?: string;
}

interface SeedAppointment {
  readonly mailbox: string;
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly organizer: string | Person;
  readonly attendees: readonly (string | Person)[];
  readonly body: string;
  readonly series?: unknown;
}

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

/** The users of the first organisation get a mailbox; files are fetched once each, in the order listed. */
export async function seedWorld(organisation: Organisation, fetchFile: Fetch, chance: Chance): Promise<World> {
  const people = organisation.organisations.flatMap((one) => one.users);
  const empty: World = {
    mailboxes: Object.fromEntries(people.map((owner) => [owner.address.toLowerCase(), emptyMailbox(owner, chance)])),
    outside: [],
  };
  const files = new Map(
    await Promise.all(
      [...new Set(organisation.mails.map((mail) => mail.file))].map(
        async (file) => [file, await parseEml(await fetchFile(file))] as const,
      ),
    ),
  );
  const withMail = organisation.mails.reduce((world, seed) => {
    const mail = files.get(seed.file);
    const mailbox = mailboxOf(world, seed.mailbox);
    if (!mail || !mailbox) return world;
    const { read: isRead, categories, conversationId } = seed;
    const place = { folder: folderOf(seed.folder), isRead, categories, ...(conversationId ? { conversationId } : {}) };
    return addItem(knowCategories(world, seed), seed.mailbox, placeMail(mailbox, mail, place, chance));
  }, empty);
  return organisation.appointments.reduce((world, seed) => addAppointment(world, seed, people, chance), withMail);
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

function addAppointment(world: World, seed: SeedAppointment, users: readonly Person[], chance: Chance): World {
  const mailbox = mailboxOf(world, seed.mailbox);
  if (!mailbox) return world;
  const person = (one: string | Person): Person => (typeof one === 'string' ? named(one, users) : one);
  const now = chance.now().toISOString();
  const appointment: Appointment = {
    kind: 'appointment',
    id: makeItemId(mailbox.guid, chance),
    subject: seed.subject,
    start: new Date(seed.start).toISOString(),
    end: new Date(seed.end).toISOString(),
    location: seed.location,
    organizer: person(seed.organizer),
    required: seed.attendees.map(person),
    optional: [],
    seriesId: seed.series === undefined ? null : makeItemId(mailbox.guid, chance),
    saved: true,
    createdAt: now,
    modifiedAt: now,
    categories: [],
    customProperties: {},
    body: { html: null, text: seed.body },
  };
  return addItem(world, seed.mailbox, appointment);
}

function named(address: string, users: readonly Person[]): Person {
  const known = users.find((user) => user.address.toLowerCase() === address.toLowerCase());
  return { address, name: known?.name ?? address };
}
