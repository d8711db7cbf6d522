/** The pane: shows whatever state the machine is in. */
import { Suspense, lazy, useSyncExternalStore } from 'react';
import type { Post } from '../client/postman';
import type { ItemName } from '../outlook/openItem';
import { Button } from '../ui/Button';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { useDesk } from './desk';
import { KnownView } from './KnownView';
import { LoadGuard } from './LoadGuard';
import { Looking } from './Looking';
import type { Pane } from './pane';
import { letterIdOf, type View } from './state';
import { usePaneStyles } from './styles';
import { verdictOf } from './verdict';
import { spokenOf } from './words';

const NewsList = lazy(() => import(/* webpackChunkName: "post" */ './NewsList'));
const PostBar = lazy(() => import(/* webpackChunkName: "post" */ './PostBar'));
const DraftView = lazy(() => import(/* webpackChunkName: "draft" */ './DraftView'));

export function App({ pane }: { pane: Pane }) {
  const styles = usePaneStyles();
  const state = useSyncExternalStore(pane.subscribe, pane.state);
  const { user, openOptions } = useDesk();
  const { view } = state;
  const { post } = state;
  const verdict = view.at === 'known' ? verdictOf(view.known, user, post) : null;
  return (
    <main className={styles.pane} data-state={view.at} data-item={state.item}>
      <LiveRegion text={spokenOf(view, verdict)} />
      {state.of && <Head of={state.of} />}
      {state.news.length > 0 && (
        <LoadGuard>
          <Suspense fallback={null}>
            <NewsList news={state.news} />
          </Suspense>
        </LoadGuard>
      )}
      {(post.away !== null || post.letters.length > 0) && (
        <LoadGuard>
          <Suspense fallback={null}>
            <PostBar post={post} hidden={failedLetter(view)} />
          </Suspense>
        </LoadGuard>
      )}
      <Shown key={state.item} view={view} post={post} />
      {(view.at === 'known' || view.at === 'draft') && (
        <div className={styles.acts}>
          <Button size="small" appearance="subtle" onClick={openOptions}>
            My options
          </Button>
        </div>
      )}
    </main>
  );
}

/** Where Outlook has lost the event of another item, a person sees that this is not the one they look at. */
function Head({ of: { subject, sender } }: { of: ItemName }) {
  const styles = usePaneStyles();
  const whole = sender ? `${subject} · ${sender}` : subject;
  return (
    <p className={styles.of} title={whole} data-testid="of">
      <span className={styles.cut}>{subject}</span>
      {sender && <span className={styles.sender}> · {sender}</span>}
    </p>
  );
}

const failedLetter = (view: View) =>
  view.at === 'known' && view.act.is === 'failed' ? letterIdOf(view.act.act) : null;

function Shown({ view, post }: { view: View; post: Post }) {
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
      return <KnownView view={view} verdict={verdictOf(view.known, user, post)} />;
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
