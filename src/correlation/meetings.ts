/** By what the mails and appointments of one meeting are found: the keys, and the title behind what calendars write around it. */
import { readSubject } from './subject';

/** What may be known of a meeting; calendars tell the id, Outlook tells its items. */
export interface MeetingIds {
  /** iCalendar UID, or Exchange's GlobalObjectId as hexadecimal or base64. */
  readonly uid?: string | null;
  /** RECURRENCE-ID, as an instant. */
  readonly recurrence?: string | null;
  /** Ids under which Exchange keeps the item and its series; they mean something in this mailbox alone. */
  readonly mailbox?: string;
  readonly item?: string | null;
  readonly series?: string | null;
  /** As a person reads it, prefixes and all. */
  readonly title: string;
  /** ISO 8601 in UTC. */
  readonly starts?: string | null;
}

const MOST = 900;

/** The keys, the surest first: `uid`, `item`, `series`, `at` (title and start), `titled`. */
export function meetingKeys({ uid, recurrence, mailbox, item, series, title, starts }: MeetingIds): string[] {
  const keys: string[] = [];
  const id = uid ? meetingUid(uid) : null;
  const occurrence = recurrence ?? (uid ? instanceOf(uid) : null);
  if (id !== null && occurrence) keys.push(`uid ${id} ${occurrence}`);
  if (id !== null) keys.push(`uid ${id}`);
  if (mailbox && item) keys.push(`item ${mailbox} ${itemId(item)}`);
  if (mailbox && series) keys.push(`series ${mailbox} ${itemId(series)}`);
  const topic = meetingTitle(title);
  if (topic !== '' && starts) keys.push(`at ${starts} ${topic}`);
  if (topic !== '') keys.push(`titled ${topic}`);
  return keys.map((key) => key.slice(0, MOST));
}

/** Web and desktop write one id in two alphabets (Office.js, convertToRestId). */
const itemId = (id: string) => id.replaceAll('-', '/').replaceAll('_', '+');

/** MS-OXOCAL 2.2.1.27: sixteen bytes that stand before every GlobalObjectId. */
const EXCHANGE = '040000008200E00074C5B7101A82E008';
const IN_BASE64 = 'BAAAAIIA4AB0xbcQGoLgCA';
/** MS-OXCICAL 2.1.3.1.1.20.26: a UID that came from elsewhere stands behind "vCal-Uid" and a number. */
const FOREIGN = '7643616C2D55696401000000';
/** Google gives what follows a change "this and all following" a UID of its own, made of the old one. */
const GOOGLE_SPLIT = /_R\d{8}(?:T\d{6}Z?)?(?=@google\.com$)/;

/** One form for every spelling: the id of the whole series, whichever occurrence is meant. null where there is none. */
export function meetingUid(written: string): string | null {
  const text = written.trim().slice(0, 4000);
  if (text === '') return null;
  const global = globalId(text);
  if (global === null)
    return text
      .replace(/\s+/g, '')
      .replace(GOOGLE_SPLIT, '')
      .slice(0, MOST - 60);
  const foreign = global.indexOf(FOREIGN);
  if (foreign > 0) return meetingUid(textOfHex(global.slice(foreign + FOREIGN.length)));
  return `${global.slice(0, 32)}00000000${global.slice(40)}`.slice(0, MOST - 60);
}

function globalId(text: string): string | null {
  if (text.startsWith(IN_BASE64)) return hexOfBase64(text);
  return /^[0-9a-f]{56,}$/i.test(text) && text.toUpperCase().startsWith(EXCHANGE) ? text.toUpperCase() : null;
}

/** The day of the occurrence, in the four bytes that the series leaves empty. */
function instanceOf(written: string): string | null {
  const date = globalId(written.trim().slice(0, 4000))?.slice(32, 40) ?? '00000000';
  if (date === '00000000') return null;
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)].map((part) => parseInt(part, 16));
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}

function textOfHex(hex: string): string {
  const codes = (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  const end = codes.indexOf(0);
  return String.fromCharCode(...codes.slice(0, end < 0 ? codes.length : end));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Without atob, which not every runtime has. */
function hexOfBase64(text: string): string {
  let bits = 0;
  let held = 0;
  let hex = '';
  for (const sign of text.replace(/=+$/, '')) {
    held = ((held << 6) | Math.max(0, ALPHABET.indexOf(sign))) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    hex += ((held >> bits) & 0xff).toString(16).padStart(2, '0');
  }
  return hex.toUpperCase();
}

/**
 * Calendars put what happened before the title, in the language of whoever it happened to. Beside the words that every subject is read
 * by: those that people write themselves above other mail, so that only mail of a calendar is read by them.
 */
const MOVES = `
invitation, updated invitation, updated invitation with note, invitation with note, canceled event, cancelled event, canceled event with note, cancelled event with note
canceled, cancelled, accepted, declined, tentative, tentatively accepted, maybe, new time proposed, proposed new time, meeting forward notification, updated, update, reminder, notification
einladung, aktualisierte einladung, abgesagter termin, termin abgesagt, abgesagt, zugesagt, abgelehnt, mit vorbehalt, vorläufig zugesagt, neue zeit vorgeschlagen, neuer terminvorschlag, aktualisiert, besprechungsweiterleitungsbenachrichtigung
invitation mise à jour, événement annulé, annulé, annulée, accepté, acceptée, refusé, refusée, provisoire, nouvelle heure proposée, mise à jour
invitación, invitación actualizada, evento cancelado, cancelado, cancelada, cita cancelada, aceptado, aceptada, rechazado, rechazada, provisional, nueva hora propuesta, actualizado
invito, invito aggiornato, evento annullato, annullato, annullata, accettato, accettata, rifiutato, rifiutata, provvisorio, nuovo orario proposto, aggiornato
uitnodiging, bijgewerkte uitnodiging, geannuleerde afspraak, geannuleerd evenement, geannuleerd, geaccepteerd, geweigerd, afgewezen, voorlopig, nieuwe tijd voorgesteld, nieuw tijdstip voorgesteld
convite, convite atualizado, evento cancelado, aceite, aceito, recusado, provisório, nova hora proposta, atualizado
inbjudan, uppdaterad inbjudan, inställt, inställd, godkänt, accepterat, avböjt, preliminärt, ny tid föreslagen, invitasjon, avlyst, godtatt, avslått, foreløpig, invitation opdateret, aflyst, annulleret, accepteret, afvist, afslået
kutsu, päivitetty kutsu, peruutettu, hyväksytty, hylätty, alustava, zaproszenie, zaktualizowane zaproszenie, odwołane, odwołano, anulowano, zaakceptowano, odrzucono, wstępnie
pozvánka, zrušeno, přijato, odmítnuto, nezávazně, meghívó, lemondva, elfogadva, elutasítva, davet, iptal edildi, kabul edildi, reddedildi, belirsiz
приглашение, обновленное приглашение, отменено, принято, отклонено, под вопросом, 招待状, 承諾済み, 承諾, 辞退, 仮承諾, キャンセル済み, 邀请, 已接受, 已拒绝, 已取消, 暂定, 초대, 수락, 거절, 취소됨
`;

const moves: ReadonlySet<string> = new Set(
  MOVES.split(/[,\n]/)
    .map((word) => word.trim().normalize('NFKC'))
    .filter((word) => word !== ''),
);

/** Google: "title @ Wed Jun 10, 2026 10am - 11am (CEST) (alice@northwind.example)"; "Weekly from 10am on Monday" where it recurs. */
const WHEN = /^(.+) @ (?=.*\d)[^@]{4,120}(?:\([^()]*@[^()]*\))?\s*$/su;

/** As a topic, without what happened to the meeting and without when it takes place. */
export function meetingTitle(subject: string): string {
  let rest = readSubject(subject.normalize('NFKC')).topic;
  for (let colon = rest.indexOf(':'); colon > 0 && colon < 60; colon = rest.indexOf(':')) {
    if (!moves.has(rest.slice(0, colon).trim())) break;
    rest = readSubject(rest.slice(colon + 1)).topic;
  }
  return (WHEN.exec(rest)?.[1] ?? rest).trim();
}

/** Outlook's classes of calendar mail, and what Google writes where a client gives none. */
export const isMeetingMail = (itemClass: string | null, subject: string): boolean =>
  itemClass === null ? / @ .*\d.*\([^()]*@[^()]*\)\s*$/.test(subject.slice(0, 1000)) : CLASS.test(itemClass);

const CLASS = /^IPM\.(Schedule\.Meeting|TaskRequest)/i;
