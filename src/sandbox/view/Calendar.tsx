/** The appointments of one mailbox, day by day, and the one that lies open. */
import { Button } from '@fluentui/react-components';
import { CalendarAddFilled } from '@fluentui/react-icons/svg/calendar-add';
import { look } from '../desk/app';
import { composeAppointment } from '../desk/compose';
import type { Current } from '../desk/current';
import { findAppointment, isListed } from '../mailbox/world';
import type { Appointment, Mailbox } from '../mailbox/shapes';
import { CategoryDots } from './Categories';
import { useLineMenu } from './CategoryMenu';
import { clock, dayName } from './dates';
import { Meeting } from './Meeting';
import { MeetingForm } from './MeetingForm';
import { NothingOpen } from './NothingOpen';
import { Ribbon } from './Ribbon';
import { step } from './step';
import { useApp, useUi, useWorld } from './useStore';
import { isTracked } from '../desk/tracked';

const HOUR = 3_600_000;

export function Calendar({ mailbox, current }: { mailbox: Mailbox; current: Current | null }) {
  const app = useApp();
  const ui = useUi();
  const world = useWorld();
  const open = ui.appointment === null ? null : findAppointment(world, ui.user, ui.appointment);
  const start = () => {
    const next = Math.ceil(app.services.chance.now().getTime() / HOUR) * HOUR;
    const times = { start: new Date(next).toISOString(), end: new Date(next + HOUR / 2).toISOString() };
    void composeAppointment(app, { subject: '', ...times, location: '', attendees: [], html: '<p><br></p>' });
  };
  const ribbon = current && <Ribbon current={current} />;
  return (
    <>
      <section className="side wide" aria-label="Agenda">
        <Button appearance="primary" icon={<CalendarAddFilled />} onClick={start}>
          New appointment
        </Button>
        <Agenda mailbox={mailbox} />
      </section>
      <main className="item">
        {!open && <NothingOpen title="Calendar">Choose an appointment to see it here.</NothingOpen>}
        {open && current?.ref?.mode === 'compose' && (
          <MeetingForm key={open.id} appointment={open} mailbox={mailbox} ribbon={ribbon} />
        )}
        {open && current?.ref?.mode === 'read' && <Meeting appointment={open} mailbox={mailbox} ribbon={ribbon} />}
      </main>
    </>
  );
}

function Agenda({ mailbox }: { mailbox: Mailbox }) {
  const app = useApp();
  const { appointment } = useUi();
  const all = mailbox.items.filter((item): item is Appointment => item.kind === 'appointment' && isListed(item));
  const sorted = all.sort((a, b) => a.start.localeCompare(b.start));
  const keys = sorted.map((one) => one.id);
  const open = (id: string): void => look(app, (ui) => ({ ...ui, appointment: id, composing: null }));
  const focusable = appointment !== null && keys.includes(appointment) ? appointment : keys[0];
  const { onContextMenu, menu } = useLineMenu(mailbox);
  if (sorted.length === 0) return <p className="empty">There are no appointments.</p>;
  return (
    <>
      {menu}
      <ul
        className="agenda"
        role="listbox"
        aria-label="Appointments"
        onContextMenu={onContextMenu}
        onKeyDown={(event) => step(event, keys, appointment, open)}
      >
        {sorted.map((one) => (
          <li
            key={one.id}
            role="option"
            aria-selected={one.id === appointment}
            tabIndex={one.id === focusable ? 0 : -1}
            data-key={one.id}
            onClick={() => open(one.id)}
          >
            <span className="day">{dayName(one.start)}</span>
            <span className="time">
              {clock(one.start)}–{clock(one.end)}
            </span>
            <span className="subject">{one.subject || '(no subject)'}</span>
            <span className="marks">
              {isTracked(one) && <span className="tracked">Tracked</span>}
              <CategoryDots names={one.categories} masterCategories={mailbox.masterCategories} />
            </span>
            <span className="preview">{one.location}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
