/** Gives the record to somebody else, or to nobody. */
import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { Api } from './api';
import type { Problem } from '../contract/problems';
import type { SharingView } from '../contract/records';
import type { RecordRef } from '../correlation/mail';
import { Button } from '../ui/Button';
import { ProblemBar } from '../ui/ProblemBar';
import { asProblem } from '../ui/useLoad';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

interface HandOverProps {
  readonly api: Api;
  readonly page: RecordRef;
  readonly sharing: SharingView;
  /** null: whoever gave it sees it no more. */
  readonly onGiven: (now: SharingView | null, to: string | null) => void;
}

export function givenWords(now: SharingView | null, to: string | null): string {
  if (now === null) return `It is ${to}’s now, and you do not see it any more.`;
  return now.owner === null ? 'It is nobody’s own now.' : `Its owner is ${now.owner} now.`;
}

export function HandOver(props: HandOverProps) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <>
      <div>
        <Button ref={opener} size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          Hand it over …
        </Button>
      </div>
      {open && <Form {...props} onClose={close} />}
    </>
  );
}

/** Those who work here; nobody is listed where they cannot be asked for. */
function usePeople(api: Api): readonly string[] {
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    const interest = new AbortController();
    api.call('settings', { signal: interest.signal }).then(
      ({ users }) => setPeople(users),
      () => undefined,
    );
    return () => interest.abort();
  }, [api]);
  return people;
}

function useGiving({ api, page, onGiven, onClose }: HandOverProps & { readonly onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const give = (to: string | null, reason: string) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const body = { requestId: crypto.randomUUID(), to, ...(reason && { reason }) };
    api.call('handOver', { params: page, body }).then(
      ({ sharing }) => {
        onClose();
        onGiven(sharing, to);
      },
      (error: unknown) => {
        setProblem(asProblem(error));
        setBusy(false);
      },
    );
  };
  return { busy, problem, give };
}

function Form(props: HandOverProps & { readonly onClose: () => void }) {
  const styles = useStyles();
  const { api, sharing, onClose } = props;
  const people = usePeople(api);
  const { busy, problem, give } = useGiving(props);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const list = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give(to.trim(), reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Hand the record over">
      <Field label="New owner" hint="The address of somebody who works here." required>
        <Input
          type="email"
          list={list}
          autoComplete="off"
          maxLength={320}
          value={to}
          onChange={(_event, { value }) => setTo(value)}
        />
      </Field>
      <datalist id={list}>
        {people.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      {!sharing.mine && (
        <Field label="Why" hint="It is not yours; the audit keeps your reason." required>
          <Input maxLength={400} value={reason} onChange={(_event, { value }) => setReason(value)} />
        </Field>
      )}
      <div className={styles.acts}>
        <Button type="submit" appearance="primary" size="small" disabledFocusable={busy}>
          Hand over
        </Button>
        {sharing.owner !== null && sharing.access !== 'owner' && (
          <Button size="small" disabledFocusable={busy} onClick={() => give(null, reason.trim())}>
            Make it nobody’s own
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {problem && <ProblemBar problem={problem} />}
    </form>
  );
}
