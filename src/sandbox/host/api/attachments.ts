import { bytesToText, fromBase64, textToBytes, toBase64 } from '../../mailbox/base64';
import { makeItemId } from '../../mailbox/identity';
import { findMessage } from '../../mailbox/world';
import { ERROR, HostError } from '../errors';
import { toAttachment } from '../initialData';
import { draftOf, editMessage, messageOf, textParam, type Call, type Calls } from './call';
import type { FileOnMail } from '../../mailbox/shapes';

const MESSAGE = 'message/rfc822';

export const attachmentCalls: Calls = {
  16: { name: 'addFileAttachmentAsync', level: 2, run: (call) => addFromAddress(call) },
  19: {
    name: 'addItemAttachmentAsync',
    level: 2,
    run: (call) => {
      const item = findMessage(call.session.services.world.get(), call.session.user.address, textParam(call, 'itemId'));
      if (!item) throw new HostError(ERROR.itemNotFound, 'There is no such item to attach.');
      return add(call, { contentType: MESSAGE, base64: toBase64(textToBytes(item.headers)) });
    },
  },
  20: {
    name: 'removeAttachmentAsync',
    level: 2,
    run: (call) => {
      const id = textParam(call, 'attachmentIndex');
      if (!draftOf(call).attachments.some((file) => file.id === id))
        throw new HostError(ERROR.attachmentToDelete, 'There is no such attachment.');
      editMessage(call, (message) => ({
        ...message,
        attachments: message.attachments.filter((file) => file.id !== id),
      }));
    },
  },
  148: {
    name: 'addFileAttachmentFromBase64Async',
    level: 2,
    run: (call) => add(call, { contentType: 'application/octet-stream', base64: textParam(call, 'base64String') }),
  },
  149: { name: 'getAttachmentsAsync', level: 1, run: (call) => draftOf(call).attachments.map(toAttachment) },
  150: {
    name: 'getAttachmentContentAsync',
    level: 1,
    run: (call) => {
      const file = messageOf(call).attachments.find((one) => one.id === textParam(call, 'id'));
      if (!file) throw new HostError(ERROR.invalidAttachmentId, 'There is no such attachment.');
      return file.contentType === MESSAGE
        ? { content: bytesToText(fromBase64(file.base64)), format: 'eml' }
        : { content: file.base64, format: 'base64' };
    },
  },
};

async function addFromAddress(call: Call): Promise<string> {
  const address = new URL(textParam(call, 'uri'), location.href);
  if (address.origin !== location.origin)
    throw new HostError(ERROR.http, 'The sandbox loads nothing from other hosts.');
  const answer = await call.session.services.fetch(address.href, {});
  if (!answer.ok) throw new HostError(ERROR.http, `The file could not be loaded (${answer.status}).`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const base64 = toBase64(bytes);
  return add(call, { contentType: answer.headers.get('content-type') ?? 'application/octet-stream', base64 });
}

function add(call: Call, content: { contentType: string; base64: string }): string {
  const { session, params } = call;
  const name = textParam(call, 'name');
  const file: FileOnMail = {
    ...content,
    id: makeItemId(session.mailbox().guid, session.services.chance),
    name,
    size: Math.floor((content.base64.replace(/=+$/, '').length * 3) / 4),
    inline: params['isInline'] === true,
    contentId: params['isInline'] === true ? name : null,
  };
  draftOf(call);
  editMessage(call, (message) => ({ ...message, attachments: [...message.attachments, file] }));
  return file.id;
}
