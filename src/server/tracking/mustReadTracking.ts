import { problem } from '../../contract/problems';
import type { Tracking } from '../../contract/tracking';
import type { Ask } from '../store/db';
import { readTracking } from '../store/trackings';

export async function mustReadTracking(ask: Ask, orgId: number, activityId: string): Promise<Tracking> {
  const tracking = await readTracking(ask, orgId, activityId);
  if (tracking === null) throw problem('unknownTracking');
  return tracking;
}
