/** One thread: its newest mail, and the older ones folded behind a button. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { RecordRef } from '../correlation/mail';
import type { Api } from './api';
import { MailCard } from './MailCard';
import type { Thread } from './threads';
import { isolated, listPeople, mailCount, subjectOf } from './words';

const useStyles = makeStyles({
  thread: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    background: tokens.colorNeutralBackground1,
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  older: {
    listStyleType: 'none',
    margin: 0,
    padding: '0 0 0 12px',
    borderLeft: `2px solid ${tokens.colorNeutralStroke1}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    '&[hidden]': { display: 'none' },
  },
});

export interface ThreadItemProps {
  readonly api: Api;
  readonly thread: Thread;
  readonly page: RecordRef;
}

export function ThreadItem({ api, thread, page }: ThreadItemProps) {
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { newest, older, count, people } = thread;
  const hidden = mailCount(older.length).replace(' ', ' earlier ');
  return (
    <section className={styles.thread} aria-labelledby={`${id}-title`}>
      <div>
        <h3 className={styles.heading} id={`${id}-title`} dir="auto">
          {subjectOf(newest)}
        </h3>
        {older.length > 0 && (
          <p className={styles.quiet}>
            {mailCount(count)} among {listPeople(people.map(isolated))}
          </p>
        )}
      </div>
      <MailCard api={api} mail={newest} page={page} headingId={`${id}-title`} />
      {older.length > 0 && (
        <>
          <div>
            <Button
              size="small"
              appearance="subtle"
              aria-expanded={open}
              aria-controls={`${id}-older`}
              aria-describedby={`${id}-title`}
              onClick={() => setOpen(!open)}
            >
              {open ? `Hide ${hidden}` : `Show ${hidden}`}
            </Button>
          </div>
          <ol id={`${id}-older`} className={styles.older} hidden={!open}>
            {open &&
              older.map((mail) => (
                <li key={mail.activityId}>
                  <MailCard api={api} mail={mail} page={page} />
                </li>
              ))}
          </ol>
        </>
      )}
    </section>
  );
}
