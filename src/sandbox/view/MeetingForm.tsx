import { Button, Field, Input } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { SendFilled } from '@fluentui/react-icons/svg/send';
import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { discard, editMeeting } from '../desk/compose';
import { followDraft } from '../desk/followDrafts';
import { knownPeople } from '../desk/people';
import { sendMeeting } from '../desk/send';
import { textToHtml } from '../mailbox/plainText';
import type { Appointment, Mailbox } from '../mailbox/shapes';
import { BodyEditor } from './BodyEditor';
import { localInput } from './dates';
import { Notices } from './Notices';
import { PeopleField } from './PeopleField';
import { useApp, useUi, useWorld } from './useStore';

const NO_FILES = [] as const;

/** An appointment of one's own: to be written. */
export function MeetingForm({
  appointment,
  mailbox,
  ribbon,
}: {
  appointment: Appointment;
  mailbox: Mailbox;
  ribbon: ReactNode;
}) {
  const app = useApp();
  const ui = useUi();
  const { id } = appointment;
  const owners = Object.values(useWorld().mailboxes).map((one) => one.owner);
  const known = useMemo(() => knownPeople(mailbox, owners), [mailbox, owners]);
  const change = useCallback(
    (some: Partial<Appointment>) => editMeeting(app, id, (one) => ({ ...one, ...some })),
    [app, id],
  );
  const send = useCallback(() => void sendMeeting(app, id), [app, id]);
  const write = useCallback((html: string) => change({ body: { html, text: null } }), [change]);
  useEffect(() => followDraft(app, 'appointment', id), [app, id]);
  return (
    <article className="compose" aria-label="Appointment" data-testid="compose">
      <h1 className="unseen">Appointment</h1>
      <Toolbar appointment={appointment} send={send} ribbon={ribbon} />
      <Notices itemId={id} />
      <div className="fields">
        <Line label="Title" value={appointment.subject} onChange={(subject) => change({ subject })} />
        <PeopleField
          label="Attendees"
          people={appointment.required}
          known={known}
          onChange={(required) => change({ required })}
        />
        <Line
          label="Start"
          type="datetime-local"
          value={localInput(appointment.start)}
          onChange={(at) => change(moved(appointment, at))}
        />
        <Line
          label="End"
          type="datetime-local"
          value={localInput(appointment.end)}
          onChange={(at) => at && change({ end: new Date(at).toISOString() })}
        />
        <Line label="Location" value={appointment.location} onChange={(location) => change({ location })} />
      </div>
      <BodyEditor
        html={appointment.body.html ?? textToHtml(appointment.body.text ?? '')}
        files={NO_FILES}
        label="Description"
        dark={ui.theme !== 'light'}
        onChange={write}
        onSend={send}
      />
    </article>
  );
}

function Toolbar({ appointment, send, ribbon }: { appointment: Appointment; send: () => void; ribbon: ReactNode }) {
  const app = useApp();
  const { sending } = useUi();
  const invites = appointment.required.length > 0;
  return (
    <div className="ribbon" role="toolbar" aria-label="Ribbon">
      <Button appearance="primary" icon={invites ? <SendFilled /> : <SaveRegular />} disabled={sending} onClick={send}>
        {invites ? 'Send' : 'Save'}
      </Button>
      <Button appearance="subtle" icon={<DeleteRegular />} onClick={() => discard(app, appointment.id)}>
        {appointment.saved ? 'Delete' : 'Discard'}
      </Button>
      {ribbon}
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'datetime-local';
  readonly onChange: (value: string) => void;
}

const Line = ({ label, value, type = 'text', onChange }: LineProps) => (
  <Field label={label} orientation="horizontal" className="line-field">
    <Input appearance="underline" type={type} value={value} onChange={(_event, data) => onChange(data.value)} />
  </Field>
);

/** A new start keeps the length. */
function moved(appointment: Appointment, local: string): Partial<Appointment> {
  if (!local) return {};
  const start = new Date(local);
  const length = new Date(appointment.end).getTime() - new Date(appointment.start).getTime();
  return { start: start.toISOString(), end: new Date(start.getTime() + length).toISOString() };
}
