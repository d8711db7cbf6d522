/** What is somebody's: given to another in one act, above all when they leave. */
import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import type { UserView } from '../../contract/people';
import type { Problem } from '../../contract/problems';
import { ProblemBar } from '../../ui/ProblemBar';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { recordsWords } from './personWords';

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', maxWidth: '460px' },
  words: { margin: 0 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

interface RecordsProps {
  readonly api: AdminApi;
  readonly person: UserView;
  readonly onKept: (person: UserView) => void;
}

/** Open from the start for somebody who is out: nobody else can look after them. */
export function Records({ api, person, onKept }: RecordsProps) {
  const styles = useStyles();
  const [open, setOpen] = useState(!person.active);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (state.busy) return;
    setState({ busy: true, problem: null });
    const body = { requestId: crypto.randomUUID(), to: to.trim(), reason: reason.trim() };
    api.call('handOverAll', { params: { userId: String(person.userId) }, body }).then(
      () => onKept({ ...person, records: 0 }),
      (error: unknown) => setState({ busy: false, problem: asProblem(error) }),
    );
  };
  return (
    <div className={styles.wide} role="group" aria-label={`Records of ${person.name}`}>
      <p className={styles.words}>{recordsWords(person)}</p>
      {!open && (
        <div>
          <Button size="small" aria-label={`Hand over their records: ${person.name}`} onClick={() => setOpen(true)}>
            Hand over their records
          </Button>
        </div>
      )}
      {open && (
        <form className={styles.wide} onSubmit={submit} noValidate>
          <Field label={`New owner of the records of ${person.name}`} hint="An address." required>
            <Input
              type="email"
              autoComplete="off"
              maxLength={320}
              value={to}
              onChange={(_, { value }) => setTo(value)}
            />
          </Field>
          <Field label={`Why, for the records of ${person.name}`} hint="The audit keeps it." required>
            <Input maxLength={400} value={reason} onChange={(_, { value }) => setReason(value)} />
          </Field>
          <div className={styles.acts}>
            <Button type="submit" appearance="primary" disabledFocusable={state.busy}>
              Hand over all of them
            </Button>
          </div>
          {state.problem !== null && <ProblemBar problem={state.problem} />}
        </form>
      )}
    </div>
  );
}
