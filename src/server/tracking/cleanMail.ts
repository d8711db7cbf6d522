/** The text of a mail made harmless before its transaction begins: short HTML at once, long HTML by worker threads. */
import type { Track } from '../../contract/tracking';
import { readStorage } from '../store/storage';
import { sanitiseHtml } from './sanitise';
import type { MailWorkshop } from './workshop';

/** Cleaning costs up to a millisecond for 1,000 characters: others wait at most so many milliseconds for a short mail. */
const SHORT = 16_000;

type Mail = Track['mail'];

export async function cleanMail({ store, clean }: MailWorkshop, orgId: number, mail: Mail): Promise<Mail> {
  const { html, text } = mail;
  if (html === null) return mail;
  if (html.length <= SHORT) return { ...mail, html: sanitiseHtml(html) };
  const { storeBodies } = await store.look(orgId, (ask) => readStorage(ask, orgId));
  if (storeBodies === 'none' || (storeBodies === 'text' && text !== null)) return { ...mail, html: null };
  const cleaned = await clean(orgId, { html, plain: storeBodies === 'text' });
  return storeBodies === 'all' ? { ...mail, html: cleaned.html } : { ...mail, html: null, text: cleaned.plain };
}
