/**
 * What a draft carries in its custom property `threadmark`, from the first click until its sent copy is met: the mail itself
 * is the outbox. It lies in the mailbox, where other add-ins and rules may write, so it is read with mistrust.
 */
import type { RecordRef, RecordType } from '../correlation/mail';

export const STAMP_PROPERTY = 'threadmark';

export interface Stamp {
  /** A uuid, also in the header; ties draft, sent copy and tracking together. */
  readonly mark: string;
  /** `rule`: nobody clicked; what the organisation wants decides when the mail leaves. */
  readonly by: 'hand' | 'rule';
  /** False: the sender wants this mail left alone, whatever the rule says. */
  readonly track: boolean;
  readonly regarding: (RecordRef & { readonly name: string }) | null;
  /** As it stands, or will stand, in the subject; null for mail without one. */
  readonly token: string | null;
  /** For its sender and the people on it alone, or not; absent: nobody said. */
  readonly private?: boolean | undefined;
  /** It was no forward when this was written: classic Outlook copies custom properties into a forward (office-js issue 2456). */
  readonly plain?: boolean | undefined;
}

export function writeStamp(stamp: Stamp): string {
  return JSON.stringify({ v: 1, ...stamp });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TYPES: readonly string[] = ['contact', 'account', 'lead', 'opportunity', 'case'] satisfies RecordType[];
/** At most 20 characters of prefix, a designator, 10 + 9 digits, in one line: it is written into a subject. */
const TOKEN = /^.{1,20}[01]\d{2,19}$/;

/** null for everything that we did not write. */
export function readStamp(value: unknown): Stamp | null {
  const { v, mark, by, track, regarding, token, private: own, plain } = fieldsOf(value);
  if (
    v !== 1 ||
    !isUuid(mark) ||
    (by !== 'hand' && by !== 'rule') ||
    typeof track !== 'boolean' ||
    (token !== null && (typeof token !== 'string' || !TOKEN.test(token)))
  )
    return null;
  const record = regarding === null ? null : readRecord(regarding);
  // What is neither true nor false says nothing, and is left out where it is read: each byte here is Outlook's to load.
  const said = { private: (own && true) as boolean, plain: (plain && true) as boolean };
  return record === undefined ? null : { mark, by, track, regarding: record, token, ...said };
}

/** As most clients write it; where another word stands, the pane and the server still tell by the mark. */
const FORWARD = /^\s*(fwd?|wg|tr|rv|enc|vb|vs|vl|pd|i|ilt|doorst|fs|ww|转发|轉寄|転送|전달|пересл)\.? ?[:：]/i;

/** The choice of the mail that this one forwards, and not its own. */
export const isInherited = ({ plain }: Stamp, subject: string | null): boolean =>
  plain === true && FORWARD.test(subject ?? '');

function readRecord(value: unknown): Stamp['regarding'] | undefined {
  const { type, id, name } = fieldsOf(value);
  if (typeof type !== 'string' || !TYPES.includes(type) || !isUuid(id) || typeof name !== 'string') return undefined;
  return { type: type as RecordType, id, name: name.slice(0, 400) };
}

/** null: nobody said whether it is private. */
export const saidPrivate = (stamp: Stamp | null): boolean | null =>
  typeof stamp?.private === 'boolean' ? stamp.private : null;

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  try {
    const object: unknown = typeof value === 'string' && value.length < 10_000 ? JSON.parse(value) : value;
    return typeof object === 'object' && object !== null ? (object as Record<string, unknown>) : {};
  } catch {
    return {}; // no JSON: not ours
  }
}
