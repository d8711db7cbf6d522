/** Lets somebody in before they have ever signed in. */
import { Button, Field, Input, Select, Spinner, makeStyles } from '@fluentui/react-components';
import { useId, useState, type FormEvent } from 'react';
import type { UserView } from '../../contract/people';
import type { Problem } from '../../contract/problems';
import { ROLES, type Role } from '../../contract/roles';
import { ProblemBar } from '../../ui/ProblemBar';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Group } from '../controls';
import { roleWords } from './personWords';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', maxWidth: '460px' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
});

const empty = { address: '', name: '', role: 'user' as Role };
const isAddress = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text);

interface State {
  readonly saving: boolean;
  readonly said: string;
  readonly problem: Problem | null;
  readonly wrong: boolean;
}
const idle: State = { saving: false, said: '', problem: null, wrong: false };

interface AddPersonProps {
  readonly api: AdminApi;
  readonly onKept: (person: UserView) => void;
}

function useAdding({ api, onKept }: AddPersonProps) {
  const [wish, setWish] = useState(empty);
  const [state, setState] = useState(idle);
  /** False where the address is none. */
  const send = (): boolean => {
    const address = wish.address.trim();
    const right = isAddress(address);
    if (state.saving) return true;
    setState({ ...idle, wrong: !right, saving: right });
    if (!right) return false;
    api.call('addPerson', { body: { ...wish, address, name: wish.name.trim() } }).then(
      ({ person }) => {
        onKept(person);
        setWish(empty);
        setState({ ...idle, said: `${person.name} may sign in now.` });
      },
      (error: unknown) => setState({ ...idle, problem: asProblem(error) }),
    );
    return true;
  };
  return { wish, state, send, change: (part: Partial<typeof empty>) => setWish({ ...wish, ...part }) };
}

export function AddPerson(props: AddPersonProps) {
  const styles = useStyles();
  const { wish, state, send, change } = useAdding(props);
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send()) document.getElementById(field)?.focus();
  };
  const fault = state.wrong
    ? { validationMessage: 'Address: give one such as anna@contoso.example.', validationState: 'error' as const }
    : {};
  return (
    <Group id="add" title="Let somebody in">
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label="Address"
          required
          hint="As their directory has it: by it they are known at the first sign-in."
          {...fault}
        >
          <Input
            id={field}
            type="email"
            value={wish.address}
            maxLength={320}
            autoComplete="off"
            onChange={(_, { value }) => change({ address: value })}
          />
        </Field>
        <Field label="Name" hint="Empty: as their directory calls them, from the first sign-in on.">
          <Input
            value={wish.name}
            maxLength={200}
            autoComplete="off"
            onChange={(_, { value }) => change({ name: value })}
          />
        </Field>
        <Field label="Role">
          <Select value={wish.role} onChange={(_, { value }) => change({ role: value as Role })}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {roleWords[role]}
              </option>
            ))}
          </Select>
        </Field>
        <div className={styles.acts}>
          <Button type="submit" appearance="primary" disabledFocusable={state.saving}>
            Let in
          </Button>
          {state.saving && <Spinner size="tiny" label="Saving" />}
        </div>
        <div role="status">{state.said}</div>
        {state.problem !== null && <ProblemBar problem={state.problem} />}
      </form>
    </Group>
  );
}
