/** An unknown sender became a record when their mail was tracked: says so, and takes it back. Fetched on demand. */
import { useState } from 'react';
import { Problem } from '../contract/problems';
import type { RecordView } from '../contract/records';
import { Button } from '../ui/Button';
import { typeWord } from '../ui/words';
import { useDesk } from './desk';
import { usePaneStyles } from './styles';

export default function NewcomerNote({ record }: { record: RecordView }) {
  const styles = usePaneStyles();
  const { forget, lookAgain } = useDesk();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const undo = () => {
    if (busy) return;
    setBusy(true);
    forget(record).then(lookAgain, (error: unknown) => {
      setBusy(false);
      setSaid(error instanceof Problem ? error.message : 'It could not be taken back.');
    });
  };
  return (
    <div className={styles.note} role="status">
      <span>
        {record.name} was unknown and is a {typeWord(record.type).toLowerCase()} now, as unknown senders become one when
        you track their mail. {said}
      </span>
      <Button size="small" disabledFocusable={busy} onClick={undo} aria-label={`Undo: ${record.name} stays unknown`}>
        Undo
      </Button>
    </div>
  );
}
