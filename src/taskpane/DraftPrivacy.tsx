/** Who will read what is being written, once it is tracked. */
import { Switch } from '@fluentui/react-components';
import type { Stamp } from '../contract/stamp';
import type { DraftDesk } from './draftDesk';
import type { DraftKnown } from './draftKnown';
import { isPrivate, privateBecause } from './draftPlan';
import { PROMISE, PROMISE_OF_MEETING, WHY_PRIVATE } from './privateWords';
import { usePaneStyles } from './styles';

interface DraftPrivacyProps {
  readonly known: DraftKnown;
  readonly stamp: Stamp | null;
  readonly desk: Pick<DraftDesk, 'keepPrivate'>;
}

export function DraftPrivacy({ known, stamp, desk }: DraftPrivacyProps) {
  const styles = usePaneStyles();
  const because = privateBecause(known);
  const checked = isPrivate(known, stamp);
  return (
    <section className={styles.part} aria-label="Who reads it">
      <Switch
        checked={checked}
        label={`Private: ${known.kind === 'message' ? PROMISE : PROMISE_OF_MEETING}`}
        onChange={(_event, { checked: wanted }) => desk.keepPrivate(wanted)}
      />
      {because !== null && (
        <p className={styles.quiet}>
          {WHY_PRIVATE[because]},{' '}
          {checked ? 'so it is private too unless you switch this off.' : 'and you share this one.'}
        </p>
      )}
    </section>
  );
}
