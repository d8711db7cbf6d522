/** Where administration begins: how much is tracked and how, what waits, and how the server does. */
import { Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { ProblemBar } from '../../ui/ProblemBar';
import { Skeleton } from '../../ui/Skeleton';
import { useLoad } from '../../ui/useLoad';
import type { SectionProps } from '../adminApi';
import { Decided, Health, Pending, Spaces, Tracked } from './figures';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  choice: { maxWidth: '220px' },
  figures: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '32px' },
});

const SPANS = [7, 30, 90, 365] as const;

const zoneOf = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function OverviewSection({ api }: SectionProps) {
  const styles = useStyles();
  const [days, setDays] = useState<number>(30);
  const [loaded, again] = useLoad(
    useCallback((signal: AbortSignal) => api.call('overview', { body: { days, zone: zoneOf() }, signal }), [api, days]),
  );
  return (
    <>
      <Field label="Time" className={styles.choice}>
        <Select value={String(days)} onChange={(_, { value }) => setDays(Number(value))}>
          {SPANS.map((span) => (
            <option key={span} value={span}>
              The last {span} days
            </option>
          ))}
        </Select>
      </Field>
      {loaded.state === 'failed' && <ProblemBar problem={loaded.problem} onRetry={again} />}
      {loaded.state === 'loading' && <Skeleton widths={['60%', '95%', '90%', '60%', '95%']} />}
      {loaded.state === 'ready' && (
        <div className={styles.figures}>
          <p className={styles.line}>Days are those of {loaded.value.zone}.</p>
          <Tracked overview={loaded.value} />
          <Decided overview={loaded.value} />
          <Spaces spaces={loaded.value.spaces} />
          <Pending pending={loaded.value.pending} />
          <Health health={loaded.value.health} />
        </div>
      )}
    </>
  );
}
