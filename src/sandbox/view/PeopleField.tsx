import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { readPeople, writePeople } from '../desk/people';
import type { Person } from '../mailbox/shapes';

interface Props {
  readonly label: string;
  readonly people: readonly Person[];
  readonly known: readonly Person[];
  /** Takes the caret when it opens. */
  readonly first?: boolean;
  readonly onChange: (people: readonly Person[]) => void;
}

/** Addresses as one line of text, taken over when the field is left, at Enter, and at each semicolon. */
export function PeopleField({ label, people, known, first = false, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const list = `known-${label}`;
  const take = (text: string): void => {
    setTyped(null);
    if (text !== writePeople(people)) onChange(readPeople(text, known));
  };
  return (
    <Field label={label} orientation="horizontal" className="line-field">
      <Input
        appearance="underline"
        value={typed ?? writePeople(people)}
        list={list}
        autoComplete="off"
        autoFocus={first}
        onChange={(_event, { value }) => (/[;,]\s*$/.test(value) ? take(value) : setTyped(value))}
        onBlur={() => typed !== null && take(typed)}
        onKeyDown={(event) => event.key === 'Enter' && typed !== null && take(typed)}
      />
      <datalist id={list}>
        {known.map((person) => (
          <option key={person.address} value={writePeople([person])} />
        ))}
      </datalist>
    </Field>
  );
}
