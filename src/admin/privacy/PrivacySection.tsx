/** What people may ask of an organisation about themselves: what is stored about their address, as a file, and that it goes. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import type { Erasure, PersonPreview } from '../../contract/privacy';
import { ProblemBar } from '../../ui/ProblemBar';
import { typeWord } from '../../ui/words';
import { Group } from '../controls';
import type { SectionProps } from '../adminApi';
import { ErasePanel } from './ErasePanel';
import { countWords, erasedWords, when } from './personWords';
import { usePerson } from './usePerson';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end' },
  field: { flex: '1 1 220px', maxWidth: '460px' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px', overflowWrap: 'anywhere' },
});

function Words({ name, words }: { name: string; words: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={name}>
      {words.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const recordWord = (type: string) => typeWord(type as Parameters<typeof typeWord>[0]) ?? type;

function Preview({ preview }: { preview: PersonPreview }) {
  const styles = useStyles();
  const words = countWords(preview);
  const records = preview.records.map(({ type, name }) => `${recordWord(type)}: ${name}`);
  const receipts = preview.receipts.map(({ receiptId, at }) => `Erased ${when(at)}, receipt ${receiptId}`);
  return (
    <Group id="stored" title={`Stored about ${preview.address}`}>
      {words.length === 0 && <p className={styles.line}>Nothing is stored about this address.</p>}
      {words.length > 0 && <Words name="What is stored" words={words} />}
      {records.length > 0 && <Words name="Contacts and leads" words={records} />}
      {receipts.length > 0 && <Words name="Receipts" words={receipts} />}
      {preview.user?.active === true && (
        <p className={styles.line}>
          {preview.user.name} signs in here. End their access first; then the address can be erased.
        </p>
      )}
    </Group>
  );
}

function Receipt({ receipt }: { receipt: Erasure }) {
  const styles = useStyles();
  const words = erasedWords(receipt);
  return (
    <Group id="receipt" title="Receipt">
      <p className={styles.line}>
        {receipt.receiptId}, {when(receipt.at)}
        {receipt.by === null ? '' : `, by ${receipt.by}`}. Reason: {receipt.reason}. The address itself stands on it
        nowhere: whoever has the address finds the receipt by it.
      </p>
      {words.length === 0 ? (
        <p className={styles.line}>There was nothing left to erase.</p>
      ) : (
        <Words name="What was erased" words={words} />
      )}
    </Group>
  );
}

export function PrivacySection({ api }: SectionProps) {
  const styles = useStyles();
  const person = usePerson(api);
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const look = (event: FormEvent) => {
    event.preventDefault();
    const wrong = !/^[^\s@]+@[^\s@]+$/.test(address.trim());
    setFault(wrong ? 'Address: give a whole e-mail address.' : null);
    if (!wrong) person.look(address.trim());
  };
  return (
    <>
      <form className={styles.form} onSubmit={look} noValidate aria-label="Whose data">
        <Field
          label="Address"
          className={styles.field}
          {...(fault === null ? {} : { validationMessage: fault, validationState: 'error' as const })}
        >
          <Input
            type="email"
            value={address}
            maxLength={320}
            autoComplete="off"
            onChange={(_, { value }) => setAddress(value)}
          />
        </Field>
        <Button type="submit" appearance="primary" disabled={person.busy}>
          Show what is stored
        </Button>
      </form>
      {person.problem !== null && <ProblemBar problem={person.problem} />}
      <p className={styles.line} role="status">
        {person.busy ? 'One moment …' : person.said}
      </p>
      {person.preview !== null && <Preview preview={person.preview} />}
      {person.preview !== null && <ErasePanel key={person.preview.address} person={person} preview={person.preview} />}
      {person.receipt !== null && <Receipt receipt={person.receipt} />}
    </>
  );
}
