/** Who is on a mail: the writer behind what gateways and lists made of From, and everybody else. */
import { domainOf, normalAddress, parseAddresses } from './addresses';
import type { Headers } from './headers';
import type { Mail, Person } from './mail';

const MOST = 500;

export interface Participants {
  readonly from: string | null;
  /** Everybody else, once each. */
  readonly recipients: readonly string[];
}

/** Normal addresses. */
export function participants(mail: Mail, headers: Headers): Participants {
  const from = writer(mail, headers);
  const others = new Set<string>();
  for (const person of [...mail.to, ...mail.cc, ...mail.bcc, ...(mail.sender ? [mail.sender] : []), ...mail.replyTo]) {
    if (others.size >= MOST) break;
    const address = unwrap(normalAddress(person.address));
    if (address.includes('@') && address !== from) others.add(address);
  }
  return { from, recipients: [...others] };
}

/** Lists that obey DMARC write themselves into From and keep the writer elsewhere: in X-Original-From, or first in Reply-To. */
function writer(mail: Mail, headers: Headers): string | null {
  const written = mail.from ? unwrap(normalAddress(mail.from.address)) : null;
  const original = headers.get('x-original-from') ?? headers.get('x-original-sender');
  const kept = original === null ? undefined : parseAddresses(original.slice(0, 1000))[0];
  if (kept) return unwrap(normalAddress(kept.address));
  if (!mail.from || !isRewritten(mail.from, headers)) return written;
  const answerTo = mail.replyTo
    .map((person) => unwrap(normalAddress(person.address)))
    .find((address) => address !== written && !isList(address, headers));
  return answerTo ?? written;
}

function isRewritten(from: Person, headers: Headers): boolean {
  return /\bvia\b/i.test(from.name) || isList(normalAddress(from.address), headers);
}

function isList(address: string, headers: Headers): boolean {
  const post = headers.get('list-post') ?? '';
  if (post.toLowerCase().includes(address)) return true;
  // List-Id: <spice-devel.lists.example.org> is spice-devel@lists.example.org
  const id = (headers.get('list-id') ?? '').toLowerCase();
  return id.includes(`<${address.replace('@', '.')}>`);
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
