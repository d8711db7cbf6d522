/** Who may call which endpoint, in one table: an endpoint that is not in it does not compile, a route without callers does not start. */
import type { EndpointName } from '../../contract/endpoints';
import { ROLES, type Role } from '../../contract/roles';

/** `anybody`: without signing in. */
export type Callers = readonly Role[] | 'anybody';

const everyone = ROLES;
/** Whoever works with mail and records; an auditor sees neither. */
const people = ['administrator', 'customizer', 'user'] as const;
const rulers = ['administrator'] as const;
const settlers = ['administrator', 'customizer'] as const;
/** Who tracked and read what is no business of customizers. */
const auditors = ['administrator', 'auditor'] as const;
const overseers = ['administrator', 'customizer', 'auditor'] as const;

export const callers: Readonly<Record<EndpointName, readonly Role[]>> = {
  me: everyone,
  lookup: people,
  track: people,
  untrack: people,
  restore: people,
  regard: people,
  setPrivate: people,
  trackSent: people,
  leaveSent: people,
  meet: people,
  pending: people,
  mintToken: people,
  lease: people,
  numberSpaces: settlers,
  preferences: people,
  savePreferences: people,
  searchRecords: people,
  createRecord: people,
  forgetRecord: people,
  record: people,
  shareRecord: people,
  handOver: people,
  timeline: people,
  olderMails: people,
  body: people,
  settings: everyone,
  saveSettings: settlers,
  keeping: settlers,
  settingsVersions: overseers,
  oldSettings: overseers,
  importSettings: settlers,
  people: rulers,
  addPerson: rulers,
  changePerson: rulers,
  handOverAll: rulers,
  myTeams: people,
  leaveTeam: people,
  teams: rulers,
  saveTeam: rulers,
  bodyReaders: rulers,
  allowBodies: rulers,
  mails: rulers,
  openBody: rulers,
  startTrial: settlers,
  trial: settlers,
  stopTrial: settlers,
  nextTokens: settlers,
  audit: auditors,
  exportAudit: auditors,
  overview: overseers,
  previewPerson: rulers,
  exportPerson: rulers,
  erasePerson: rulers,
};

/** For the person who is told no. */
export const allowedWords = (roles: readonly Role[]) => `This is for: ${roles.join(', ')}.`;
