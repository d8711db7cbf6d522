/** One person: who they are, what they may do, and taking them out or back in. */
import { Button, Field, Select, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { UserView } from '../../contract/people';
import type { Problem } from '../../contract/problems';
import { ROLES, type Role } from '../../contract/roles';
import { ProblemBar } from '../../ui/ProblemBar';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Records } from './Records';
import { CLAIMED, endWords, OWN, roleWords, seenWords } from './personWords';

const useStyles = makeStyles({
  item: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: '8px 24px',
    alignItems: 'start',
    padding: '16px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  field: { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  words: { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  minor: { color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  wide: { gridColumn: '1 / -1', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
});

export interface PersonProps {
  readonly api: AdminApi;
  readonly person: UserView;
  /** The reader. */
  readonly mine: boolean;
  readonly onKept: (person: UserView) => void;
}

interface Change {
  readonly role?: Role;
  readonly active?: boolean;
}

/** What is shown is what is stored: nothing moves before the server has said yes. */
function useChange({ api, person, onKept }: PersonProps) {
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = ({ role, active }: Change) => {
    if (saving) return;
    setSaving(true);
    setProblem(null);
    api
      .call('changePerson', { params: { userId: String(person.userId) }, body: { role, active } })
      .then(
        ({ person: now }) => onKept(now),
        (error: unknown) => setProblem(asProblem(error)),
      )
      .finally(() => setSaving(false));
  };
  return { saving, problem, change };
}

export function Person(props: PersonProps) {
  const styles = useStyles();
  const { person } = props;
  const { saving, problem, change } = useChange(props);
  return (
    <li className={styles.item}>
      <p className={styles.words}>
        <strong>{person.name}</strong>
        <br />
        {person.address}
        <br />
        <span className={styles.minor}>{seenWords(person)}</span>
      </p>
      <Field
        className={styles.field}
        label={`Role of ${person.name}`}
        {...(person.roleClaimed ? { hint: CLAIMED } : {})}
      >
        <Select
          value={person.role}
          disabled={person.roleClaimed || !person.active}
          onChange={(_, { value }) => change({ role: value as Role })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {roleWords[role]}
            </option>
          ))}
        </Select>
      </Field>
      <Standing {...props} saving={saving} onChange={change} />
      {person.records > 0 && <Records key={String(person.active)} {...props} />}
      {problem !== null && (
        <div className={styles.wide}>
          <ProblemBar problem={problem} />
        </div>
      )}
    </li>
  );
}

/** Taking somebody out is asked once more; letting them back in is not. */
function Standing({
  person,
  mine,
  saving,
  onChange,
}: PersonProps & { readonly saving: boolean; readonly onChange: (change: Change) => void }) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const { name, active } = person;
  const close = () => {
    setAsking(false);
    opener.current?.focus();
  };
  return (
    <>
      <div className={styles.acts}>
        <Button
          disabledFocusable={saving}
          {...(active ? { 'aria-expanded': asking } : {})}
          onClick={({ currentTarget }) => {
            opener.current = currentTarget;
            if (active) setAsking(!asking);
            else onChange({ active: true });
          }}
          aria-label={active ? `Take out ${name}` : `Let back in ${name}`}
        >
          {active ? 'Take out' : 'Let back in'}
        </Button>
        {saving && <Spinner size="tiny" label="Saving" />}
      </div>
      {asking && active && (
        <div className={styles.wide} role="group" aria-label={`Take out ${name}?`}>
          <p className={styles.words}>
            {endWords(name)}
            {mine && ` ${OWN}`}
          </p>
          <div className={styles.acts}>
            <Button
              appearance="primary"
              onClick={() => {
                close();
                onChange({ active: false });
              }}
            >
              Take out {name}
            </Button>
            <Button onClick={close}>Cancel</Button>
          </div>
        </div>
      )}
    </>
  );
}
