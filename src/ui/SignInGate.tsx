/** Stands before a page outside Outlook: shows it only to somebody who is signed in. */
import { Badge, Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Problem } from '../contract/problems';
import { Frame } from './Frame';
import { ProblemBar } from './ProblemBar';
import type { DevUser, PageSession } from './pageSession';
import { asProblem } from './useLoad';

const useStyles = makeStyles({
  // What the system's own colours make of it has to be said, or tools see the warning's colour on it.
  badge: { '@media (forced-colors: active)': { backgroundColor: 'Canvas', color: 'CanvasText' } },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px', maxWidth: '420px' },
  person: { width: '100%', justifyContent: 'flex-start', textAlign: 'left' },
  address: { display: 'block', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  text: { margin: 0, maxWidth: '60ch' },
});

function Choose({ users, onChoose }: { users: readonly DevUser[]; onChoose: (address: string) => void }) {
  const styles = useStyles();
  if (users.length === 0) return <p className={styles.text}>The local issuer knows nobody yet.</p>;
  return (
    <ul className={styles.list}>
      {users.map(({ address, name, organisation }) => (
        <li key={address}>
          <Button className={styles.person} onClick={() => onChoose(address)}>
            <span>
              {name || address}
              <span className={styles.address}>
                {address}
                {organisation && `, ${organisation}`}
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

export interface SignInGateProps {
  readonly session: PageSession;
  readonly heading: string;
  readonly children: ReactNode;
}

export function SignInGate({ session, heading, children }: SignInGateProps) {
  const styles = useStyles();
  const signIn = useSyncExternalStore(session.subscribe, session.state);
  const [failed, setFailed] = useState<{ problem: Problem; again: () => Promise<void> } | null>(null);
  const attempt = useCallback(
    (act: () => Promise<void>) =>
      act().then(
        () => setFailed(null),
        (error: unknown) => setFailed({ problem: asProblem(error), again: act }),
      ),
    [],
  );
  useEffect(() => void attempt(session.begin), [attempt, session]);
  if (signIn.state === 'in') return children;
  const bar = failed && <ProblemBar problem={failed.problem} onRetry={() => void attempt(failed.again)} />;
  if (signIn.state === 'away')
    return (
      <Frame heading={heading} problem={bar}>
        <p className={styles.text}>Sign in with your work account, or open this page from the pane in Outlook.</p>
        <div>
          <Button appearance="primary" onClick={session.go}>
            Sign in
          </Button>
        </div>
      </Frame>
    );
  if (signIn.state === 'closed')
    return (
      <Frame heading={heading} problem={bar}>
        <p className={styles.text}>Open this page from the Threadmark pane in Outlook: the pane signs you in here.</p>
      </Frame>
    );
  if (signIn.state === 'choose')
    return (
      <Frame heading={heading} aside="Choose who you are." problem={bar}>
        <div>
          <Badge color="warning" className={styles.badge}>
            Development sign-in
          </Badge>
          <p className={styles.text}>
            This server signs people in itself, without a password. It does so only until a real issuer is set up.
          </p>
        </div>
        <Choose users={signIn.users} onChoose={(address) => void attempt(() => session.choose(address))} />
      </Frame>
    );
  return (
    <Frame heading={heading} problem={bar}>
      {!failed && <Spinner label="Signing you in" size="small" />}
    </Frame>
  );
}
