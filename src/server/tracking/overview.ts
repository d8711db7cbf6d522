/** The first page of administration: how much is tracked and how, who waits for what, how the server does. */
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import { readOverview } from '../store/overview';
import type { Act } from './acts';
import { readNumberSpaces } from './numberSpaces';
import type { Workshop } from './workshop';

export const overview =
  ({ store, clock }: Workshop): Act<'overview'> =>
  async ({ orgId, role }, { body: { days, zone } }) => {
    if (!maySettle(role) && role !== 'auditor') throw problem('notAllowed');
    mustBeZone(zone);
    const began = performance.now();
    const at = clock();
    const [counted, spaces] = await Promise.all([
      store.look(orgId, (ask) => readOverview(ask, orgId, { at, days, zone })),
      store.change(orgId, (ask) => readNumberSpaces(ask, orgId, at)),
    ]);
    const { databaseBytes, mails, records, auditRows, ...charts } = counted;
    const answeredIn = Math.round(performance.now() - began);
    return { zone, ...charts, spaces, health: { databaseBytes, mails, records, auditRows, answeredIn, jobs: [] } };
  };

function mustBeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw problem('badInput', `zone “${zone}” is no time zone that is known here.`);
  }
}
