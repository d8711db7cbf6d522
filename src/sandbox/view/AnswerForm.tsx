import { Button, Field, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { answerOutside } from '../desk/answerOutside';
import type { Program } from '../mailbox/answer';
import type { Outbound } from '../mailbox/shapes';
import { useApp } from './useStore';

const PROGRAMS: Readonly<Record<Program, string>> = {
  plain: 'With In-Reply-To and References, like most programs',
  outlook: 'With Thread-Index as well, like Outlook',
  stripped: 'Through a gateway that takes all of these away',
};

export function AnswerForm({ mail }: { mail: Outbound }) {
  const app = useApp();
  const [as, setAs] = useState(mail.recipients[0]?.address ?? '');
  const [program, setProgram] = useState<Program>('plain');
  const [text, setText] = useState('Thank you, that works for us.');
  const person = mail.recipients.find((one) => one.address === as);
  return (
    <form
      className="answer"
      aria-label="Answer"
      onSubmit={(event) => {
        event.preventDefault();
        if (person) void answerOutside(app, { to: mail, as: person, text, program });
      }}
    >
      <Field label="Answer as">
        <Select value={as} onChange={(_event, { value }) => setAs(value)}>
          {mail.recipients.map((one) => (
            <option key={one.address} value={one.address}>
              {one.name === one.address ? one.address : `${one.name} <${one.address}>`}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Headers">
        <Select value={program} onChange={(_event, { value }) => setProgram(value as Program)}>
          {Object.entries(PROGRAMS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Text" className="answer-text">
        <Textarea value={text} rows={3} onChange={(_event, { value }) => setText(value)} />
      </Field>
      <Button appearance="primary" type="submit">
        Send this answer
      </Button>
    </form>
  );
}
