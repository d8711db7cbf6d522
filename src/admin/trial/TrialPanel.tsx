/** "Try these settings": what they would have made of the mail of the last days, before they are saved. */
import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  ProgressBar,
  Select,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { SettingsReply } from '../../contract/settings';
import type { Trial } from '../../contract/trial';
import { LiveRegion } from '../../ui/LiveRegion';
import { ProblemBar } from '../../ui/ProblemBar';
import type { AdminApi } from '../adminApi';
import { changedFields } from '../compare';
import { Group } from '../controls';
import { fields, findFaults, makeDraft, readDraft, type Draft } from '../draft';
import { TrialResultView } from './TrialResultView';
import { progressWords, stateWords, summaryWords } from './trialWords';
import { useTrial, type Trials } from './useTrial';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end' },
  progress: { maxWidth: '460px' },
  faults: { margin: 0, color: tokens.colorPaletteRedForeground1, display: 'grid', gap: '4px', paddingLeft: '20px' },
});

const DAYS = ['7', '30', '90'];

interface TrialPanelProps {
  readonly api: AdminApi;
  readonly stored: SettingsReply;
  readonly draft: Draft;
}

export function TrialPanel({ api, stored, draft }: TrialPanelProps) {
  const styles = useStyles();
  const trials = useTrial(api);
  const [days, setDays] = useState('90');
  const [tried, setTried] = useState(false);
  const faults = findFaults(draft);
  const wrong = fields.flatMap((field) => faults[field] ?? []);
  const start = () => {
    setTried(true);
    if (wrong.length === 0) trials.start(readDraft(draft), Number(days));
  };
  const { trial, problem } = trials;
  const running = trial?.state === 'running';
  return (
    <Group id="trial" title="Try before you save">
      <p className={styles.line}>
        Your mail of the last days is played once more under what stands in this form. Nothing is changed by it.
      </p>
      <div className={styles.acts}>
        <Field label="Mail of the last">
          <Select value={days} onChange={(_, { value }) => setDays(value)}>
            {DAYS.map((value) => (
              <option key={value} value={value}>
                {value} days
              </option>
            ))}
          </Select>
        </Field>
        <Button onClick={start} disabledFocusable={running || trials.asking}>
          Try these settings
        </Button>
      </div>
      {tried && wrong.length > 0 && (
        <ul className={styles.faults} aria-label="To be put right before it is tried">
          {wrong.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      {problem !== null && <ProblemBar problem={problem} />}
      {trial !== null && <Shown trials={trials} trial={trial} old={isOld(trial, stored, draft)} />}
    </Group>
  );
}

/** Of another draft than the one in the form, or beside settings that are not in force any more. */
function isOld({ settings, version }: Trial, stored: SettingsReply, draft: Draft): boolean {
  return version !== stored.version || changedFields(makeDraft(settings), draft).length > 0;
}

function Shown({ trials, trial, old }: { trials: Trials; trial: Trial; old: boolean }) {
  const styles = useStyles();
  const { state, result } = trial;
  return (
    <>
      <p className={styles.line}>{stateWords(trial)}</p>
      {state === 'running' && (
        <>
          <Field className={styles.progress} validationState="none" validationMessage={progressWords(trial)}>
            <ProgressBar aria-label="Trial of settings" value={trial.done} max={Math.max(1, trial.total)} />
          </Field>
          <div>
            <Button onClick={trials.stop} disabledFocusable={trials.asking}>
              Stop the trial
            </Button>
          </div>
        </>
      )}
      {old && result !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            The form says something else now: these figures are of other settings. Try again to see yours.
          </MessageBarBody>
        </MessageBar>
      )}
      {result !== null && <TrialResultView result={result} days={trial.days} />}
      <LiveRegion text={result === null ? '' : summaryWords(result)} />
    </>
  );
}
