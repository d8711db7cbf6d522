/** Days by which mail would go: how much of it, and whether that is meant. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { goingWords, type Going } from '../contract/keeping';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    padding: '12px',
    border: `2px solid ${tokens.colorPaletteRedBorder2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  line: { margin: 0 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export interface RemovalProps {
  readonly going: Going;
  readonly onDecide: (meant: boolean) => void;
}

export function Removal({ going, onDecide }: RemovalProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [going]);
  const words = goingWords(going);
  return (
    <section className={styles.box} aria-labelledby="removal">
      <h2 className={styles.heading} id="removal" ref={heading} tabIndex={-1}>
        {words} would be deleted
      </h2>
      <p className={styles.line}>
        So much is older than the days that stand in this form. It goes within a day of saving, and nothing brings it
        back. Nothing is saved yet.
      </p>
      <div className={styles.acts}>
        <Button onClick={() => onDecide(false)}>Do not save</Button>
        <Button onClick={() => onDecide(true)}>Save, and delete {words}</Button>
      </div>
    </section>
  );
}
