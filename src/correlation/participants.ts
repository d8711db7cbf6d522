/** Who is on a mail: the writer behind what gateways and lists made of From, and everybody else. */
import { domainOf, normalAddress, parseAddresses } from './addresses';
import { isDirectoryName } from './directoryName';
import type { Headers } from './headers';
import type { Keys, Mail, Person } from './mail';

const MOST = 500;

export interface Participants {
  readonly from: string | null;
  /** Everybody else, once each. */
  readonly recipients: readonly string[];
  readonly all: readonly string[];
  /** Which of the others are mailing lists, as the headers say: to be on one list is to have nobody in common. */
  readonly lists: readonly string[];
}

/** Normal addresses. */
export function participants(mail: Mail, headers: Headers): Participants {
  const isList = listOf(headers);
  const from = writer(mail, headers, isList);
  const recipients: string[] = [];
  const add = (person: Person) => {
    if (recipients.length === MOST || isDirectoryName(person.address)) return;
    const address = unwrap(normalAddress(person.address));
    if (address !== from && address.includes('@') && !recipients.includes(address)) recipients.push(address);
  };
  for (const list of [mail.to, mail.cc, mail.bcc, mail.replyTo]) list.forEach(add);
  if (mail.sender) add(mail.sender);
  const all = from === null ? recipients : [from, ...recipients];
  return { from, recipients, all, lists: isList === isNone ? none : recipients.filter(isList) };
}

/** Lists that obey DMARC write themselves into From and keep the writer elsewhere: in X-Original-From, or first in Reply-To. */
function writer(mail: Mail, headers: Headers, isList: IsList): string | null {
  const original = headers.get('x-original-from') ?? headers.get('x-original-sender');
  const kept = original === null ? undefined : parseAddresses(original.slice(0, 1000))[0];
  if (kept) return unwrap(normalAddress(kept.address));
  if (!mail.from || isDirectoryName(mail.from.address)) return null;
  const normal = normalAddress(mail.from.address);
  const written = unwrap(normal);
  if (mail.replyTo.length === 0) return written;
  if (!/\bvia\b/i.test(mail.from.name) && !isList(normal)) return written;
  const answerTo = mail.replyTo
    .slice(0, MOST_ANSWERED)
    .map((person) => unwrap(normalAddress(person.address)))
    .find((address) => address !== written && !isList(address));
  return answerTo ?? written;
}

/** A list names one writer, maybe itself beside. */
const MOST_ANSWERED = 20;
const ENOUGH = 1000;

type IsList = (address: string) => boolean;
const isNone: IsList = () => false;
const none: readonly string[] = [];

/** Tells the address of the list that a mail came through. */
function listOf(headers: Headers): IsList {
  if (!headers.has('list-post') && !headers.has('list-id')) return isNone;
  const read = (name: string) => (headers.get(name) ?? '').slice(0, ENOUGH).toLowerCase();
  const post = read('list-post');
  // List-Id: <spice-devel.lists.example.org> is spice-devel@lists.example.org, or @ another name of that machine
  const id = read('list-id');
  return (address) => post.includes(address) || id.includes(`<${address.slice(0, address.indexOf('@'))}.`);
}

/** The address inside SRS0=hash=tt=domain=local@forwarder, SRS1=..==hash=tt=domain=local@.. and prvs=tag=local@domain. */
function unwrap(address: string): string {
  if (!address.includes('=')) return address;
  const sign = address.lastIndexOf('@');
  const local = address.slice(0, sign);
  const parts = local.split(/[=+-]/);
  if (/^srs[01][=+-]/.test(local) && parts.length >= 5) return rebuilt(parts);
  const tagged = /^prvs=[^=]+=(.+)$/.exec(local);
  return tagged?.[1] ? `${tagged[1]}@${domainOf(address)}` : address;
}

function rebuilt(parts: readonly string[]): string {
  const local = parts.at(-1) ?? '';
  const domain = parts.at(-2) ?? '';
  return `${local}@${domain}`;
}

/**
 * Whom another mail can have in common with this one. Nobody else may learn who got it blindly (`mail` tells), and to be on one list is to
 * have nobody in common.
 */
export function peopleOn({ from, recipients, lists }: Who, mail?: Pick<Mail, 'to' | 'cc' | 'bcc'>): readonly string[] {
  const all = from === null ? recipients : [from, ...recipients];
  const blind = mail && mail.bcc.length > 0 ? blindOf(mail) : [];
  return lists || blind.length > 0
    ? all.filter((address) => !lists?.includes(address) && !blind.includes(address))
    : all;
}

type Who = Pick<Keys, 'from' | 'recipients' | 'lists'>;

function blindOf({ to, cc, bcc }: Pick<Mail, 'to' | 'cc' | 'bcc'>): readonly string[] {
  const open = new Set([...to, ...cc].map(({ address }) => normalAddress(address)));
  return bcc.map(({ address }) => normalAddress(address)).filter((address) => !open.has(address));
}
