/** One tracked mail: who wrote to whom, when, with what, and why it is here. */
import { Badge, Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { RecordRef } from '../correlation/mail';
import type { Activity, Tracking } from '../contract/tracking';
import type { Api } from './api';
import { recordAddress, typeWord } from '../ui/words';
import { MailBody } from './MailBody';
import { MeetingLine } from './MeetingLine';
import { VeiledCard } from './VeiledCard';
import { dateWords, isolated, listPeople, methodWords, personName, sizeWords, stateWords, subjectOf } from './words';

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  top: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'baseline' },
  date: { marginLeft: 'auto', color: tokens.colorNeutralForeground2 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  files: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexWrap: 'wrap', gap: '4px' },
  file: {
    padding: '0 8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
});

function Files({ mail }: { mail: Activity }) {
  const styles = useStyles();
  // Inline parts are pictures of the text itself.
  const files = mail.attachments.filter(({ inline }) => !inline);
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label="Attachments">
      {files.map(({ name, size }, at) => (
        <li key={at} className={styles.file}>
          {name.trim() ? isolated(name) : 'without a name'}, {sizeWords(size)}
        </li>
      ))}
    </ul>
  );
}

/** Everyone else who holds this mail as tracked. */
const alsoBy = ({ receipts, trackedBy }: Tracking) =>
  receipts.filter(({ address }) => address.toLowerCase() !== trackedBy.address.toLowerCase());

function Evidence({ tracking }: { tracking: Tracking }) {
  const styles = useStyles();
  const others = alsoBy(tracking);
  return (
    <p className={styles.quiet}>
      Tracked by {personName(tracking.trackedBy)}, {dateWords(tracking.trackedAt)}
      {tracking.method !== 'hand' && ` (${methodWords[tracking.method]})`}
      {tracking.reason && <>: {tracking.reason}</>}
      {others.length > 0 && ` Also tracked by ${listPeople(others.map(personName))}.`}
    </p>
  );
}

function Regarding({ tracking, page }: { tracking: Tracking; page: RecordRef }) {
  const styles = useStyles();
  const { regarding } = tracking;
  if (regarding === null) return <p className={styles.quiet}>Tracked without a record.</p>;
  if (regarding.hidden) return null;
  if (regarding.id === page.id && regarding.type === page.type) return null;
  const words = `${typeWord(regarding.type)}: ${isolated(regarding.name)}`;
  return (
    <p className={styles.quiet}>
      Regarding {regarding.state === 'deleted' ? words : <Link href={recordAddress(regarding)}>{words}</Link>}
      {regarding.state !== 'open' && ` (${stateWords[regarding.state]})`}
    </p>
  );
}

export interface MailCardProps {
  readonly api: Api;
  readonly mail: Activity;
  /** The record whose page this is. */
  readonly page: RecordRef;
  /** Id of the heading that names this mail already; without one it gets its own. */
  readonly headingId?: string;
}

export function MailCard(props: MailCardProps) {
  const { mail, headingId } = props;
  const id = useId();
  if (mail.veiled) return <VeiledCard mail={mail} id={headingId ?? id} named={headingId !== undefined} />;
  return <ReadableCard {...props} />;
}

function ReadableCard({ api, mail, page, headingId }: MailCardProps) {
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  // Once read, the body stays: closing and opening asks nobody again.
  const [asked, setAsked] = useState(false);
  const named = headingId ?? `${id}-subject`;
  const subject = subjectOf(mail);
  const turn = () => {
    setAsked(true);
    setOpen(!open);
  };
  const direction = mail.direction === 'incoming' ? 'Received' : 'Sent';
  return (
    <article className={styles.card} aria-labelledby={named}>
      <div className={styles.top}>
        <Badge appearance="tint" color={mail.direction === 'incoming' ? 'informative' : 'brand'}>
          {mail.kind === 'appointment' ? 'Appointment' : direction}
        </Badge>
        {mail.tracking.private && (
          <Badge appearance="tint" color="subtle" title="Only its owner and the people on this mail read it">
            Private
          </Badge>
        )}
        <span>
          <strong>{personName(mail.from)}</strong> to {listPeople([...mail.to, ...mail.cc].map(personName))}
        </span>
        <time className={styles.date} dateTime={mail.sentAt}>
          {dateWords(mail.sentAt)}
        </time>
      </div>
      {headingId === undefined && (
        <h4 className={styles.heading} id={named} dir="auto">
          {subject}
        </h4>
      )}
      <MeetingLine meeting={mail.tracking.meeting} />
      <Files mail={mail} />
      <Regarding tracking={mail.tracking} page={page} />
      <Evidence tracking={mail.tracking} />
      <div>
        <Button size="small" aria-expanded={open} aria-controls={`${id}-body`} aria-describedby={named} onClick={turn}>
          {open ? 'Close mail' : 'Read mail'}
        </Button>
      </div>
      <div id={`${id}-body`} hidden={!open}>
        {asked && <MailBody api={api} activityId={mail.activityId} subject={subject} />}
      </div>
    </article>
  );
}
