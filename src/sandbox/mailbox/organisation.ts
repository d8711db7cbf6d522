/** The file from which the sandbox is filled, as far as mailboxes need it. */
import type { Person } from './shapes';

export interface Organisation {
  readonly organisations: readonly {
    readonly domains: readonly string[];
    readonly users: readonly Person[];
    readonly records: readonly SeedRecord[];
  }[];
  readonly mails: readonly SeedMail[];
  readonly appointments: readonly SeedAppointment[];
}

export interface SeedRecord {
  readonly name: string;
  readonly email: string | null;
}

export interface SeedMail {
  readonly file: string;
  readonly mailbox: string;
  readonly folder: string;
  readonly read: boolean;
  readonly categories: readonly string[];
  readonly conversationId?: string;
}

export interface SeedAppointment {
  readonly mailbox: string;
  readonly subject: string;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly organizer: string | Person;
  readonly attendees: readonly (string | Person)[];
  readonly body: string;
  readonly series?: unknown;
}
