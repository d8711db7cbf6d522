/** A mail whose reader may not read it: whose it is and when, and nothing else. */
import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { Activity } from '../contract/tracking';
import { dateWords } from './words';

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  top: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'baseline' },
  date: { marginLeft: 'auto', color: tokens.colorNeutralForeground2 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

export function VeiledCard({ mail, id, named }: { mail: Activity; id: string; named: boolean }) {
  const styles = useStyles();
  return (
    <article className={styles.card} aria-labelledby={id}>
      <div className={styles.top}>
        <Badge appearance="tint" color="subtle">
          Private
        </Badge>
        <time className={styles.date} dateTime={mail.sentAt}>
          {dateWords(mail.sentAt)}
        </time>
      </div>
      {!named && (
        <h4 className={styles.heading} id={id} dir="auto">
          {mail.subject}
        </h4>
      )}
      <p className={styles.quiet}>Only its owner and the people on this mail read it.</p>
    </article>
  );
}
