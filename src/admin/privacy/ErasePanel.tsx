/** What can be done with what was found: taken away as a file, or erased by whoever types the address once more. */
import { Button, Checkbox, Field, Input, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonPreview } from '../../contract/privacy';
import { Group } from '../controls';
import type { Person } from './usePerson';

const useStyles = makeStyles({
  field: { maxWidth: '460px' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const same = (typed: string, address: string) => typed.trim().toLowerCase() === address.toLowerCase();

const faultOf = (message: string | null) =>
  message === null ? {} : { validationMessage: message, validationState: 'error' as const };

interface Typed {
  readonly reason: string;
  readonly confirmation: string;
  readonly records: boolean;
  readonly tried: 'save' | 'erase' | null;
}

export function ErasePanel({ person, preview }: { person: Person; preview: PersonPreview }) {
  const styles = useStyles();
  const [typed, setTyped] = useState<Typed>({ reason: '', confirmation: '', records: true, tried: null });
  const change = (part: Partial<Typed>) => setTyped((last) => ({ ...last, ...part }));
  const { reason, confirmation, records, tried } = typed;
  const noReason = reason.trim() === '';
  const other = !same(confirmation, preview.address);
  const save = () => (noReason ? change({ tried: 'save' }) : person.save(reason.trim()));
  const erase = () =>
    noReason || other ? change({ tried: 'erase' }) : person.erase({ confirmation, reason: reason.trim(), records });
  return (
    <Group id="rights" title="Take away or erase">
      <Field
        label="Reason"
        required
        hint="It stands in the audit and on the receipt; leave names and addresses out of it."
        className={styles.field}
        {...faultOf(tried !== null && noReason ? 'Reason: say in a few words who asked for it.' : null)}
      >
        <Textarea value={reason} maxLength={400} onChange={(_, { value }) => change({ reason: value })} />
      </Field>
      <div>
        <Button disabled={person.busy} onClick={save}>
          Save everything as a file
        </Button>
      </div>
      <p className={styles.line}>
        Erasing cannot be undone. Texts and subjects of mail that they wrote or got go, and their name and address
        everywhere. When such a mail was sent, on which record and with whom else stays, so that the threads of others
        hold together.
      </p>
      <Field
        label={`To erase, type ${preview.address} once more`}
        className={styles.field}
        {...faultOf(tried === 'erase' && other ? `This is not ${preview.address}.` : null)}
      >
        <Input
          value={confirmation}
          maxLength={320}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => change({ confirmation: value })}
        />
      </Field>
      {preview.records.length > 0 && (
        <Checkbox
          label="Erase their contacts and leads as well"
          checked={records}
          onChange={(_, { checked }) => change({ records: checked === true })}
        />
      )}
      <div>
        <Button appearance="primary" disabled={person.busy} onClick={erase}>
          Erase everything about this address
        </Button>
      </div>
    </Group>
  );
}
