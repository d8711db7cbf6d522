/** What a reader of the audit chose, and the question that it becomes. Days are those of the reader’s own clock. */
import type { AskAudit, AuditKind } from '../../contract/audit';

export interface Chosen {
  /** A user’s number, as text; empty: everybody. */
  readonly person: string;
  readonly kind: AuditKind | '';
  /** `2026-11-22`, as a date field gives it; empty: no bound. */
  readonly from: string;
  /** Its last day, itself included. */
  readonly until: string;
  readonly about: string;
}

export const everything: Chosen = { person: '', kind: '', from: '', until: '', about: '' };

/** Midnight at the reader’s place; null for what is no day. */
function dayOf(text: string, later = 0): string | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (day === undefined) return null;
  const moment = new Date(Number(year), Number(month) - 1, Number(day) + later);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

export function questionOf({ person, kind, from, until, about }: Chosen): AskAudit {
  const [first, end] = [dayOf(from), dayOf(until, 1)];
  return {
    ...(person === '' ? {} : { person: Number(person) }),
    ...(kind === '' ? {} : { kind }),
    ...(first === null ? {} : { from: first }),
    ...(end === null ? {} : { until: end }),
    ...(about.trim() === '' ? {} : { about: about.trim() }),
  };
}

/** One sentence; null where it can be asked. */
export function faultOf({ from, until, about }: Chosen): string | null {
  if (from !== '' && until !== '' && from > until) return 'The first day comes after the last one.';
  const what = about.trim();
  if (what === '' || what.includes('@') || /^[0-9a-f-]{36}$/i.test(what)) return null;
  return 'Address or id: give a whole e-mail address, or the id of a record or mail as it stands in the list.';
}
