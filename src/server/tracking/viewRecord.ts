/** A record, its tracked mail, and the body of one of them. */
import { problem } from '../../contract/problems';
import type { RecordRef } from '../../correlation/mail';
import { toView } from '../store/records';
import { readSharing } from '../store/sharing';
import { isStored, readBody, readTimeline } from '../store/timeline';
import type { Act, Asker } from './acts';
import { mustFindRecord } from './mustFindRecord';
import type { Workshop } from './workshop';

const TIMELINE_LIMIT = 200;

export const record =
  ({ store }: Workshop): Act<'record'> =>
  async (asker, { params }) => {
    const found = await store.look(asker, (ask) => mustFindRecord(ask, asker.orgId, params));
    const sharing = await store.look(asker, (ask) => readSharing(ask, asker, found.id));
    return { record: toView(found), sharing };
  };

export const timeline =
  (workshop: Workshop): Act<'timeline'> =>
  (asker, { params }) =>
    readPage(workshop, asker, params, null);

export const olderMails =
  (workshop: Workshop): Act<'olderMails'> =>
  (asker, { params, body: { after } }) =>
    readPage(workshop, asker, params, after);

async function readPage({ store }: Workshop, asker: Asker, asked: RecordRef, after: string | null) {
  const { orgId } = asker;
  const { id } = await store.look(asker, (ask) => mustFindRecord(ask, orgId, asked));
  const [activities, stands] = await store.look(asker, (ask) =>
    Promise.all([
      readTimeline(ask, orgId, { recordId: id, limit: TIMELINE_LIMIT + 1, after }),
      after === null || isStored(ask, orgId, after),
    ]),
  );
  if (!stands) throw problem('unknownTracking');
  return { activities: activities.slice(0, TIMELINE_LIMIT), more: activities.length > TIMELINE_LIMIT };
}

export const body =
  ({ store }: Workshop): Act<'body'> =>
  async (asker, { params: { activityId } }) => {
    const stored = await store.look(asker, (ask) => readBody(ask, asker.orgId, activityId));
    if (stored === null) throw problem('unknownTracking');
    return stored;
  };
