/** The settings of the organisation: a form for whoever may change them, a list for everybody else. */
import { makeStyles } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Reply } from '../contract/endpoints';
import { maySettle } from '../contract/roles';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import type { AdminApi, SectionProps } from './adminApi';
import { NumberSpaces } from './NumberSpaces';
import { SettingsFormView } from './SettingsFormView';
import { SettingsList } from './SettingsList';
import { VersionLine } from './VersionLine';

const useStyles = makeStyles({ line: { margin: 0 } });

function Shown({ api, me, stored }: { api: AdminApi; me: Reply<'me'>; stored: Reply<'settings'> }) {
  const styles = useStyles();
  if (maySettle(me.role))
    return (
      <>
        <SettingsFormView api={api} loaded={stored} />
        <NumberSpaces api={api} rule={stored.settings.whenNumbersRunOut} />
      </>
    );
  return (
    <>
      <p className={styles.line}>
        Only administrators of {me.organisation} can change these settings, and whoever they made a customizer. Ask one
        of them if something should be different.
      </p>
      <VersionLine stored={stored} />
      <SettingsList settings={stored.settings} />
    </>
  );
}

export function SettingsSection({ api, me }: SectionProps) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('settings', { signal }), [api]));
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  if (loaded.state === 'loading') return <Skeleton widths={['40%', '90%', '85%', '40%', '90%', '70%']} />;
  return <Shown api={api} me={me} stored={loaded.value} />;
}
