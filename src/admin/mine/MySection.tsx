/** A person's own mail: what they choose for it within what the organisation allows, and what still waits for something. */
import { useCallback } from 'react';
import { ProblemBar } from '../../ui/ProblemBar';
import { Skeleton } from '../../ui/Skeleton';
import { useLoad } from '../../ui/useLoad';
import type { AdminApi, SectionProps } from '../adminApi';
import { Group } from '../controls';
import { WaitingMail } from '../WaitingMail';
import { MyOptions } from './MyOptions';
import { MyTeams } from './MyTeams';

const readBoth = async (api: AdminApi, signal: AbortSignal) => {
  const [{ settings }, preferences] = await Promise.all([
    api.call('settings', { signal }),
    api.call('preferences', { signal }),
  ]);
  return { settings, preferences };
};

export function MySection({ api }: SectionProps) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => readBoth(api, signal), [api]));
  if (loaded.state === 'loading') return <Skeleton widths={['40%', '90%', '85%', '40%']} />;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  return (
    <>
      <Group id="mine" title="My own mail">
        <MyOptions api={api} settings={loaded.value.settings} loaded={loaded.value.preferences} />
        <WaitingMail api={api} />
      </Group>
      <MyTeams api={api} />
    </>
  );
}
