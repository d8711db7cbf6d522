/** Waits until Outlook is there, and tells what kind of Outlook it is. */
import { problem } from '../contract/problems';
import type { Person } from '../correlation/mail';
import { personOf } from './people';

export interface Outlook {
  /** The owner of the mailbox; the address is empty where the client does not tell. */
  readonly user: Person;
  /** Prefix for everything kept in browser storage (Microsoft, "Persist add-in state and settings"). */
  readonly storagePrefix: string;
}

/** Rejects with the Problem `clientRefused` where the library is missing or the page is not inside Outlook. */
export async function ready(limit: {
  readonly milliseconds: number;
  readonly after: (milliseconds: number, run: () => void) => void;
}): Promise<Outlook> {
  if (typeof Office === 'undefined')
    throw problem('clientRefused', 'Its library could not be loaded from the network.');
  const info = await Promise.race([Office.onReady(), silence(limit)]);
  if (!info?.host || !Office.context?.mailbox) throw problem('clientRefused', 'This page works inside Outlook only.');
  const profile = Office.context.mailbox.userProfile as Office.UserProfile | undefined;
  return {
    user: personOf(profile) ?? { address: '', name: '' },
    storagePrefix: (Office.context as { partitionKey?: string }).partitionKey ?? '',
  };
}

const silence = ({ milliseconds, after }: Parameters<typeof ready>[0]) =>
  new Promise<null>((_resolve, reject) =>
    after(milliseconds, () =>
      reject(problem('clientRefused', `It did not answer within ${milliseconds / 1000} seconds.`)),
    ),
  );

/** True where the client has this Mailbox requirement set. */
export function supports(version: string): boolean {
  return Office.context.requirements?.isSetSupported?.('Mailbox', version) === true;
}
