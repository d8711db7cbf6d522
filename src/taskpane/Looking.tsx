/** While the answer is on its way: the outline of the verdict, in its room. */
import { mergeClasses } from '@fluentui/react-components';
import { Skeleton } from '../ui/Skeleton';
import { usePaneStyles } from './styles';

export function Looking() {
  const styles = usePaneStyles();
  return (
    <section
      className={mergeClasses(styles.part, styles.verdict, styles.late)}
      aria-busy
      aria-label="Looking at the message"
    >
      <Skeleton widths={['40%', '85%', '100%', '70%', '90%', '45%']} />
    </section>
  );
}
