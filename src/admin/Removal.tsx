/** Days by which mail would go: how much of it, and whether that is meant. */
import { Button, mergeClasses } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { goingWords, type Going } from '../contract/keeping';
import { useDecisionStyles } from './useDecisionStyles';

export interface RemovalProps {
  readonly going: Going;
  readonly onDecide: (meant: boolean) => void;
}

export function Removal({ going, onDecide }: RemovalProps) {
  const styles = useDecisionStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [going]);
  const words = goingWords(going);
  return (
    <section className={mergeClasses(styles.box, styles.final)} aria-labelledby="removal">
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
