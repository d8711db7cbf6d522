/** Who reads the open mail: everybody who sees its record, or its owner and the people on it alone. Fetched on demand. */
import { Switch } from '@fluentui/react-components';
import { answersPrivate, isMarkedPrivate } from '../correlation/privateTalk';
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import type { Known } from './state';
import { usePaneStyles } from './styles';
import { suggestionOf, type Untracked } from './suggestion';
import { PROMISE, WHY_PRIVATE } from './privateWords';
import { becauseChosen, type Verdict } from './verdict';

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
      {own.privateBecause && (
        <p className={styles.quiet}>{WHY_PRIVATE[own.privateBecause]}, and nobody said otherwise.</p>
      )}
    </div>
  );
}

function TrackPrivately({ known, verdict, busy }: { known: Known; verdict: Untracked; busy: boolean }) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const suggestion = suggestionOf(verdict, known) ?? { regarding: null, because: becauseChosen(known) };
  const track = (isPrivate: boolean) =>
    act({ do: 'track', requestId: mint(), ...suggestion, withBody: true, private: isPrivate });
  const where = suggestion.regarding === null ? 'without a record' : `regarding ${suggestion.regarding.name}`;
  const because = privateBecause(known, suggestion.because.matched);
  if (because !== null)
    return (
      <div className={styles.note}>
        <span>
          {WHY_PRIVATE[because]}: however you track it, {PROMISE}.
        </span>
        <Button
          size="small"
          disabledFocusable={busy}
          title={`Track ${where}: everybody who sees its record reads it`}
          onClick={() => track(false)}
        >
          Track for all
        </Button>
      </div>
    );
  return (
    <div className={styles.acts}>
      <Button size="small" disabledFocusable={busy} title={`Track ${where}: ${PROMISE}`} onClick={() => track(true)}>
        Keep private
      </Button>
      <span className={styles.quiet}>Tracks it, and {PROMISE}.</span>
    </div>
  );
}

/** As the server will judge it, by what the pane was told. */
function privateBecause({ keys, mail, correlation }: Known, matched: string | null): keyof typeof WHY_PRIVATE | null {
  if (isMarkedPrivate(mail.sensitivity)) return 'marked';
  const { matches, copy } = correlation;
  const candidates = [...matches.map(({ candidate }) => candidate), ...(copy ? [copy] : [])];
  return answersPrivate(keys, candidates, matched) ? 'answers' : null;
}
