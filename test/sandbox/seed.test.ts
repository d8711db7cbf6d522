import fs from 'node:fs';
import path from 'node:path';
import { timeZoneOffsets } from '../../src/sandbox/host/timeZone';
import type { Organisation } from '../../src/sandbox/mailbox/organisation';
import { seedWorld } from '../../src/sandbox/mailbox/seed';
import { boxOf, makeChance, mailsIn } from './tools';

const folder = path.join(__dirname, '../../assets/sandbox');
const organisation = JSON.parse(fs.readFileSync(path.join(folder, 'organisation.json'), 'utf8')) as Organisation;
const fetchFile = async (file: string) => new Uint8Array(fs.readFileSync(path.join(folder, file)));

test('X5 every listed mail and appointment lies in the mailbox and folder it is listed for', async () => {
  const world = await seedWorld(organisation, fetchFile, makeChance());
  const items = Object.values(world.mailboxes).flatMap((mailbox) => mailbox.items);
  expect(items).toHaveLength(organisation.mails.length + organisation.appointments.length);
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  for (const seed of organisation.mails) {
    const owner = { address: seed.mailbox, name: '' };
    expect(mailsIn(world, owner, seed.folder as 'Inbox').length).toBeGreaterThan(0);
    const known = boxOf(world, owner).masterCategories.map((category) => category.displayName);
    expect(known).toEqual(expect.arrayContaining([...seed.categories]));
  }
});

test('X5 sent mail shows no headers, received mail does', async () => {
  const world = await seedWorld(organisation, fetchFile, makeChance());
  const mails = Object.values(world.mailboxes).flatMap(({ owner }) =>
    ['Inbox', 'Archive', 'Sent Items'].flatMap((name) => mailsIn(world, owner, name as 'Inbox')),
  );
  for (const mail of mails) expect(mail.headers === '').toBe(mail.folder === 'Sent Items');
});

test('X5 people of appointments are called by the names that the records know', async () => {
  const world = await seedWorld(organisation, fetchFile, makeChance());
  const organizers = Object.values(world.mailboxes).flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'appointment' ? [item.organizer.name] : [])),
  );
  expect(organizers).toContain('Anna Kowalska');
});

test('X5 the offsets to UTC reach without a gap from 1970 to 2100, since office.js throws for a date in none', () => {
  const offsets = timeZoneOffsets(new Date('2026-11-21T00:00:00Z'));
  expect(new Date(offsets[0]?.start ?? 0).getUTCFullYear()).toBe(1970);
  expect(new Date(offsets.at(-1)?.end ?? 0).getUTCFullYear()).toBe(2100);
  offsets.slice(1).forEach((stretch, i) => expect(stretch.start).toBe(offsets[i]?.end));
});
