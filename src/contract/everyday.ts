/** What the pane and a record's page ask, once, for both ends. What only the settings page asks stands in `administration`: the pane is small. */
import type { Endpoint } from './endpoint';
import {
  CreateRecordSchema,
  FoundRecordsSchema,
  HandOverSchema,
  RecordViewSchema,
  SearchRecordsSchema,
  ShareRecordSchema,
  SharingSchema,
} from './records';
import { ROLES } from './roles';
import { Nullable, Shape, Text, Type, Uuid, Word } from './schema';
import { RecordTypeSchema, PersonSchema } from './mail';
import {
  AskLeaseReplySchema,
  AskLeaseSchema,
  LeaveSentSchema,
  MeetSchema,
  MintReplySchema,
  MintSchema,
  PendingReplySchema,
  TrackSentReplySchema,
  TrackSentSchema,
} from './sending';
import { PreferencesSchema, SettingsReplySchema } from './settings';
import {
  ActivitySchema,
  BodySchema,
  LookupReplySchema,
  LookupSchema,
  RegardSchema,
  RestoreSchema,
  SetPrivateSchema,
  TrackReplySchema,
  TrackSchema,
  UntrackSchema,
} from './tracking';

const RecordPath = Shape({ type: RecordTypeSchema, id: Uuid });

export const everyday = {
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
  setPrivate: {
    method: 'POST',
    path: '/api/private',
    body: SetPrivateSchema,
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
  forgetRecord: {
    method: 'POST',
    path: '/api/records/{type}/{id}/forget',
    params: RecordPath,
    body: Shape({ requestId: Uuid }),
    reply: Shape({}),
  },
  record: {
    method: 'GET',
    path: '/api/records/{type}/{id}',
    params: RecordPath,
    reply: Shape({ record: RecordViewSchema, sharing: SharingSchema }),
  },
  shareRecord: {
    method: 'PUT',
    path: '/api/records/{type}/{id}/sharing',
    params: RecordPath,
    body: ShareRecordSchema,
    reply: Shape({ sharing: SharingSchema }),
  },
  handOver: {
    method: 'PUT',
    path: '/api/records/{type}/{id}/owner',
    params: RecordPath,
    body: HandOverSchema,
    reply: Shape({ sharing: Nullable(SharingSchema) }),
  },
  timeline: {
    method: 'GET',
    path: '/api/records/{type}/{id}/timeline',
    params: RecordPath,
    reply: Shape({ activities: Type.Array(ActivitySchema), more: Type.Boolean() }),
  },
  olderMails: {
    method: 'POST',
    path: '/api/records/{type}/{id}/timeline/older',
    params: RecordPath,
    /** The last mail of the page before. */
    body: Shape({ after: Uuid }),
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
} as const satisfies Record<string, Endpoint>;
