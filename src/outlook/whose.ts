/** Whose Outlook this is, once it is there. */
import type { Person } from '../correlation/mail';
import { personOf } from './people';

export interface Outlook {
  /** The owner of the mailbox; the address is empty where the client does not tell. */
  readonly user: Person;
  /** Prefix for everything kept in browser storage (Microsoft, "Persist add-in state and settings"). */
  readonly storagePrefix: string;
}

export function whose(): Outlook {
  const profile = Office.context.mailbox.userProfile as Office.UserProfile | undefined;
  return {
    user: personOf(profile) ?? { address: '', name: '' },
    storagePrefix: (Office.context as { partitionKey?: string }).partitionKey ?? '',
  };
}
