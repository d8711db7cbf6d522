/** The tracked mail of a record, newest first, threads folded. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import type { RecordRef } from '../correlation/mail';
import type { Reply } from '../contract/endpoints';
import type { Api } from './api';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import { ThreadItem } from './ThreadItem';
import { foldThreads } from './threads';
import { useOlder, type Older } from './useOlder';
import { mailCount } from './words';

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '12px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '12px',
  },
  ghost: {
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    minHeight: '132px',
  },
});

function summary(mails: number, threads: number, more: boolean): string {
  const inThreads = threads === 1 ? 'one thread' : `${threads} threads`;
  return more
    ? `The newest ${mailCount(mails)} of this record, in ${inThreads}.`
    : `${mailCount(mails)} in ${inThreads}, newest first.`;
}

/** One function for all: the focus is taken when the end appears, not each time it is drawn. */
const takeFocus = (end: HTMLElement | null) => end?.focus({ preventScroll: true });

/** Asks for the next page; the place of its button is taken by the word that there is no more, and by the focus. */
function OlderMails({ older }: { older: Older }) {
  const styles = useStyles();
  const { timeline, pages, fetching, problem, fetch } = older;
  const words = fetching ? 'Loading older mail …' : `${mailCount(timeline.activities.length)} shown.`;
  if (!timeline.more && pages === 0) return null;
  return (
    <>
      <LiveRegion text={fetching || pages > 0 ? words : ''} />
      {problem && <ProblemBar problem={problem} onRetry={fetch} />}
      {timeline.more ? (
        <div>
          <Button aria-disabled={fetching} onClick={fetch}>
            {fetching ? 'Loading older mail …' : 'Show older mail'}
          </Button>
        </div>
      ) : (
        <p className={styles.quiet} tabIndex={-1} ref={takeFocus}>
          All mail of this record is shown.
        </p>
      )}
    </>
  );
}

function Threads({ api, page, timeline }: { api: Api; page: RecordRef; timeline: Reply<'timeline'> }) {
  const styles = useStyles();
  const older = useOlder(api, page, timeline);
  const { activities, more } = older.timeline;
  const threads = useMemo(() => foldThreads(activities), [activities]);
  if (threads.length === 0)
    return (
      <p className={styles.quiet}>
        No mail is tracked to this record yet. Open a message in Outlook and track it in the Threadmark pane.
      </p>
    );
  return (
    <>
      <p className={styles.quiet}>{summary(activities.length, threads.length, more)}</p>
      <ol className={styles.list}>
        {threads.map((thread) => (
          <li key={thread.threadId}>
            <ThreadItem api={api} thread={thread} page={page} />
          </li>
        ))}
      </ol>
      <OlderMails older={older} />
    </>
  );
}

function Waiting() {
  const styles = useStyles();
  return (
    <div className={styles.list}>
      {[0, 1, 2].map((at) => (
        <div key={at} className={styles.ghost}>
          <Skeleton widths={['55%', '30%', '80%', '70%']} />
        </div>
      ))}
    </div>
  );
}

const said = { loading: 'Loading the tracked mail.', failed: '', ready: 'The tracked mail is here.' };

export function Timeline({ api, page }: { api: Api; page: RecordRef }) {
  const styles = useStyles();
  const [timeline, again] = useLoad(
    useCallback((signal: AbortSignal) => api.call('timeline', { params: page, signal }), [api, page]),
  );
  return (
    <section className={styles.section} aria-labelledby="timeline" aria-busy={timeline.state === 'loading'}>
      <h2 className={styles.heading} id="timeline">
        Tracked mail
      </h2>
      <LiveRegion text={said[timeline.state]} />
      {timeline.state === 'loading' && <Waiting />}
      {timeline.state === 'failed' && <ProblemBar problem={timeline.problem} onRetry={again} />}
      {timeline.state === 'ready' && <Threads api={api} page={page} timeline={timeline.value} />}
    </section>
  );
}
