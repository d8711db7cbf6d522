import { toBase64 } from '../mailbox/base64';
import { makeItemId } from '../mailbox/identity';
import type { FileOnMail } from '../mailbox/shapes';
import { userMailbox, type App } from './app';
import { edit } from './compose';

export async function attach(app: App, id: string, files: readonly File[]): Promise<void> {
  const added = await Promise.all(files.map((file) => read(app, file)));
  edit(app, id, (draft) => ({ ...draft, attachments: [...draft.attachments, ...added] }));
}

export const detach = (app: App, id: string, fileId: string): void =>
  edit(app, id, (draft) => ({ ...draft, attachments: draft.attachments.filter((file) => file.id !== fileId) }));

async function read(app: App, file: File): Promise<FileOnMail> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const id = makeItemId(userMailbox(app).guid, app.services.chance);
  const contentType = file.type || 'application/octet-stream';
  return {
    id,
    name: file.name,
    contentType,
    size: bytes.length,
    inline: false,
    contentId: null,
    base64: toBase64(bytes),
  };
}
