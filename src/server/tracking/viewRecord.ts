/** A record, its tracked mail, and the body of one of them. */
import { problem } from '../../contract/problems';
import { toView } from '../store/records';
import { readSharing } from '../store/sharing';
import { readBody, readTimeline } from '../store/timeline';
import type { Act } from './acts';
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
  ({ store }: Workshop): Act<'timeline'> =>
  async (asker, { params }) => {
    const { orgId } = asker;
    const { id } = await store.look(asker, (ask) => mustFindRecord(ask, orgId, params));
    const activities = await store.look(asker, (ask) => readTimeline(ask, orgId, id, TIMELINE_LIMIT + 1));
    return { activities: activities.slice(0, TIMELINE_LIMIT), more: activities.length > TIMELINE_LIMIT };
  };

export const body =
  ({ store }: Workshop): Act<'body'> =>
  async (asker, { params: { activityId } }) => {
    const stored = await store.look(asker, (ask) => readBody(ask, asker.orgId, activityId));
    if (stored === null) throw problem('unknownTracking');
    return stored;
  };
