import type { ReactNode } from 'react';
import { writePeople } from '../desk/people';
import type { Appointment, Mailbox } from '../mailbox/shapes';
import { CategoryTags } from './Categories';
import { CategoryMenu } from './CategoryMenu';
import { clock, dayName } from './dates';
import { MailBody } from './MailBody';
import { Notices } from './Notices';
import { useUi } from './useStore';

const NO_FILES = [] as const;

/** An appointment that somebody else called: to be read. */
export function Meeting({
  appointment,
  mailbox,
  ribbon,
}: {
  appointment: Appointment;
  mailbox: Mailbox;
  ribbon: ReactNode;
}) {
  const { theme } = useUi();
  return (
    <>
      <div className="ribbon" role="toolbar" aria-label="Ribbon">
        <CategoryMenu item={appointment} mailbox={mailbox} />
        {ribbon}
      </div>
      <article className="reading" aria-label={appointment.subject} data-testid="reading">
        <header>
          <h1>{appointment.subject}</h1>
          <CategoryTags names={appointment.categories} mailbox={mailbox} />
          <p>
            {dayName(appointment.start)}, {clock(appointment.start)}–{clock(appointment.end)}
          </p>
          <p className="people">{appointment.location}</p>
          <p className="people">
            <span className="label">Organiser:</span> {writePeople([appointment.organizer])}
          </p>
          <p className="people">
            <span className="label">Attendees:</span> {writePeople([...appointment.required, ...appointment.optional])}
          </p>
        </header>
        <Notices itemId={appointment.id} />
        <MailBody body={appointment.body} attachments={NO_FILES} dark={theme !== 'light'} />
      </article>
    </>
  );
}
