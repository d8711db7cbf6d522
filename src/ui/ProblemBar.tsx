/** Says what happened and what to do, and offers to do it. */
import { makeStyles } from '@fluentui/react-components';
import type { Problem } from '../contract/problems';
import { Button } from './Button';
import { token } from './token';
import { ErrorIcon } from './icons';

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '8px',
    padding: '8px 12px',
    border: `1px solid ${token('colorPaletteRedBorder1')}`,
    borderRadius: token('borderRadiusMedium'),
    background: token('colorPaletteRedBackground1'),
    color: token('colorNeutralForeground1'),
    overflowWrap: 'anywhere',
  },
  icon: { color: token('colorPaletteRedForeground1'), paddingTop: '2px' },
  line: { margin: 0 },
  quiet: { margin: 0, color: token('colorNeutralForeground2') },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', paddingTop: '8px' },
});

export interface ProblemBarProps {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}

/** `role=alert`: a screen reader speaks it at once, whatever has the focus. */
export function ProblemBar({ problem, onRetry, onDismiss }: ProblemBarProps) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="alert">
      <span className={styles.icon}>
        <ErrorIcon />
      </span>
      <div>
        <p className={styles.line}>
          <strong>{problem.sentence}</strong> {problem.detail}
        </p>
        <p className={styles.quiet}>{problem.next}</p>
        {problem.reference !== null && <p className={styles.quiet}>Reference: {problem.reference}</p>}
        {(onRetry ?? onDismiss) && (
          <div className={styles.acts}>
            {onRetry && (
              <Button size="small" appearance="primary" onClick={onRetry}>
                {problem.code === 'tooLarge' ? 'Track without its body' : 'Retry'}
              </Button>
            )}
            {onDismiss && (
              <Button size="small" appearance="subtle" onClick={onDismiss}>
                Dismiss
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
