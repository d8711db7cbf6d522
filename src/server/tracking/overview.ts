/** The first page of administration: how much is tracked and how, who waits for what, how the server does. */
import { problem } from '../../contract/problems';
import { maySettle } from '../../contract/roles';
import { readJobs, type JobState } from '../store/jobs';
import { readOverview } from '../store/overview';
import type { Act } from './acts';
import { readNumberSpaces } from './numberSpaces';
import type { Workshop } from './workshop';

export const overview =
  ({ store, clock }: Workshop): Act<'overview'> =>
  async ({ orgId, role }, { body: { days, zone } }) => {
    if (!maySettle(role) && role !== 'auditor') throw problem('notAllowed');
    mustBeZone(zone);
    const at = clock();
    const [counted, jobs, spaces] = await Promise.all([
      store.look(orgId, (ask) => readOverview(ask, orgId, { at, days, zone }), 'long'),
      store.look(orgId, (ask) => readJobs(ask, orgId, at)),
      store.change(orgId, (ask) => readNumberSpaces(ask, orgId, at)),
    ]);
    const { databaseBytes, mails, records, auditRows, ...charts } = counted;
    const answeredIn = Math.max(0, clock().getTime() - at.getTime());
    const health = { databaseBytes, mails, records, auditRows, answeredIn, jobs: jobs.map(toJob) };
    return { zone, ...charts, spaces, health };
  };

const toJob = ({ name, endedAt, dueAt, running }: JobState) => ({
  ...{ name, running },
  endedAt: endedAt?.toISOString() ?? null,
  dueAt: dueAt.toISOString(),
});

function mustBeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw problem('badInput', `zone “${zone}” is no time zone that is known here.`);
  }
}
