/** `threadmark settings …`: the settings of an organisation read, changed, and taken in and out as a file, without any page. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { problem } from '../contract/problems';
import type { Settings, SettingsReply } from '../contract/settings';
import type { Store } from './store/db';
import { findOrganisation } from './store/organisations';
import { readSettings } from './store/settings';
import { findByAddress } from './store/users';
import { UsageProblem } from './environment';
import { saveSettings } from './tracking/settings';
import { readSettingsFile } from './tracking/settingsFile';

/** Works on a migrated store; gives what to print. */
export type SettingsCommand = (store: Store) => Promise<string>;

const FORM = `threadmark settings get [NAME] | set NAME=VALUE... | export | import FILE, each with --organisation NAME`;
const one = { type: 'string' } as const;
const options = { organisation: one, as: one, reason: one, deletes: one } as const;

/** Throws a UsageProblem for words that cannot be understood, before any database is opened. */
export function readSettingsCommand(args: readonly string[]): SettingsCommand {
  const { positionals, values } = understand(args);
  const [act, ...words] = positionals;
  const { organisation } = values;
  if (organisation === undefined) throw new UsageProblem('Say whose settings: --organisation NAME.');
  const whose = (work: (store: Store, orgId: number) => Promise<string>) => async (store: Store) =>
    work(store, await findOrganisation(store, organisation));
  if (act === 'get' && words.length <= 1) return whose((store, orgId) => get(store, orgId, words[0]));
  if (act === 'export' && words.length === 0) return whose(exportFile);
  const [file] = words;
  if (act === 'import' && file !== undefined && words.length === 1) {
    const author = mustSayWhoAndWhy(values);
    return whose(async (store, orgId) => save(store, orgId, author, await readFile(file, 'utf8')));
  }
  if (act === 'set' && words.length > 0) {
    const author = mustSayWhoAndWhy(values);
    const changes = words.map(readChange);
    return whose(async (store, orgId) => save(store, orgId, author, await asFile(store, orgId, changes)));
  }
  throw new UsageProblem(`Write it as: ${FORM}.`);
}

function understand(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}

interface Author {
  readonly address: string;
  readonly reason: string;
  /** So many mails and so many texts may go by their age. */
  readonly deletes: number;
}

type Said = { readonly [K in 'as' | 'reason' | 'deletes']?: string | undefined };

function mustSayWhoAndWhy({ as, reason, deletes = '0' }: Said): Author {
  if (as === undefined) throw new UsageProblem('Say who changes them: --as ADDRESS.');
  if (reason === undefined || reason.trim() === '') throw new UsageProblem('Say why: --reason "...".');
  if (!/^\d{1,9}$/.test(deletes)) throw new UsageProblem('--deletes is a number: as many mails may go by their age.');
  return { address: as, reason: reason.trim().slice(0, 400), deletes: Number(deletes) };
}

const present = (store: Store, orgId: number): Promise<SettingsReply> =>
  store.look(orgId, (ask) => readSettings(ask, orgId));

async function get(store: Store, orgId: number, name: string | undefined): Promise<string> {
  const { settings } = await present(store, orgId);
  const lines = Object.entries(flat(settings)).map(([each, value]) => [each, asText(value)] as const);
  if (name === undefined) return lines.map(([each, text]) => `${each}=${text}`).join('\n');
  const found = lines.find(([each]) => each === name);
  if (!found) throw problem('badInput', `There is no setting “${name}”.`);
  return found[1];
}

/** The token layout part by part, as it is written on a command line: `token.prefix`. */
function flat({ token, ...others }: Settings): Record<string, unknown> {
  const layout = Object.entries(token).map(([name, value]) => [`token.${name}`, value]);
  return { ...Object.fromEntries(layout), ...others };
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

async function exportFile(store: Store, orgId: number): Promise<string> {
  const { version, settings } = await present(store, orgId);
  return JSON.stringify({ version, settings }, null, 2);
}

type Change = readonly [name: string, value: unknown];

function readChange(word: string): Change {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageProblem(`“${word}” is not NAME=VALUE.`);
  return [word.slice(0, equals), readValue(word.slice(equals + 1))];
}

/** As JSON where it is some, else as the text it is. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function asFile(store: Store, orgId: number, changes: readonly Change[]): Promise<string> {
  const { settings } = await present(store, orgId);
  const token = { ...settings.token, ...Object.fromEntries(changes.flatMap(ofLayout)) };
  const others = changes.filter((change) => ofLayout(change).length === 0);
  return JSON.stringify({ settings: { ...Object.fromEntries(others), token } });
}

function ofLayout([name, value]: Change): Change[] {
  return name.startsWith('token.') ? [[name.slice('token.'.length), value]] : [];
}

/** Under the same rules, in the same history and with the same audit as from the page. */
async function save(store: Store, orgId: number, { address, ...author }: Author, text: string): Promise<string> {
  const { version, settings: before } = await present(store, orgId);
  const { settings, left } = readSettingsFile(text, before);
  const user = await findByAddress(store, orgId, address);
  if (user === null) throw problem('notFound', `Nobody has the address ${address} in this organisation.`);
  const workshop = { store, clock: () => new Date() };
  const { reason, deletes } = author;
  const body = { version, reason, settings, going: { mails: deletes, texts: deletes } };
  const reply = await saveSettings(workshop)(user, { body, params: undefined });
  return [
    `Saved as version ${reply.version}.`,
    ...left.map(({ name, value, why }) => `Left out ${name}=${value}: ${why}`),
  ].join('\n');
}
