/** The teams that the reader is in; leaving one is asked once more. */
import { Button, makeStyles } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Problem } from '../../contract/problems';
import { ProblemBar } from '../../ui/ProblemBar';
import { Skeleton } from '../../ui/Skeleton';
import { asProblem, useLoad } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Group } from '../controls';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: '8px' },
  item: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  words: { margin: 0, overflowWrap: 'anywhere' },
});

export function MyTeams({ api }: { api: AdminApi }) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('myTeams', { signal }), [api]));
  if (loaded.state === 'loading') return <Skeleton widths={['40%']} />;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  return (
    <Group id="teams" title="My teams">
      <Teams api={api} loaded={loaded.value.teams} />
    </Group>
  );
}

function Teams({ api, loaded }: { api: AdminApi; loaded: readonly string[] }) {
  const styles = useStyles();
  const [teams, setTeams] = useState(loaded);
  const [asking, setAsking] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const leave = (team: string) => {
    setAsking(null);
    setProblem(null);
    api.call('leaveTeam', { body: { team } }).then(
      (now) => {
        setTeams(now.teams);
        setSaid(`You left ${team}.`);
      },
      (error: unknown) => setProblem(asProblem(error)),
    );
  };
  return (
    <>
      {teams.length === 0 && (
        <p className={styles.words}>You are in no team; an administrator puts people into teams.</p>
      )}
      <ul className={styles.list} aria-label="My teams">
        {teams.map((team) => (
          <li key={team} className={styles.item}>
            <span className={styles.words}>{team}</span>
            {asking === team ? (
              <Sure team={team} onSure={() => leave(team)} onClose={() => setAsking(null)} />
            ) : (
              <Button size="small" aria-label={`Leave ${team}`} onClick={() => setAsking(team)}>
                Leave
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div role="status">{said}</div>
      {problem !== null && <ProblemBar problem={problem} />}
    </>
  );
}

function Sure({ team, onSure, onClose }: { team: string; onSure: () => void; onClose: () => void }) {
  const styles = useStyles();
  return (
    <div className={styles.item} role="group" aria-label={`Leave ${team}?`}>
      <p className={styles.words}>
        You will not see what this team sees; your own records stay yours. An administrator can put you in again.
      </p>
      <Button size="small" appearance="primary" autoFocus onClick={onSure}>
        Leave {team}
      </Button>
      <Button size="small" onClick={onClose}>
        Stay
      </Button>
    </div>
  );
}
