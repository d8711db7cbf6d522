/** What every page outside Outlook shares: theme, sign-in, and the strip that says where and as whom one is. */
import { useSyncExternalStore, type ReactNode } from 'react';
import { PageNav, type Who } from './PageNav';
import { SignInGate } from './SignInGate';
import type { PageSession } from './pageSession';
import { Themed } from './theme';
import { useLoad } from './useLoad';

export interface OutsidePageProps {
  readonly session: PageSession;
  /** `/record.html`, `/admin.html` */
  readonly here: string;
  readonly heading: string;
  /** Who is signed in. */
  readonly readWho: (signal: AbortSignal) => Promise<Who>;
  readonly children: ReactNode;
}

type SignedInProps = OutsidePageProps & { readonly development: boolean };

function SignedIn({ session, here, readWho, development, children }: SignedInProps) {
  const [who] = useLoad(readWho);
  return (
    <>
      <PageNav
        here={here}
        who={who.state === 'ready' ? who.value : null}
        {...(development ? { onLeave: () => void session.leave() } : {})}
      />
      {children}
    </>
  );
}

export function OutsidePage(props: OutsidePageProps) {
  const { session, heading } = props;
  const signIn = useSyncExternalStore(session.subscribe, session.state);
  return (
    <Themed>
      <SignInGate session={session} heading={heading}>
        <SignedIn {...props} development={signIn.state === 'in' && signIn.development} />
      </SignInGate>
    </Themed>
  );
}
