/** What a person chooses for their own mail. Each choice is stored when it is made, and shown as the server has it. */
import { Button, Field, Select, Spinner, Switch, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { personalOf } from '../../contract/personal';
import type { Problem } from '../../contract/problems';
import type { Preferences, Settings } from '../../contract/settings';
import { ProblemBar } from '../../ui/ProblemBar';
import { asProblem } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { choices } from '../choices';
import { linesOf, sparedFault } from '../spared';
import { FIXED, optionHint, optionNames, standingOf } from './optionWords';

const useStyles = makeStyles({
  // A long choice would make its column as wide as itself.
  field: { maxWidth: '460px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', justifyItems: 'start' },
  wide: { maxWidth: '460px', minWidth: 0, justifySelf: 'stretch' },
});

interface State {
  readonly saved: Preferences;
  readonly saving: boolean;
  readonly said: string;
  readonly problem: Problem | null;
}

interface Choosing {
  readonly state: State;
  readonly settings: Settings;
  readonly save: (change: Partial<Preferences>) => void;
}

export function MyOptions({ api, settings, loaded }: { api: AdminApi; settings: Settings; loaded: Preferences }) {
  const [state, setState] = useState<State>({ saved: loaded, saving: false, said: '', problem: null });
  const { saved, saving, said, problem } = state;
  const save = (change: Partial<Preferences>) => {
    if (saving) return;
    setState({ saved, saving: true, said: '', problem: null });
    api.call('savePreferences', { body: { ...saved, ...change } }).then(
      (now) => setState({ saved: now, saving: false, said: 'Saved.', problem: null }),
      (error: unknown) => setState({ saved, saving: false, said: '', problem: asProblem(error) }),
    );
  };
  const choosing = { state, settings, save };
  return (
    <>
      <Choice {...choosing} name="incoming" />
      <OnSending {...choosing} />
      <Choice {...choosing} name="createRecords" />
      <NeverTrack {...choosing} />
      {saving && <Spinner size="tiny" label="Saving" />}
      <div role="status">{said}</div>
      {problem !== null && <ProblemBar problem={problem} />}
    </>
  );
}

function hintOf(name: keyof Preferences, settings: Settings): string {
  const hint = optionHint(name, settings);
  return standingOf(name, settings) === 'forced' ? `${FIXED} ${hint}` : hint;
}

/** The first entry is what the organisation begins with, so that whoever leaves it there follows the organisation. */
function Choice({ state, settings, save, name }: Choosing & { name: 'incoming' | 'createRecords' }) {
  const styles = useStyles();
  const standing = standingOf(name, settings);
  if (standing === 'hidden') return null;
  const words: Readonly<Record<string, string>> = choices[name];
  const begins = `As my organisation has it: ${words[settings[name]]}`;
  const chosen = standing === 'free' ? (state.saved[name] ?? '') : '';
  return (
    <Field label={optionNames[name]} hint={hintOf(name, settings)} className={styles.field}>
      <Select
        value={chosen}
        disabled={standing === 'forced'}
        onChange={(_, { value }) => save({ [name]: value === '' ? null : value })}
      >
        <option value="">{begins}</option>
        {Object.entries(words).map(([value, said]) => (
          <option key={value} value={value}>
            {said}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function OnSending({ state, settings, save }: Choosing) {
  const standing = standingOf('autoTrack', settings);
  if (standing === 'hidden') return null;
  return (
    <Field hint={hintOf('autoTrack', settings)}>
      <Switch
        label={optionNames.autoTrack}
        checked={personalOf(settings, state.saved).autoTrack}
        disabled={standing === 'forced'}
        onChange={(_, { checked }) => save({ autoTrack: checked })}
      />
    </Field>
  );
}

const MOST = 200;

function NeverTrack({ state, settings, save }: Choosing) {
  const styles = useStyles();
  const [typed, setTyped] = useState(state.saved.neverTrack.join('\n'));
  const [fault, setFault] = useState<string | null>(null);
  const standing = standingOf('neverTrack', settings);
  if (standing === 'hidden') return null;
  const shown = standing === 'forced' ? settings.neverTrack.join('\n') : typed;
  const store = () => {
    const found = sparedFault(optionNames.neverTrack, typed, MOST);
    setFault(found);
    if (found === null) save({ neverTrack: [...linesOf(typed)] });
  };
  const wrong = fault === null ? {} : { validationMessage: fault, validationState: 'error' as const };
  return (
    <div className={styles.list}>
      <Field label={optionNames.neverTrack} hint={hintOf('neverTrack', settings)} className={styles.wide} {...wrong}>
        <Textarea
          value={shown}
          readOnly={standing === 'forced'}
          resize="vertical"
          spellCheck={false}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      {standing === 'free' && (
        <Button disabledFocusable={state.saving} onClick={store}>
          Save this list
        </Button>
      )}
    </div>
  );
}
