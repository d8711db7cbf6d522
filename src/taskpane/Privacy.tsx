/** Who reads the open mail: everybody who sees its record, or its owner and the people on it alone. Fetched on demand. */
import { Switch } from '@fluentui/react-components';
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import type { Known } from './state';
import { usePaneStyles } from './styles';
import { suggestionOf, type Untracked } from './suggestion';
import { becauseChosen, type Verdict } from './verdict';

const PROMISE = 'only you and the people on this mail read it';

export default function Privacy({ known, verdict, busy }: { known: Known; verdict: Verdict; busy: boolean }) {
  if (verdict.is === 'waiting') return null;
  if (verdict.is !== 'tracked') return <TrackPrivately known={known} verdict={verdict} busy={busy} />;
  return verdict.mine ? <PrivateSwitch verdict={verdict} busy={busy} /> : null;
}

function PrivateSwitch({ verdict: { own }, busy }: { verdict: Extract<Verdict, { is: 'tracked' }>; busy: boolean }) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const turn = (wanted: boolean) => {
    if (!busy) act({ do: 'setPrivate', requestId: mint(), own, private: wanted });
  };
  return (
    <div className={styles.part}>
      <Switch
        checked={own.private === true}
        label={`Private: ${PROMISE}`}
        onChange={(_event, { checked }) => turn(checked)}
      />
    </div>
  );
}

function TrackPrivately({ known, verdict, busy }: { known: Known; verdict: Untracked; busy: boolean }) {
  const styles = usePaneStyles();
  const { act, mint, user } = useDesk();
  const suggestion = suggestionOf(verdict, known, user) ?? { regarding: null, because: becauseChosen(known) };
  const track = () => act({ do: 'track', requestId: mint(), ...suggestion, withBody: true, private: true });
  const where = suggestion.regarding === null ? 'without a record' : `regarding ${suggestion.regarding.name}`;
  return (
    <div className={styles.acts}>
      <Button size="small" disabledFocusable={busy} title={`Track ${where}: ${PROMISE}`} onClick={track}>
        Keep private
      </Button>
      <span className={styles.quiet}>Tracks it, and {PROMISE}.</span>
    </div>
  );
}
