/** Waits until Outlook is there, and tells what kind of Outlook it is. */
import { problem } from '../contract/problems';
import { whose, type Outlook } from './whose';

/** Rejects with the Problem `clientRefused` where the library is missing or the page is not inside Outlook. */
export async function ready(limit: {
  readonly milliseconds: number;
  readonly after: (milliseconds: number, run: () => void) => void;
}): Promise<Outlook> {
  if (typeof Office === 'undefined')
    throw problem('clientRefused', 'Its library could not be loaded from the network.');
  const info = await Promise.race([Office.onReady(), silence(limit)]);
  if (!info?.host || !Office.context?.mailbox) throw problem('clientRefused', 'This page works inside Outlook only.');
  return whose();
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
