/** What one sent, tracked on sending, and whose copy in Sent Items nobody has met for a while. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { AdminApi } from './adminApi';
import type { Reply } from '../contract/endpoints';
import { ProblemBar } from '../ui/ProblemBar';
import { useLoad } from '../ui/useLoad';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px', overflowWrap: 'anywhere' },
});

/** A copy is usually met when its mail is next opened, or the mailbox read. After a day something is in the way. */
const PATIENCE = 24 * 60 * 60 * 1000;

type Waiting = Reply<'pending'>['pending'][number];

async function readOverdue(api: AdminApi, signal: AbortSignal): Promise<Waiting[]> {
  const { pending } = await api.call('pending', { signal });
  return pending.filter(({ sentAt }) => Date.parse(sentAt) < Date.now() - PATIENCE);
}

function words({ subject, sentAt, tracking }: Waiting): string {
  const record = tracking.regarding === null ? 'no record' : tracking.regarding.name;
  return `${subject || '(no subject)'}, sent ${new Date(sentAt).toLocaleDateString()}, ${record}`;
}

export function WaitingMail({ api }: { api: AdminApi }) {
  const styles = useStyles();
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => readOverdue(api, signal), [api]));
  if (loaded.state === 'loading') return null;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  if (loaded.value.length === 0) return null;
  return (
    <>
      <p className={styles.line} id="waiting">
        Tracked when you sent it, but its copy in Sent Items was not seen yet, so replies may not find it by their
        headers. Open it in Sent Items with the pane to complete it:
      </p>
      <ul className={styles.list} aria-labelledby="waiting">
        {loaded.value.map((mail) => (
          <li key={mail.tracking.activityId}>{words(mail)}</li>
        ))}
      </ul>
    </>
  );
}
