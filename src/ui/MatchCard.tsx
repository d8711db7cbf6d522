/** A record that a mail belongs, or may belong, to: which one, why, and what speaks against it. */
import { makeStyles } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import type { Regarding } from '../correlation/mail';
import { token } from './token';
import { typeWord } from './words';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '4px',
    padding: '8px 12px',
    border: `1px solid ${token('colorNeutralStroke1')}`,
    borderRadius: token('borderRadiusMedium'),
    overflowWrap: 'anywhere',
  },
  name: {
    margin: 0,
    fontSize: token('fontSizeBase300'),
    lineHeight: token('lineHeightBase300'),
    fontWeight: token('fontWeightSemibold'),
  },
  quiet: { color: token('colorNeutralForeground2'), fontWeight: token('fontWeightRegular') },
  line: { margin: 0 },
  against: { margin: 0, paddingLeft: '8px', borderLeft: `3px solid ${token('colorPaletteYellowBorderActive')}` },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', paddingTop: '4px' },
});

export interface MatchCardProps {
  /** null: a tracked mail that has no record. */
  readonly regarding: Pick<Regarding, 'type' | 'name' | 'state' | 'hidden'> | null;
  /** Sentences. */
  readonly reasons: readonly string[];
  readonly against: readonly string[];
  readonly children?: ReactNode;
}

export function MatchCard({ regarding, reasons, against, children }: MatchCardProps) {
  const styles = useStyles();
  const heading = useId();
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h3 id={heading} className={styles.name}>
        {regarding?.name ?? 'Tracked mail without record'}{' '}
        {regarding && !regarding.hidden && (
          <span className={styles.quiet}>
            {typeWord(regarding.type)}
            {regarding.state !== 'open' && `, ${regarding.state}`}
          </span>
        )}
      </h3>
      {reasons.map((reason) => (
        <p key={reason} className={styles.line}>
          {reason}
        </p>
      ))}
      {against.map((reason) => (
        <p key={reason} className={styles.against}>
          <span className={styles.quiet}>Against it:</span> {reason}
        </p>
      ))}
      {children !== undefined && <div className={styles.acts}>{children}</div>}
    </section>
  );
}
