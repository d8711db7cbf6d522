/** Of a mail only what the organisation stores. */
import sanitizeHtml from 'sanitize-html';
import type { Track } from '../../contract/tracking';
import type { Ask } from '../store/db';
import { readStorage } from '../store/storage';

export async function asKept(ask: Ask, orgId: number, mail: Track['mail']): Promise<Track['mail']> {
  const { storeBodies, storeAttachments } = await readStorage(ask, orgId);
  const attachments = storeAttachments ? mail.attachments : [];
  if (storeBodies === 'all') return { ...mail, attachments };
  const text = storeBodies === 'none' ? null : (mail.text ?? plainOf(mail.html));
  return { ...mail, attachments, html: null, text };
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The words of a mail that was sent as HTML alone. */
export function plainOf(html: string | null): string | null {
  if (html === null) return null;
  const lines = html.replaceAll(/<br\b|<\/(p|div|tr|li|h[1-6]|blockquote)>/gi, (tag) => `\n${tag}`);
  const words = sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {} });
  return words
    .replaceAll(/&(amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*\n/g, '\n\n')
    .trim();
}
