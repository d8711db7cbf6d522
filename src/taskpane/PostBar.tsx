/** Above everything: that the server is away, how much waits for it, and what it refused. Fetched on demand. */
import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { bodyBytes, type Waiting } from '../client/outbox';
import type { Post } from '../client/postman';
import type { Failure } from '../contract/problems';
import { Button } from '../ui/Button';
import { token } from '../ui/token';
import { useDesk } from './desk';
import { usePaneStyles } from './styles';

const useStyles = makeStyles({
  refused: { borderLeft: `3px solid ${token('colorPaletteRedBorder1')}` },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** `hidden`: the letter whose refusal is told below, beside the mail it is about. */
export default function PostBar({ post: { letters, away }, hidden }: { post: Post; hidden: string | null }) {
  const styles = usePaneStyles();
  const { lookAgain } = useDesk();
  const waiting = letters.filter(({ refused }) => refused === null).length;
  return (
    <>
      {(away !== null || waiting > 0) && (
        <div className={styles.note} role="status" data-away={away?.code} data-waiting={waiting}>
          <span>
            {away && <Away failure={away} />} {waiting > 0 && countWords(waiting, away !== null)}
          </span>
          {away?.code === 'cannotSignIn' && (
            <Button size="small" onClick={lookAgain}>
              Sign in
            </Button>
          )}
        </div>
      )}
      <RefusedList refused={letters.filter(({ letter, refused }) => refused !== null && letter.id !== hidden)} />
    </>
  );
}

function Away({ failure }: { failure: Failure }) {
  if (failure.code === 'offline')
    return (
      <>
        <strong>Offline.</strong> The server cannot be reached; you see what this device knows.
      </>
    );
  return (
    <>
      <strong>{failure.sentence}</strong> {failure.detail} {failure.next}
    </>
  );
}

function countWords(count: number, away: boolean): string {
  const waiting = count === 1 ? '1 change waits' : `${count} changes wait`;
  return away ? `${waiting} on this device for the server.` : `${waiting} to be sent.`;
}

function RefusedList({ refused }: { refused: readonly Waiting[] }) {
  const styles = usePaneStyles();
  if (refused.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Refused by the server">
      {refused.map((each) => (
        <RefusedLetter key={each.letter.id} refused={each} />
      ))}
    </ul>
  );
}

const WHAT = {
  track: 'not tracked',
  trackSent: 'not tracked',
  untrack: 'still tracked',
  restore: 'not restored',
  regard: 'not moved',
};

/** Two digits that say something: a proxy may take no more than one megabyte. */
const megabytes = (bytes: number) => Math.max(0.1, bytes / 1_000_000).toFixed(1);

function RefusedLetter({ refused: { letter, refused } }: { refused: Waiting }) {
  const pane = usePaneStyles();
  const styles = useStyles();
  const { decide } = useDesk();
  const bytes = refused?.code === 'tooLarge' ? bodyBytes(letter) : 0;
  const long = bytes > 0;
  return (
    <li>
      <div className={mergeClasses(pane.note, styles.refused)} role="alert">
        <span>
          “{letter.subject || 'No subject'}” was {WHAT[letter.errand.do]}. {refused?.sentence}{' '}
          {long ? `Its text takes ${megabytes(bytes)} MB.` : refused?.detail} {refused?.next}
        </span>
        <span className={styles.acts}>
          {long && (
            <Button size="small" appearance="primary" onClick={() => decide(letter.id, 'withoutBody')}>
              Track without its body
            </Button>
          )}
          <Button size="small" onClick={() => decide(letter.id, 'retry')}>
            Try again
          </Button>
          <Button size="small" appearance="subtle" onClick={() => decide(letter.id, 'discard')}>
            Discard
          </Button>
        </span>
      </div>
    </li>
  );
}
