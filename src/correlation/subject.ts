import type { MailKind } from './mail';
export interface Subject {
  /** For comparison, never for display. */
  readonly topic: string;
  readonly kind: MailKind;
}
export function readSubject(subject: string): Subject {
  return { topic: subject.toLowerCase(), kind: 'opener' };
}
