/** What the parts of the pane need besides what they show: handed down once, by context. */
import { createContext, useContext } from 'react';
import type { Post } from '../client/postman';
import type { RecordView } from '../contract/records';
import { normalAddress } from '../correlation/addresses';
import type { RecordRef, RecordType } from '../correlation/mail';
import type { GivenToken } from './giveToken';
import type { Outbox } from './outbox';
import type { Act } from './state';

export interface FoundRecord extends RecordView {
  /** Belongs to somebody who takes part in the open mail. */
  readonly ofThisMail: boolean;
}

export interface Desk {
  /** Address of the mailbox's owner. */
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A new request id (UUID). */
  readonly mint: () => string;
  readonly act: (act: Act) => void;
  /** A token for the mail with this mark. Never rejects. */
  readonly giveToken: (mark: string) => Promise<GivenToken>;
  readonly leaveSent: Outbox['leaveSent'];
  readonly retry: () => void;
  readonly lookAgain: () => void;
  readonly dismiss: () => void;
  readonly newsRead: (id: string) => void;
  /** What is on its way to the server at this moment. */
  readonly post: () => Post;
  /** What becomes of a refused letter. */
  readonly decide: (id: string, what: 'retry' | 'withoutBody' | 'discard') => void;
  readonly openRecord: (record: RecordRef) => void;
  /** What its reader chooses for their own mail. */
  readonly openOptions: () => void;
  /** Takes back a record that was made by itself. Rejects with a Problem. */
  readonly forget: (record: RecordRef) => Promise<unknown>;
  /** Rejects with a Problem, or with AbortError. */
  readonly search: (
    question: { text: string; around: readonly string[]; types: readonly RecordType[] },
    signal: AbortSignal,
  ) => Promise<readonly FoundRecord[]>;
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('The pane is shown without its desk.');
  return desk;
}

/** Whose mail is "your mail": the normal address of the mailbox's owner; null where the client does not tell. */
export function useReader(): string | null {
  return normalAddress(useDesk().user) || null;
}
