/** The pane: shows whatever state the machine is in. */
import { Suspense, lazy, useSyncExternalStore } from 'react';
import { Button } from '../ui/Button';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { useDesk } from './desk';
import { KnownView } from './KnownView';
import { LoadGuard } from './LoadGuard';
import { Looking } from './Looking';
import { NewsList } from './NewsList';
import type { Pane } from './pane';
import type { View } from './state';
import { usePaneStyles } from './styles';
import { verdictOf } from './verdict';
import { spokenOf } from './words';

const DraftView = lazy(() => import(/* webpackChunkName: "draft" */ './DraftView'));

export function App({ pane }: { pane: Pane }) {
  const styles = usePaneStyles();
  const state = useSyncExternalStore(pane.subscribe, pane.state);
  const { user } = useDesk();
  const { view } = state;
  const verdict = view.at === 'known' ? verdictOf(view.known, user) : null;
  return (
    <main className={styles.pane} data-state={view.at} data-item={state.item}>
      <LiveRegion text={spokenOf(view, verdict)} />
      <NewsList news={state.news} />
      <Shown key={state.item} view={view} />
    </main>
  );
}

function Shown({ view }: { view: View }) {
  const { lookAgain, user } = useDesk();
  switch (view.at) {
    case 'starting':
    case 'looking':
      return <Looking />;
    case 'nothing':
      return <Nothing />;
    case 'failed':
      return <ProblemBar problem={view.problem} onRetry={lookAgain} />;
    case 'draft':
      return (
        <LoadGuard>
          <Suspense fallback={<Looking />}>
            <DraftView known={view.known} />
          </Suspense>
        </LoadGuard>
      );
    case 'known':
      return <KnownView view={view} verdict={verdictOf(view.known, user)} />;
  }
}

function Nothing() {
  const styles = usePaneStyles();
  const { lookAgain } = useDesk();
  return (
    <section className={styles.part}>
      <h1 className={styles.headline}>No message is open</h1>
      <p className={styles.line}>Open one message or appointment to see the record it belongs to.</p>
      <div className={styles.acts}>
        <Button onClick={lookAgain}>Look again</Button>
      </div>
    </section>
  );
}
