/** Which administrators may open mail that they may not read as users. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { BodyReader } from '../../contract/visibility';
import { ProblemBar } from '../../ui/ProblemBar';
import { useLoad } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Group } from '../controls';
import { useAct } from './useAct';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '8px' },
  form: { maxWidth: '28rem' },
});

export function BodyReaders({ api, user }: { api: AdminApi; user: string }) {
  const styles = useStyles();
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('bodyReaders', { signal }), [api]));
  const [reason, setReason] = useState('');
  const { busy, failed, said, run } = useAct();
  const change = ({ address, name, allowed }: BodyReader) =>
    run(async () => {
      await api.call('allowBodies', { body: { address, allowed: !allowed, reason: reason.trim() } });
      setReason('');
      again();
      return allowed
        ? `${name} may not open other people’s mail any more.`
        : `${name} may open any mail, with a reason.`;
    });
  const ready = reason.trim().length >= 3 && !busy;
  return (
    <Group id="bodies" title="Who may open any mail">
      <p className={styles.line}>
        A right that another administrator gives, or the command line. Each opening needs a reason and stands in the
        audit.
      </p>
      <div className={styles.form}>
        <Field label="Reason of the change">
          <Input value={reason} maxLength={400} onChange={(_event, { value }) => setReason(value)} />
        </Field>
      </div>
      {loaded.state === 'failed' && <ProblemBar problem={loaded.problem} onRetry={again} />}
      {loaded.state === 'ready' && (
        <ul className={styles.list}>
          {loaded.value.administrators.map((person) => (
            <li key={person.address}>
              {person.name} ({person.address}): {person.allowed ? 'may open any mail' : 'may not'}{' '}
              {(person.allowed || person.address !== user) && (
                <Button size="small" disabledFocusable={!ready} onClick={() => void change(person)}>
                  {person.allowed ? `Take the right from ${person.name}` : `Give the right to ${person.name}`}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {failed && <ProblemBar problem={failed} />}
      <p className={styles.line} role="status">
        {said}
      </p>
    </Group>
  );
}
