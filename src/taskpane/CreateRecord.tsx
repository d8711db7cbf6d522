/** A contact or lead made from somebody nobody knows yet; the mail is tracked to it at once. Fetched on demand. */
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../ui/Button';
import { onEscape } from './onEscape';
import type { NewRecord } from './state';
import { usePaneStyles } from './styles';

export interface CreateRecordProps {
  readonly type: NewRecord['type'];
  readonly name: string;
  readonly email: string;
  /** True where the mail is tracked already, and only moves to the new record. */
  readonly tracked: boolean;
  readonly onCreate: (record: NewRecord) => void;
  readonly onClose: () => void;
}

export default function CreateRecord({ onCreate, onClose, tracked, ...start }: CreateRecordProps) {
  const pane = usePaneStyles();
  const [type, setType] = useState(start.type);
  const [name, setName] = useState(start.name);
  const [company, setCompany] = useState('');
  const [missing, setMissing] = useState(false);
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return document.getElementById(field)?.focus();
    onCreate({
      type,
      name: name.trim().slice(0, 200),
      email: start.email,
      company: company.trim().slice(0, 200) || null,
    });
  };
  return (
    <form
      className={pane.part}
      aria-label={`Create a record for ${start.email}`}
      onSubmit={submit}
      onKeyDown={onEscape(onClose)}
      noValidate
    >
      <Field label="Kind">
        <RadioGroup
          layout="horizontal"
          value={type}
          onChange={(_event, { value }) => setType(value as NewRecord['type'])}
        >
          <Radio value="contact" label="Contact" />
          <Radio value="lead" label="Lead" />
        </RadioGroup>
      </Field>
      <Field label="Name" required {...(missing ? { validationMessage: 'Please give a name.' } : {})}>
        <Input id={field} autoFocus value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Field label="Address">
        <Input value={start.email} readOnly />
      </Field>
      <Field label="Company">
        <Input value={company} onChange={(_event, { value }) => setCompany(value)} />
      </Field>
      <div className={pane.acts}>
        <Button type="submit" appearance="primary">
          {tracked ? 'Create and set regarding' : 'Create and track'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
