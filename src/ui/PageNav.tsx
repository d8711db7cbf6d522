/** The strip above a page outside Outlook: where else one can go, and as whom one is here. */
import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { ROLES, type Role } from '../contract/roles';

const useStyles = makeStyles({
  strip: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '960px',
    margin: '0 auto',
    padding: '8px 20px 0',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    alignItems: 'center',
  },
  links: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', gap: '16px' },
  current: { fontWeight: tokens.fontWeightSemibold },
  who: {
    flex: '1 1 220px',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    '@media (min-width: 560px)': { textAlign: 'right' },
  },
});

/** An auditor reads no records; the overview is for those who look after everything. */
const PAGES: readonly { readonly name: string; readonly address: string; readonly roles: readonly Role[] }[] = [
  { name: 'Records', address: '/record.html', roles: ['administrator', 'customizer', 'user'] },
  { name: 'Overview', address: '/admin.html#overview', roles: ['administrator', 'customizer', 'auditor'] },
  { name: 'Settings', address: '/admin.html#settings', roles: ROLES },
];

export interface Who {
  readonly name: string;
  readonly role: Role;
}

export interface PageNavProps {
  /** The page one is on, as its address says; a record is beneath `/record.html` and keeps its link. */
  readonly here: string;
  readonly who: Who | null;
  /** Present where a person may choose to be somebody else. */
  readonly onLeave?: () => void;
}

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function PageNav({ here, who, onLeave }: PageNavProps) {
  const styles = useStyles();
  const hash = useSyncExternalStore(onHash, () => location.hash);
  return (
    <nav className={styles.strip} aria-label="Threadmark">
      <ul className={styles.links}>
        {PAGES.filter(({ roles }) => who !== null && roles.includes(who.role)).map(({ name, address }) => (
          <li key={address}>
            <Link
              href={address}
              {...(address === here + hash ? { 'aria-current': 'page' as const, className: styles.current } : {})}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {who !== null && <span className={styles.who}>Signed in as {who.name}</span>}
      {onLeave && (
        <Button size="small" appearance="subtle" onClick={onLeave}>
          Be somebody else
        </Button>
      )}
    </nav>
  );
}
