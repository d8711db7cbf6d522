/** A message from a file takes its place in the folder that lies open. */
import { whyNoMail } from '../mailbox/fileBytes';
import { parseEml } from '../mailbox/parseEml';
import { placeMail } from '../mailbox/place';
import { addItem } from '../mailbox/world';
import { say, userMailbox, type App } from './app';
import { openMessage } from './reading';

export async function importFiles(app: App, files: readonly File[]): Promise<void> {
  for (const file of files) await importOne(app, file);
}

async function importOne(app: App, file: File): Promise<void> {
  try {
    const source = new Uint8Array(await file.arrayBuffer());
    const fault = whyNoMail(file.name, source);
    if (fault !== null) return say(app, fault);
    const mail = await parseEml(source);
    const { folder, user } = app.ui.get();
    const target = folder === 'Drafts' ? 'Inbox' : folder;
    const message = placeMail(userMailbox(app), mail, { folder: target, isRead: false }, app.services.chance);
    app.world.update((world) => addItem(world, user, message));
    app.ui.update((ui) => ({ ...ui, folder: target, search: '' }));
    openMessage(app, message.id);
    say(app, `${file.name} is in ${target}.`);
  } catch (error) {
    app.services.log(`${file.name} could not be read as a mail: ${String(error)}`, true);
    say(app, `${file.name} could not be read as a mail.`);
  }
}
