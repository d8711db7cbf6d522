/** The teams that records are shared with. */
import { Button, Field, Input, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { TeamView } from '../../contract/visibility';
import { ProblemBar } from '../../ui/ProblemBar';
import { useLoad } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Group } from '../controls';
import { useAct } from './useAct';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '8px' },
  form: { display: 'grid', gap: '8px', maxWidth: '28rem' },
});

const wordsIn = (text: string) => text.split(/[\s,;]+/).filter((word) => word !== '');

export function Teams({ api }: { api: AdminApi }) {
  const styles = useStyles();
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('teams', { signal }), [api]));
  const [name, setName] = useState('');
  const [members, setMembers] = useState('');
  const { busy, failed, said, run } = useAct();
  const edit = (team: TeamView) => {
    setName(team.name);
    setMembers(team.members.join('\n'));
  };
  const save = () =>
    run(async () => {
      const { team } = await api.call('saveTeam', { body: { name: name.trim(), members: wordsIn(members) } });
      again();
      return `Saved: ${team.name}, ${team.members.length === 1 ? 'one person' : `${team.members.length} people`}.`;
    });
  return (
    <Group id="teams" title="Teams">
      <p className={styles.line}>A record that is shared with a team is seen by everybody in it.</p>
      {loaded.state === 'failed' && <ProblemBar problem={loaded.problem} onRetry={again} />}
      {loaded.state === 'ready' && loaded.value.teams.length > 0 && (
        <ul className={styles.list}>
          {loaded.value.teams.map((team) => (
            <li key={team.name}>
              <strong>{team.name}</strong>: {team.members.join(', ') || 'nobody'}{' '}
              <Button size="small" onClick={() => edit(team)} aria-label={`Change ${team.name}`}>
                Change
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.form}>
        <Field label="Team">
          <Input value={name} maxLength={200} onChange={(_event, { value }) => setName(value)} />
        </Field>
        <Field label="Its people" hint="Addresses, one a line. Who is not named is in it no more.">
          <Textarea value={members} resize="vertical" onChange={(_event, { value }) => setMembers(value)} />
        </Field>
        <div>
          <Button disabledFocusable={busy || name.trim() === ''} onClick={() => void save()}>
            Save team
          </Button>
        </div>
      </div>
      {failed && <ProblemBar problem={failed} />}
      <p className={styles.line} role="status">
        {said}
      </p>
    </Group>
  );
}
