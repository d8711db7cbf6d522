/** A message or appointment about which all is known. */
import { Suspense, lazy } from 'react';
import { Button } from '../ui/Button';
import { ProblemBar } from '../ui/ProblemBar';
import { useDesk } from './desk';
import { LoadGuard } from './LoadGuard';
import { namesOf } from './names';
import type { Known, View } from './state';
import { usePaneStyles } from './styles';
import type { Verdict } from './verdict';
import { VerdictCard } from './VerdictCard';

const People = lazy(() => import(/* webpackChunkName: "people" */ './People'));
const MoreMatches = lazy(() => import(/* webpackChunkName: "more" */ './MoreMatches'));

const Privacy = lazy(() => import(/* webpackChunkName: "privacy" */ './Privacy'));
const RuledNote = lazy(() => import(/* webpackChunkName: "rules" */ './RuledNote'));
const NewcomerNote = lazy(() => import(/* webpackChunkName: "create" */ './NewcomerNote'));

const hasMore = ({ correlation: { matches, rejected, remarks }, keys }: Known) =>
  matches.length + rejected.length + remarks.length + keys.remarks.length > 0;

type Shown = Extract<View, { at: 'known' }>;

export function KnownView({ view, verdict }: { view: Shown; verdict: Verdict }) {
  const styles = usePaneStyles();
  const { retry, dismiss } = useDesk();
  const { known, act, notes } = view;
  const busy = act.is === 'running';
  return (
    <>
      <VerdictCard view={view} verdict={verdict} />
      {act.is === 'failed' && <ProblemBar problem={act.problem} onRetry={retry} onDismiss={dismiss} />}
      {notes.map((note) => (
        <div key={note} className={styles.note}>
          {note}
        </div>
      ))}
      {view.ruled && (
        <LoadGuard>
          <Suspense fallback={null}>
            <RuledNote rule={view.ruled} verdict={verdict} busy={busy} />
          </Suspense>
        </LoadGuard>
      )}
      <LoadGuard>
        <Suspense fallback={null}>
          <Privacy known={known} verdict={verdict} busy={busy} />
        </Suspense>
      </LoadGuard>
      {view.newcomer && (
        <LoadGuard>
          <Suspense fallback={null}>
            <NewcomerNote record={view.newcomer} />
          </Suspense>
        </LoadGuard>
      )}
      <HeadersNote known={known} />
      {hasMore(known) && (
        <LoadGuard>
          <Suspense fallback={null}>
            <MoreMatches known={known} verdict={verdict} busy={busy} />
          </Suspense>
        </LoadGuard>
      )}
      <LoadGuard>
        <Suspense fallback={null}>
          <People people={known.people} names={namesOf(known.mail)} known={known} busy={busy} />
        </Suspense>
      </LoadGuard>
    </>
  );
}

/** Without headers a true reply may look like a stranger: who reads the verdict has to know. */
function HeadersNote({ known: { headers } }: { known: Known }) {
  const styles = usePaneStyles();
  const { lookAgain } = useDesk();
  if (headers.got !== 'nothing') return null;
  return (
    <div className={styles.note}>
      <span>
        Outlook did not hand over the internet headers, so this rests on subject, Message-ID and conversation alone.{' '}
        {headers.why}
      </span>
      <Button size="small" onClick={lookAgain}>
        Read again
      </Button>
    </div>
  );
}
