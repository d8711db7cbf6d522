import { makeItemId } from './identity';
import type { Organisation, SeedAppointment } from './organisation';
import type { Appointment, Chance, Person, World } from './shapes';
import { addItem, mailboxOf } from './world';

/** The file names people by address; users and records know what they are called. */
export function addAppointments(world: World, organisation: Organisation, chance: Chance): World {
  const known = organisation.organisations.flatMap(({ users, records }) => [
    ...users,
    ...records.flatMap(({ name, email }) => (email === null ? [] : [{ name, address: email }])),
  ]);
  return organisation.appointments.reduce((now, seed) => addAppointment(now, seed, known, chance), world);
}

function addAppointment(world: World, seed: SeedAppointment, known: readonly Person[], chance: Chance): World {
  const mailbox = mailboxOf(world, seed.mailbox);
  if (!mailbox) return world;
  const person = (one: string | Person): Person => (typeof one === 'string' ? named(one, known) : one);
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

function named(address: string, known: readonly Person[]): Person {
  const found = known.find((one) => one.address.toLowerCase() === address.toLowerCase());
  return { address, name: found?.name ?? address };
}
