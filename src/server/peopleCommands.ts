/** `threadmark organisation …` and `threadmark user …`: who there is, set up without any page. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isRole, ROLES, type Role } from '../contract/roles';
import type { Config } from './config';
import { UsageProblem } from './environment';
import {
  changeOrganisation,
  changeUser,
  findOrganisation,
  type Joining,
  type OrganisationChange,
} from './store/organisations';
import { normalDomain } from './store/claims';
import { findCollisions, type Collision } from './store/collisions';
import type { Store } from './store/db';
import { createOrganisation, createUser } from './store/seeding';
import { changeSight } from './tracking/visibility';

/** Works on a migrated store; gives the line to print. */
export type PeopleCommand = (store: Store) => Promise<string>;

const many = { type: 'string', multiple: true } as const;
const one = { type: 'string' } as const;
const ofOrganisation = { domain: many, issuer: many, tenant: many, joining: one, administrator: one } as const;
const ofUser = { organisation: one, name: one, role: one, active: one, team: many, 'reads-bodies': one } as const;

/** Throws a UsageProblem for words that cannot be understood, before any database is opened. */
export function readOrganisationCommand(args: readonly string[], config: Config): PeopleCommand {
  if (args[0] === 'check') return readCheckCommand(args);
  const { act, subject: name, values } = read(args, ofOrganisation, 'organisation add|set NAME');
  const administrator = values.administrator === undefined ? null : mustBeAddress(values.administrator);
  const change = readChange(values, config);
  return async (store) => {
    const orgId =
      act === 'add'
        ? await createOrganisation(store, { name, domains: change.domains ?? [] })
        : await findOrganisation(store, name);
    await changeOrganisation(store, orgId, change);
    if (administrator !== null) {
      await createUser(store, orgId, { address: administrator, name: administrator, role: 'administrator' });
      await changeUser(store, orgId, administrator, { role: 'administrator', active: true });
    }
    const said = `“${name}” is set up${administrator === null ? '' : `; ${administrator} is its administrator`}.`;
    const twice = change.domains === undefined ? [] : await findCollisions(store);
    return twice.length === 0 ? said : `${said}\n${twice.map(inWords).join('\n')}`;
  };
}

/** What organisations claim twice, a line each, with what to do. */
function readCheckCommand(args: readonly string[]): PeopleCommand {
  if (args.length > 1) throw new UsageProblem('Write it as: threadmark organisation check.');
  return async (store) => {
    const found = await findCollisions(store);
    return found.length === 0
      ? 'No domain and no address belongs to two organisations.'
      : found.map(inWords).join('\n');
  };
}

function inWords(collision: Collision): string {
  if (collision.kind === 'domain') {
    const { domain, organisations } = collision;
    return `${domain} is a domain of ${named(organisations)}. Leave it to one: threadmark organisation set NAME --domain with those that stay ("" for none).`;
  }
  if (collision.kind === 'foreign') {
    const { address, organisation, owner } = collision;
    return `${address} is a user of “${organisation}”, but its domain belongs to “${owner}”. End that: threadmark user set ${address} --organisation "${organisation}" --active no.`;
  }
  const { address, organisations } = collision;
  return `${address} is a user of ${named(organisations)}, and cannot sign in for the first time while it is. Leave it to one: threadmark user set ${address} --organisation NAME --active no.`;
}

const named = (names: readonly string[]) => names.map((name) => `“${name}”`).join(' and ');

export function readUserCommand(args: readonly string[]): PeopleCommand {
  const { act, subject, values } = read(args, ofUser, 'user add|set ADDRESS');
  const address = mustBeAddress(subject);
  const { organisation, name = address } = values;
  if (organisation === undefined) throw new UsageProblem('Say whose user it is: --organisation NAME.');
  if (act === 'set' && values.name !== undefined)
    throw new UsageProblem('A user’s name is given with “user add”; later the sign-in service tells it.');
  const role = values.role === undefined ? null : mustBeRole(values.role);
  const active = values.active === undefined ? null : mustBeYesOrNo('active', values.active);
  const { team = [], 'reads-bodies': reads } = values;
  const readsBodies = reads === undefined ? null : mustBeYesOrNo('reads-bodies', reads);
  return async (store) => {
    const orgId = await findOrganisation(store, organisation);
    if (act === 'add') await createUser(store, orgId, { address, name, role: role ?? 'user' });
    const change = { ...(role === null ? {} : { role }), ...(active === null ? {} : { active }) };
    await changeUser(store, orgId, address, change);
    await changeSight(store, { orgId, address, teams: team, readsBodies, at: new Date() });
    return `${address} is ${act === 'add' ? 'a user' : 'changed'} in “${organisation}”.`;
  };
}

function read<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O, form: string) {
  const parsed = understand(args, options);
  const [act, subject, ...more] = parsed.positionals;
  if ((act !== 'add' && act !== 'set') || subject === undefined || more.length > 0)
    throw new UsageProblem(`Write it as: threadmark ${form}.`);
  return { act, subject, values: parsed.values };
}

function understand<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0] + '.');
  }
}

interface OrganisationWords {
  readonly domain?: string[] | undefined;
  readonly issuer?: string[] | undefined;
  readonly tenant?: string[] | undefined;
  readonly joining?: string | undefined;
}

function readChange(
  { domain, issuer = [], tenant = [], joining }: OrganisationWords,
  { signIn }: Config,
): OrganisationChange {
  const trusted = signIn.kind === 'oidc' ? signIn.issuers : [];
  const issuers = [...issuer, ...tenant].map((word) => {
    const found = trusted.find((each) => each.issuer === word || each.tenant === word);
    if (found) return found.issuer;
    throw new UsageProblem(`“${word}” is not among OIDC_ISSUER and ENTRA_TENANTS.`);
  });
  if (joining !== undefined && !isJoining(joining))
    throw new UsageProblem('--joining is invited, domains or everyone.');
  if (joining !== undefined && joining !== 'invited' && issuers.length === 0)
    throw new UsageProblem('Say who may vouch for people that join by themselves: --issuer or --tenant.');
  return {
    ...(domain ? { domains: domain.filter((each) => each.trim() !== '').map(mustBeDomain) } : {}),
    ...(issuers.length > 0 ? { issuers } : {}),
    ...(joining === undefined ? {} : { joining }),
  };
}

const isJoining = (word: string): word is Joining => ['invited', 'domains', 'everyone'].includes(word);

function mustBeDomain(text: string): string {
  const domain = normalDomain(text);
  if (!text.includes('@') && /^[^\s@.]+(\.[^\s@.]+)+$/.test(domain)) return domain;
  throw new UsageProblem(`“${text}” is not a domain.`);
}

function mustBeAddress(text: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return text.toLowerCase();
  throw new UsageProblem(`“${text}” is not an address.`);
}

function mustBeRole(word: string): Role {
  if (isRole(word)) return word;
  throw new UsageProblem(`“${word}” is no role: they are ${ROLES.join(', ')}.`);
}

function mustBeYesOrNo(option: string, word: string): boolean {
  if (word === 'yes' || word === 'no') return word === 'yes';
  throw new UsageProblem(`--${option} is yes or no.`);
}
