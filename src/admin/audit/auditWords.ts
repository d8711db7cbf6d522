/** An audit row in words. What a later release notes under a name that is unknown here is shown by that name. */
import type { AuditChange, AuditKind, AuditRow } from '../../contract/audit';
import { typeWord } from '../../ui/words';
import { nameInWords } from '../fileWords';

export const kindWords: Record<AuditKind, string> = {
  settings: 'Settings changed',
  tracking: 'Tracked, untracked, another record',
  reading: 'A private body was read',
  people: 'People and their choices',
  privacy: 'Exported, erased, removed by age',
  records: 'Records',
  numbers: 'Numbers for tokens',
};

const actions: Readonly<Record<string, string>> = {
  saveSettings: 'changed the settings',
  widenTokens: 'gave new tokens one digit more',
  saveOrganisation: 'changed the organisation',
  track: 'tracked a mail',
  untrack: 'took back the tracking of a mail',
  restore: 'tracked a mail again',
  regard: 'changed the record of a mail',
  meet: 'met the sent copy of a mail',
  addUser: 'added a person',
  saveUser: 'changed a person',
  bindSignIn: 'signed in for the first time',
  savePreferences: 'chose for their own mail',
  createRecord: 'made a record',
  shareRecord: 'chose who sees a record',
  handOver: 'gave a record to somebody else',
  setPrivate: 'chose who reads a mail',
  saveTeam: 'changed a team',
  leaveTeam: 'left a team',
  allowBodies: 'gave or took the right to open any mail',
  readBody: 'opened a mail',
  mintToken: 'took a number for a token',
  lease: 'took numbers for use without a line',
  exportAudit: 'took the audit away as a file',
  exportPerson: 'exported everything about an address',
  erasePerson: 'erased an address',
  retain: 'removed what is older than it shall be kept',
};

export const actionWords = (action: string): string => actions[action] ?? action;

const entities: Readonly<Record<string, string>> = {
  settings: 'Version',
  organisation: 'Organisation',
  activity: 'Mail',
  record: 'Record',
  user: 'Person number',
  team: 'Team',
  mark: 'Mark',
  lease: 'Numbers',
  address: 'Hash of the address',
};

export const entityWords = ({ entity, entityId }: AuditRow): string =>
  entityId === '' ? '' : `${entities[entity] ?? entity} ${entityId}`;

const names: Readonly<Record<string, string>> = {
  state: 'State',
  direction: 'Direction',
  regarding: 'Record',
  method: 'Method',
  pending: 'Waiting for its sent copy',
  private: 'Private',
  rule: 'Without a click, by',
  receipt: 'Held by person number',
  issuer: 'Signed in by',
  role: 'Role',
  active: 'Active',
  type: 'Type',
  parent: 'Belongs to',
  owner: 'Owner',
  access: 'Seen by',
  members: 'People in it',
  joined: 'Came in',
  left: 'Went',
  readsBodies: 'May open any mail',
  rows: 'Rows',
  about: 'About',
  kind: 'Kind',
};

const nameWords = (name: string) => names[name] ?? nameInWords(name);

function valueWords(value: string | null, records: AuditRow['records']): string {
  if (value === null || value === '') return 'nothing';
  if (value === 'true' || value === 'false') return value === 'true' ? 'on' : 'off';
  const record = records.find(({ id }) => id === value);
  if (record === undefined) return value;
  return record.name === null ? `${typeWord(record.type).toLowerCase()} ${record.id}` : record.name;
}

/** “Longest subject: 255 → 300”, as a sentence that can be heard too. */
export function changeWords({ name, before, after }: AuditChange, records: AuditRow['records']): string {
  const now = valueWords(after, records);
  if (before === null) return `${nameWords(name)}: ${now}`;
  return `${nameWords(name)}: was ${valueWords(before, records)}, became ${now}`;
}

export const whoWords = ({ actor }: AuditRow): string => (actor === null ? 'Threadmark' : actor.name || actor.address);
