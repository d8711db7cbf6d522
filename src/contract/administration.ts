/** What only the pages of administration ask of the server. */
import { AskAuditSchema, AuditFileSchema, AuditReplySchema, ExportAuditSchema } from './audit';
import type { Endpoint } from './endpoint';
import {
  AddPersonSchema,
  ChangePersonSchema,
  HandOverAllSchema,
  LeaveTeamSchema,
  MyTeamsSchema,
  PeopleReplySchema,
  PersonPath,
  PersonReplySchema,
} from './people';
import { GoingSchema, KeepingSchema } from './keeping';
import { AskOverviewSchema, OverviewSchema } from './overview';
import {
  AskPersonSchema,
  ErasePersonSchema,
  ErasureSchema,
  ExportPersonSchema,
  ExportReplySchema,
  PersonPreviewSchema,
} from './privacy';
import { Shape, Type } from './schema';
import { NumberSpaceSchema } from './sending';
import { SaveSettingsSchema, SettingsReplySchema } from './settings';
import { ImportReplySchema, ImportSettingsSchema, OldSettingsSchema, SettingsVersionsSchema } from './settingsFile';

export const administration = {
  numberSpaces: {
    method: 'GET',
    path: '/api/tokens/spaces',
    reply: Shape({ spaces: Type.Array(NumberSpaceSchema) }),
  },
  saveSettings: {
    method: 'PUT',
    path: '/api/settings',
    body: SaveSettingsSchema,
    reply: SettingsReplySchema,
  },
  keeping: { method: 'POST', path: '/api/settings/keeping', body: KeepingSchema, reply: GoingSchema },
  settingsVersions: { method: 'GET', path: '/api/settings/versions', reply: SettingsVersionsSchema },
  oldSettings: {
    method: 'GET',
    path: '/api/settings/versions/{version}',
    params: Shape({ version: Type.String({ pattern: '^\\d{1,9}$' }) }),
    reply: OldSettingsSchema,
  },
  importSettings: {
    method: 'POST',
    path: '/api/settings/import',
    body: ImportSettingsSchema,
    reply: ImportReplySchema,
  },
  people: { method: 'GET', path: '/api/people', reply: PeopleReplySchema },
  addPerson: { method: 'POST', path: '/api/people', body: AddPersonSchema, reply: PersonReplySchema },
  changePerson: {
    method: 'PUT',
    path: '/api/people/{userId}',
    params: PersonPath,
    body: ChangePersonSchema,
    reply: PersonReplySchema,
  },
  handOverAll: {
    method: 'POST',
    path: '/api/people/{userId}/records',
    params: PersonPath,
    body: HandOverAllSchema,
    reply: Shape({ records: Type.Integer() }),
  },
  myTeams: { method: 'GET', path: '/api/me/teams', reply: MyTeamsSchema },
  leaveTeam: { method: 'POST', path: '/api/me/teams/leave', body: LeaveTeamSchema, reply: MyTeamsSchema },
  audit: { method: 'POST', path: '/api/audit', body: AskAuditSchema, reply: AuditReplySchema },
  exportAudit: { method: 'POST', path: '/api/audit/export', body: ExportAuditSchema, reply: AuditFileSchema },
  overview: { method: 'POST', path: '/api/overview', body: AskOverviewSchema, reply: OverviewSchema },
  previewPerson: { method: 'POST', path: '/api/privacy/person', body: AskPersonSchema, reply: PersonPreviewSchema },
  exportPerson: { method: 'POST', path: '/api/privacy/export', body: ExportPersonSchema, reply: ExportReplySchema },
  erasePerson: { method: 'POST', path: '/api/privacy/erase', body: ErasePersonSchema, reply: ErasureSchema },
} as const satisfies Record<string, Endpoint>;
