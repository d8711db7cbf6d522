/** Chooses among the audit: person, kind, days, address or id. */
import { Button, Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { AUDIT_KINDS, type AuditKind, type AuditReply } from '../../contract/audit';
import { everything, faultOf, type Chosen } from './auditFilter';
import { kindWords } from './auditWords';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: '12px',
    alignItems: 'end',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    '& select, & input': { minWidth: 0, width: '100%' },
  },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export interface AuditFilterProps {
  readonly people: AuditReply['people'];
  readonly busy: boolean;
  readonly onShow: (chosen: Chosen) => void;
  readonly onFile: (chosen: Chosen) => void;
}

type Change = (change: Partial<Chosen>) => void;

function Choices({ people, chosen, change }: Pick<AuditFilterProps, 'people'> & { chosen: Chosen; change: Change }) {
  return (
    <>
      <Field label="Person">
        <Select value={chosen.person} onChange={(_, { value }) => change({ person: value })}>
          <option value="">Everybody</option>
          <option value="0">Threadmark itself</option>
          {people.map(({ userId, name, address }) => (
            <option key={userId} value={userId}>
              {name || address}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What">
        <Select value={chosen.kind} onChange={(_, { value }) => change({ kind: value as AuditKind | '' })}>
          <option value="">Everything</option>
          {AUDIT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kindWords[kind]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

export function AuditFilter({ people, busy, onShow, onFile }: AuditFilterProps) {
  const styles = useStyles();
  const [chosen, setChosen] = useState(everything);
  const [fault, setFault] = useState<string | null>(null);
  const change: Change = (part) => setChosen((last) => ({ ...last, ...part }));
  const go = (act: (chosen: Chosen) => void) => {
    const found = faultOf(chosen);
    setFault(found);
    if (found === null) act(chosen);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(onShow);
  };
  const wrong = fault === null ? {} : { validationMessage: fault, validationState: 'error' as const };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Choose among the audit">
      <Choices people={people} chosen={chosen} change={change} />
      <Field label="From">
        <Input type="date" value={chosen.from} onChange={(_, { value }) => change({ from: value })} />
      </Field>
      <Field label="To">
        <Input type="date" value={chosen.until} onChange={(_, { value }) => change({ until: value })} />
      </Field>
      <Field label="Address or id" {...wrong}>
        <Input
          value={chosen.about}
          maxLength={320}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, { value }) => change({ about: value })}
        />
      </Field>
      <div className={styles.acts}>
        <Button type="submit" appearance="primary">
          Show
        </Button>
        <Button disabled={busy} onClick={() => go(onFile)}>
          Save as CSV
        </Button>
      </div>
    </form>
  );
}
