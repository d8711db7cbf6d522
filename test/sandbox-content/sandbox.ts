import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

const root = path.join(__dirname, '../../assets/sandbox');

export interface Listed {
  readonly file: string;
  readonly mailbox: string;
  readonly folder: string;
  readonly read: boolean;
  readonly categories: readonly string[];
  readonly conversationId?: string;
  readonly tracked?: { readonly by: string; readonly regarding: string | null };
}
export interface SandboxRecord {
  readonly key: string;
  readonly type: string;
  readonly name: string;
  readonly email: string | null;
  readonly state: string;
  readonly parent: string | null;
}
export interface Sandbox {
  readonly organisations: readonly {
    readonly name: string;
    readonly domains: readonly string[];
    readonly users: readonly { readonly address: string; readonly name: string; readonly role: string }[];
    readonly records: readonly SandboxRecord[];
  }[];
  readonly mails: readonly Listed[];
  readonly appointments: readonly {
    readonly mailbox: string;
    readonly subject: string;
    readonly start: string;
    readonly end: string;
    readonly organizer: string;
    readonly attendees: readonly string[];
    readonly series?: string;
  }[];
}

/** One .eml as it lies on disk and as a MIME parser sees it. */
export interface Eml {
  readonly name: string;
  readonly bytes: Buffer;
  /** The header block and the body, every byte one character. */
  readonly raw: string;
  readonly mail: Email;
  /** Unfolded and trimmed; empty where the header is missing. */
  readonly header: (name: string) => string;
  readonly headers: (name: string) => readonly string[];
}

export const sandbox = JSON.parse(readFileSync(path.join(root, 'organisation.json'), 'utf8')) as Sandbox;
export const fileNames = readdirSync(path.join(root, 'mails')).filter((name) => name.endsWith('.eml'));

export async function readEml(name: string): Promise<Eml> {
  const bytes = readFileSync(path.join(root, 'mails', name));
  const raw = bytes.toString('latin1');
  const lines = raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = (wanted: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${wanted}:`))
      .map((line) => line.slice(wanted.length + 1).trim());
  return {
    name,
    bytes,
    raw,
    mail: await PostalMime.parse(bytes),
    headers,
    header: (wanted) => headers(wanted)[0] ?? '',
  };
}

export const readAll = (): Promise<Eml[]> => Promise.all(fileNames.map(readEml));
