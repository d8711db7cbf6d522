/** The settings of the organisation: a form for administrators, a list for everybody else. */
import { makeStyles } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Api } from '../client/api';
import type { Reply } from '../contract/endpoints';
import { maySettle } from '../contract/roles';
import { Frame } from '../ui/Frame';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import { MyPreferences } from './MyPreferences';
import { NumberSpaces } from './NumberSpaces';
import { SettingsFormView } from './SettingsFormView';
import { SettingsList } from './SettingsList';
import { VersionLine } from './VersionLine';

const useStyles = makeStyles({ line: { margin: 0 } });

function Shown({ api, me, stored }: { api: Api; me: Reply<'me'>; stored: Reply<'settings'> }) {
  const styles = useStyles();
  if (maySettle(me.role))
    return (
      <>
        <SettingsFormView api={api} loaded={stored} />
        <MyPreferences api={api} rule={stored.settings.autoTrack} />
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
      {me.role !== 'auditor' && <MyPreferences api={api} rule={stored.settings.autoTrack} />}
    </>
  );
}

export function App({ api }: { api: Api }) {
  const [loaded, again] = useLoad(
    useCallback(
      (signal: AbortSignal) => Promise.all([api.call('me', { signal }), api.call('settings', { signal })]),
      [api],
    ),
  );
  if (loaded.state === 'failed')
    return (
      <Frame heading="Settings" problem={<ProblemBar problem={loaded.problem} onRetry={again} />} children={null} />
    );
  if (loaded.state === 'loading')
    return (
      <Frame heading="Settings">
        <Skeleton widths={['40%', '90%', '85%', '40%', '90%', '70%']} />
      </Frame>
    );
  const [me, stored] = loaded.value;
  return (
    <Frame heading="Settings" aside={me.organisation}>
      <Shown api={api} me={me} stored={stored} />
    </Frame>
  );
}
