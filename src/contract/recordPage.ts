/** What a record's page asks and the pane does not: the pane is small, and carries none of it. */
import type { Endpoint } from './endpoint';
import { RecordTypeSchema } from './mail';
import { HandOverSchema, RecordViewSchema, ShareRecordSchema, SharingSchema } from './records';
import { Nullable, Shape, Type, Uuid } from './schema';
import { ActivitySchema, BodySchema } from './tracking';

const RecordPath = Shape({ type: RecordTypeSchema, id: Uuid });

export const recordPage = {
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
} as const satisfies Record<string, Endpoint>;
