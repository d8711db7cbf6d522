/** What a mail is going to be once its letters have left, and the way back. Fetched on demand. */
import type { Waiting } from '../client/outbox';
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import { usePaneStyles } from './styles';

export default function WaitingCard({ waiting, busy }: { waiting: readonly Waiting[]; busy: boolean }) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const last = waiting.at(-1);
  const makes = waiting.map(({ letter: { errand } }) => ('create' in errand ? errand.create : undefined)).find(Boolean);
  return (
    <>
      <p className={styles.line}>
        Kept on this device. It is sent by itself as soon as the server can be reached; until then nothing is stored.
      </p>
      {makes && (
        <p className={styles.line}>
          The {makes.type} {makes.name} is created with it.
        </p>
      )}
      {last && (
        <div className={styles.acts}>
          <Button
            disabledFocusable={busy}
            onClick={() => act({ do: 'takeBack', requestId: mint(), letter: last.letter })}
          >
            Undo
          </Button>
        </div>
      )}
    </>
  );
}
