/** How the server does, in words. */
import type { Overview } from '../../contract/overview';
import type { TableWords } from './Figure';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Powers of a thousand, as disks are sold. */
export function bytesWords(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[step]}`;
}

const when = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const jobNames: Readonly<Record<string, string>> = { retention: 'Removing what is too old' };

function jobWords({ endedAt, dueAt, running }: Overview['health']['jobs'][number]): string {
  if (running) return 'Running now';
  return `${endedAt === null ? 'Has not run yet' : `Ran ${when(endedAt)}`}; due ${when(dueAt)}`;
}

export function healthTable({
  databaseBytes,
  mails,
  records,
  auditRows,
  answeredIn,
  jobs,
}: Overview['health']): TableWords {
  return {
    columns: ['What', 'How'],
    rows: [
      ['Database', `Answers, in ${answeredIn} ms for this page`],
      ['Size of the database', bytesWords(databaseBytes)],
      ['Tracked mails', String(mails)],
      ['Records', String(records)],
      ['Rows of the audit', String(auditRows)],
      ...jobs.map((job) => [jobNames[job.name] ?? job.name, jobWords(job)]),
    ],
  };
}
