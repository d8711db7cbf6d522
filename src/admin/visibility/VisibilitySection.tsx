/** Who may see what: teams, the right to open any mail, and the list of all tracked mail without its text. */
import { makeStyles, tokens } from '@fluentui/react-components';
import type { SectionProps } from '../adminApi';
import { BodyReaders } from './BodyReaders';
import { MailList } from './MailList';
import { Teams } from './Teams';

const useStyles = makeStyles({ line: { margin: 0, color: tokens.colorNeutralForeground2 } });

export function VisibilitySection({ api, me }: SectionProps) {
  const styles = useStyles();
  return (
    <>
      <p className={styles.line}>
        A tracked mail is read by whoever tracked it first, by the people on it, and by those who see its record; a
        private one by the first two alone. Administrators see what any user sees, and here that there is mail.
      </p>
      <Teams api={api} />
      <BodyReaders api={api} user={me.user.address} />
      <MailList api={api} />
    </>
  );
}
