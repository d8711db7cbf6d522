/** Who works with this: who there is, what each may do, and who is out. */
import { Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { UserView } from '../../contract/people';
import { ProblemBar } from '../../ui/ProblemBar';
import { Skeleton } from '../../ui/Skeleton';
import { useLoad } from '../../ui/useLoad';
import type { SectionProps } from '../adminApi';
import { Group } from '../controls';
import { AddPerson } from './AddPerson';
import { Person } from './Person';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function PeopleSection({ api, me }: SectionProps) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('people', { signal }), [api]));
  if (loaded.state === 'loading') return <Skeleton widths={['40%', '90%', '85%', '90%']} />;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  return <People api={api} me={me} loaded={loaded.value.people} />;
}

function People({ api, me, loaded }: SectionProps & { readonly loaded: readonly UserView[] }) {
  const styles = useStyles();
  const [people, setPeople] = useState(loaded);
  const [all, setAll] = useState(false);
  const keep = (person: UserView) =>
    setPeople((known) =>
      known.some(({ userId }) => userId === person.userId)
        ? known.map((one) => (one.userId === person.userId ? person : one))
        : [...known, person],
    );
  const out = people.filter(({ active }) => !active).length;
  const shown = all ? people : people.filter(({ active }) => active || out === 0);
  return (
    <>
      <Group id="people" title={`People of ${me.organisation}`}>
        <p className={styles.line}>
          A change counts from a person’s next click; one that the sign-in service makes counts when the present sign-in
          ends. Each change is kept in the audit.
        </p>
        {out > 0 && (
          <Switch
            label={`Show those who are out, too (${out})`}
            checked={all}
            onChange={(_, { checked }) => setAll(checked)}
          />
        )}
        <ul className={styles.list} aria-label="People">
          {shown.map((person) => (
            <Person
              key={person.userId}
              api={api}
              person={person}
              mine={person.address === me.user.address}
              onKept={keep}
            />
          ))}
        </ul>
      </Group>
      <AddPerson api={api} onKept={keep} />
    </>
  );
}
