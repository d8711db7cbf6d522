/** How full each of a few things is: a bar a line. Plain boxes, which need no library and keep their edges in forced colours. */
import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  lines: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0 16px' },
  whole: {
    height: '12px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
  },
  part: { height: '100%', background: tokens.colorBrandBackground, forcedColorAdjust: 'none' },
});

export interface Share {
  readonly name: string;
  readonly part: number;
  readonly whole: number;
  readonly words: string;
}

/** Something is never drawn as nothing. */
const widthOf = ({ part, whole }: Share) => `${Math.min(100, Math.max(1, (part * 100) / whole))}%`;

export function Shares({ shares, words }: { shares: readonly Share[]; words: string }) {
  const styles = useStyles();
  return (
    <div role="img" aria-label={words} className={styles.lines}>
      {shares.map((share) => (
        <div key={share.name}>
          <div className={styles.line}>
            <span>{share.name}</span>
            <span>{share.words}</span>
          </div>
          <div className={styles.whole}>
            <div className={styles.part} style={{ width: widthOf(share) }} />
          </div>
        </div>
      ))}
    </div>
  );
}
