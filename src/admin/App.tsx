/** Administration: who reads, where they are, and the page that they chose. */
import { Suspense, useCallback, useSyncExternalStore } from 'react';
import { Frame } from '../ui/Frame';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import type { AdminApi } from './adminApi';
import { SectionNav } from './SectionNav';
import { sectionOf, sections } from './sections';

const waiting = <Skeleton widths={['40%', '90%', '85%', '40%', '90%', '70%']} />;

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function App({ api }: { api: AdminApi }) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('me', { signal }), [api]));
  const hash = useSyncExternalStore(onHash, () => location.hash);
  if (loaded.state === 'failed')
    return (
      <Frame heading="Settings" problem={<ProblemBar problem={loaded.problem} onRetry={again} />} children={null} />
    );
  if (loaded.state === 'loading') return <Frame heading="Settings">{waiting}</Frame>;
  const me = loaded.value;
  const section = sectionOf(hash, me.role);
  return (
    <Frame heading={section.name} aside={me.organisation}>
      <SectionNav among={sections.filter(({ roles }) => roles.includes(me.role))} current={section} />
      <Suspense fallback={waiting}>
        <section.Page api={api} me={me} />
      </Suspense>
    </Frame>
  );
}
