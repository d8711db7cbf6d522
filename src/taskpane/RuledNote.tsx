/** Something was tracked though nobody clicked: says so, and takes it back. Fetched on demand. */
import { Button } from '../ui/Button';
import { useDesk } from './desk';
import type { ByRule } from './state';
import { usePaneStyles } from './styles';
import type { Verdict } from './verdict';

interface Ruled {
  readonly rule: ByRule;
  readonly verdict: Verdict;
  readonly busy: boolean;
}

export default function RuledNote({ rule, verdict, busy }: Ruled) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const says = wordsOf(rule, verdict);
  if (says === null) return null;
  return (
    <div className={styles.note} role="status">
      <span>{says}</span>
      {verdict.is === 'tracked' && verdict.mine && (
        <Button
          size="small"
          disabledFocusable={busy}
          aria-label="Undo: untrack it"
          onClick={() => act({ do: 'untrack', requestId: mint(), own: verdict.own })}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

/** The reason that is stored says the rule already, unless somebody else's tracking was found there. */
function wordsOf({ why }: ByRule, verdict: Verdict): string | null {
  if (verdict.is === 'waiting') return why.replace(/^Tracked/, 'To be tracked');
  if (verdict.is !== 'tracked') return null;
  return verdict.own.reason.startsWith(why) ? 'It was tracked by itself when you opened it.' : why;
}
