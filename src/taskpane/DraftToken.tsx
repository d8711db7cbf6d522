/** The token as it will stand in the subject, or why there is none. */
import { Button } from '../ui/Button';
import type { DraftDesk, DraftState } from './draftDesk';
import type { DraftKnown } from './draftKnown';
import { isOfflineToken, tokenless, writesSubject } from './draftPlan';
import { usePaneStyles } from './styles';

const BARE = { removed: 'You removed the token.', found: 'It carries no token.' };

export function DraftToken({ known, state, desk }: { known: DraftKnown; state: DraftState; desk: DraftDesk }) {
  const styles = usePaneStyles();
  const token = state.stamp?.token ?? null;
  const never = tokenless(known);
  /** In an answer, the token of its thread does from the beginning. */
  const stands = token !== null && (writesSubject(known) || known.subject.includes(token));
  if (token !== null && never === null)
    return (
      <section className={styles.part} aria-label="Tracking token">
        <p className={styles.line}>
          Token: <strong data-testid="token">{token}</strong>{' '}
          <span className={styles.quiet}>
            {stands ? 'It stands in the subject.' : 'It is added to the subject when you send.'}
          </span>
        </p>
        {isOfflineToken(token, known.settings) && (
          <p className={styles.quiet}>
            It was made on this device, without a line to the server: that is what its first digit, 1, says. Replies are
            recognised by it all the same.
          </p>
        )}
        <div className={styles.acts}>
          <Button size="small" onClick={desk.removeToken}>
            Remove token
          </Button>
        </div>
      </section>
    );
  if (state.asking) return <p className={styles.quiet}>A token is on its way …</p>;
  if (never !== null) return <p className={styles.quiet}>{never}</p>;
  if (state.bare)
    return (
      <div className={styles.note}>
        <span>{BARE[state.bare]} Replies will be recognised by the other signs.</span>
        <Button size="small" onClick={desk.restoreToken}>
          {state.bare === 'removed' ? 'Put it back' : 'Put one in'}
        </Button>
      </div>
    );
  return state.why === null ? null : <p className={styles.quiet}>No readable token could be given. {state.why}</p>;
}
