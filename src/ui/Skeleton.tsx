/** The shape of what is coming, in its final size, so that nothing jumps when it arrives. */
import { makeStyles } from '@fluentui/react-components';
import { token } from './token';

const useStyles = makeStyles({
  line: {
    display: 'block',
    height: '12px',
    borderRadius: token('borderRadiusSmall'),
    background: token('colorNeutralStencil1'),
    '@media (forced-colors: active)': { border: '1px solid GrayText' },
  },
  /** Breathes as a whole: a layer a line would cost more time than the wait it fills. */
  stack: {
    display: 'grid',
    gap: '8px',
    '@media (prefers-reduced-motion: no-preference)': {
      animationName: { from: { opacity: 1 }, '50%': { opacity: 0.5 }, to: { opacity: 1 } },
      animationDuration: '1.6s',
      animationDelay: '400ms',
      animationIterationCount: 'infinite',
    },
  },
});

/** `widths` are CSS lengths, one a line. */
export function Skeleton({ widths }: { widths: readonly string[] }) {
  const styles = useStyles();
  return (
    <div className={styles.stack} aria-hidden>
      {widths.map((width, at) => (
        <span key={at} className={styles.line} style={{ width }} />
      ))}
    </div>
  );
}
