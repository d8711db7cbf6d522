/** The pages of administration that this reader may open, as links. */
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { Section } from './sections';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '4px 16px' },
  current: { fontWeight: tokens.fontWeightSemibold },
});

export function SectionNav({ among, current }: { among: readonly Section[]; current: Section }) {
  const styles = useStyles();
  if (among.length < 2) return null;
  return (
    <nav aria-label="Administration">
      <ul className={styles.list}>
        {among.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`#${id}`}
              {...(id === current.id ? { 'aria-current': 'page' as const, className: styles.current } : {})}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
