/** Every question that can be asked of the server, once, for both ends and for the OpenAPI document. */
import { CreateRecordSchema, FoundRecordsSchema, RecordViewSchema, SearchRecordsSchema } from './records';
import { ROLES } from './roles';
import { Shape, Text, Type, Uuid, Word, type Static, type TSchema } from './schema';
import { RecordTypeSchema, PersonSchema } from './mail';
import {
  AskLeaseReplySchema,
  AskLeaseSchema,
  LeaveSentSchema,
  MeetSchema,
  MintReplySchema,
  MintSchema,
  NumberSpaceSchema,
  PendingReplySchema,
  TrackSentReplySchema,
  TrackSentSchema,
} from './sending';
import { PreferencesSchema, SaveSettingsSchema, SettingsReplySchema } from './settings';
import { ImportReplySchema, ImportSettingsSchema, OldSettingsSchema, SettingsVersionsSchema } from './settingsFile';
import {
  ActivitySchema,
  BodySchema,
  LookupReplySchema,
  LookupSchema,
  RegardSchema,
  RestoreSchema,
  TrackReplySchema,
  TrackSchema,
  UntrackSchema,
} from './tracking';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `{name}` stands for a path parameter. */
  readonly path: string;
  readonly params?: TSchema;
  readonly body?: TSchema;
  readonly reply: TSchema;
}

const RecordPath = Shape({ type: RecordTypeSchema, id: Uuid });

export const endpoints = {
  me: {
    method: 'GET',
    path: '/api/me',
    reply: Shape({ user: PersonSchema, organisation: Text(400), role: Word(...ROLES) }),
  },
  lookup: {
    method: 'POST',
    path: '/api/lookup',
    body: LookupSchema,
    reply: LookupReplySchema,
  },
  track: { method: 'POST', path: '/api/track', body: TrackSchema, reply: TrackReplySchema },
  untrack: {
    method: 'POST',
    path: '/api/untrack',
    body: UntrackSchema,
    reply: TrackReplySchema,
  },
  restore: {
    method: 'POST',
    path: '/api/restore',
    body: RestoreSchema,
    reply: TrackReplySchema,
  },
  regard: {
    method: 'POST',
    path: '/api/regarding',
    body: RegardSchema,
    reply: TrackReplySchema,
  },
  trackSent: {
    method: 'POST',
    path: '/api/sent',
    body: TrackSentSchema,
    reply: TrackSentReplySchema,
  },
  leaveSent: {
    method: 'POST',
    path: '/api/sent/left',
    body: LeaveSentSchema,
    reply: TrackSentReplySchema,
  },
  meet: {
    method: 'POST',
    path: '/api/sent/met',
    body: MeetSchema,
    reply: TrackReplySchema,
  },
  pending: {
    method: 'GET',
    path: '/api/sent/pending',
    reply: PendingReplySchema,
  },
  mintToken: {
    method: 'POST',
    path: '/api/tokens',
    body: MintSchema,
    reply: MintReplySchema,
  },
  lease: {
    method: 'POST',
    path: '/api/leases',
    body: AskLeaseSchema,
    reply: AskLeaseReplySchema,
  },
  numberSpaces: {
    method: 'GET',
    path: '/api/tokens/spaces',
    reply: Shape({ spaces: Type.Array(NumberSpaceSchema) }),
  },
  preferences: {
    method: 'GET',
    path: '/api/me/preferences',
    reply: PreferencesSchema,
  },
  savePreferences: {
    method: 'PUT',
    path: '/api/me/preferences',
    body: PreferencesSchema,
    reply: PreferencesSchema,
  },
  searchRecords: {
    method: 'POST',
    path: '/api/records/search',
    body: SearchRecordsSchema,
    reply: FoundRecordsSchema,
  },
  createRecord: {
    method: 'POST',
    path: '/api/records',
    body: CreateRecordSchema,
    reply: Shape({ record: RecordViewSchema }),
  },
  record: {
    method: 'GET',
    path: '/api/records/{type}/{id}',
    params: RecordPath,
    reply: Shape({ record: RecordViewSchema }),
  },
  timeline: {
    method: 'GET',
    path: '/api/records/{type}/{id}/timeline',
    params: RecordPath,
    reply: Shape({ activities: Type.Array(ActivitySchema), more: Type.Boolean() }),
  },
  body: {
    method: 'GET',
    path: '/api/activities/{activityId}/body',
    params: Shape({ activityId: Uuid }),
    reply: BodySchema,
  },
  settings: {
    method: 'GET',
    path: '/api/settings',
    reply: SettingsReplySchema,
  },
  saveSettings: {
    method: 'PUT',
    path: '/api/settings',
    body: SaveSettingsSchema,
    reply: SettingsReplySchema,
  },
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
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
export type Reply<N extends EndpointName> = Static<Endpoints[N]['reply']>;
export type Body<N extends EndpointName> = Endpoints[N] extends { body: infer B extends TSchema }
  ? Static<B>
  : undefined;
export type Params<N extends EndpointName> = Endpoints[N] extends { params: infer P extends TSchema }
  ? Static<P>
  : undefined;
