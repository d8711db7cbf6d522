/** A person's own mail: what they choose for it within what the organisation allows, and what still waits for something. */
import { Field, Spinner, Switch } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AdminApi } from './adminApi';
import type { Problem } from '../contract/problems';
import type { Preferences, Settings } from '../contract/settings';
import { ProblemBar } from '../ui/ProblemBar';
import { asProblem, useLoad } from '../ui/useLoad';
import { Group } from './controls';
import { WaitingMail } from './WaitingMail';

const ruleWords: Record<Settings['autoTrack'], string> = {
  off: 'Your organisation tracks no mail on its own at present; your choice counts as soon as it does.',
  known: 'Your organisation tracks mail to people outside who stand for a record.',
  everyone: 'Your organisation tracks all mail to people outside.',
};

interface State {
  readonly saved: Preferences;
  readonly saving: boolean;
  readonly problem: Problem | null;
}

/** Shows what is stored: the switch moves when the server has said so. */
function AutoTrack({ api, loaded, rule }: { api: AdminApi; loaded: Preferences; rule: Settings['autoTrack'] }) {
  const [{ saved, saving, problem }, setState] = useState<State>({ saved: loaded, saving: false, problem: null });
  const save = (autoTrack: boolean) => {
    if (saving) return;
    setState({ saved, saving: true, problem: null });
    api.call('savePreferences', { body: { ...saved, autoTrack } }).then(
      (now) => setState({ saved: now, saving: false, problem: null }),
      (error: unknown) => setState({ saved, saving: false, problem: asProblem(error) }),
    );
  };
  return (
    <>
      <Field hint={ruleWords[rule]}>
        <Switch
          label="Track my mail on sending"
          checked={saved.autoTrack}
          onChange={(_, { checked }) => save(checked)}
        />
      </Field>
      {saving && <Spinner size="tiny" label="Saving" />}
      {problem !== null && <ProblemBar problem={problem} />}
    </>
  );
}

export function MyPreferences({ api, rule }: { api: AdminApi; rule: Settings['autoTrack'] }) {
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('preferences', { signal }), [api]));
  if (loaded.state === 'loading') return null;
  return (
    <Group id="mine" title="My own mail">
      {loaded.state === 'failed' ? (
        <ProblemBar problem={loaded.problem} onRetry={again} />
      ) : (
        <AutoTrack api={api} loaded={loaded.value} rule={rule} />
      )}
      <WaitingMail api={api} />
    </Group>
  );
}
