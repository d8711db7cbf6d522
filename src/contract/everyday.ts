/** What the pane asks, once, for both ends. What only other pages ask stands in `recordPage` and `administration`: the pane is small. */
import type { Endpoint } from './endpoint';
import { CreateRecordSchema, FoundRecordsSchema, RecordViewSchema, SearchRecordsSchema } from './records';
import { ROLES } from './roles';
import { Shape, Text, Uuid, Word } from './schema';
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
  settings: {
    method: 'GET',
    path: '/api/settings',
    reply: SettingsReplySchema,
  },
} as const satisfies Record<string, Endpoint>;
