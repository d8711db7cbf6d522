/** The sign-in service for a page outside Outlook: there and back in the same tab. */
import { makeKeptSignIn, type KeptDoors } from './keptSignIn';

export interface PageSignInDoors extends Omit<KeptDoors, 'partition'> {
  /** The page as people see it: path, query and fragment. */
  readonly here: () => string;
  readonly leaveFor: (address: string) => void;
}

/** Its shape is `Elsewhere` of the pages' session. */
export function makePageSignIn({ here, leaveFor, ...doors }: PageSignInDoors) {
  const { token, forget } = makeKeptSignIn({ ...doors, partition: '' });
  return {
    token,
    forget,
    there: async () => {
      const answer = await doors.fetch('/signin.json', { credentials: 'omit', cache: 'no-store' }).catch(() => null);
      return answer?.ok === true;
    },
    go: () => leaveFor(`/signin.html?to=${encodeURIComponent(here())}`),
  };
}
