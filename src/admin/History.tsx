/** Who changed which settings, and taking an old version into the form again. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { AdminApi } from './adminApi';
import type { Problem } from '../contract/problems';
import type { Settings } from '../contract/settings';
import type { SettingsVersion } from '../contract/settingsFile';
import { ProblemBar } from '../ui/ProblemBar';
import { asProblem, useLoad } from '../ui/useLoad';
import { namesInWords } from './fileWords';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: '12px' },
  item: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'start', justifyContent: 'space-between' },
  words: { margin: 0, minWidth: 0, flex: '1 1 220px', overflowWrap: 'anywhere' },
  minor: { color: tokens.colorNeutralForeground2 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const when = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export interface HistoryProps {
  readonly api: AdminApi;
  /** The version in force: it is asked anew when that changes. */
  readonly version: number;
  readonly onTake: (settings: Settings, version: number) => void;
}

function Version({ one, version, onTake }: { one: SettingsVersion; version: number; onTake: () => void }) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <p className={styles.words}>
        {one.reason}
        <br />
        <span className={styles.minor}>
          Version {one.version}, {when(one.at)}
          {one.changedBy === null ? '' : `, ${one.changedBy}`}: {namesInWords(one.changed) || 'nothing differs'}
        </span>
      </p>
      {one.version !== version && (
        <Button size="small" onClick={onTake} aria-label={`Take version ${one.version} into the form`}>
          Take into the form
        </Button>
      )}
    </li>
  );
}

/** What held before anybody saved anything is no version that somebody saved. */
function Beginning({ onTake }: { onTake: () => void }) {
  const styles = useStyles();
  return (
    <li className={styles.item}>
      <p className={styles.words}>The settings it came with</p>
      <Button size="small" onClick={onTake} aria-label="Take version 0 into the form">
        Take into the form
      </Button>
    </li>
  );
}

function List({ api, version, onTake }: HistoryProps) {
  const styles = useStyles();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loaded, again] = useLoad(
    // A new version makes it another question.
    useCallback((signal: AbortSignal) => (void version, api.call('settingsVersions', { signal })), [api, version]),
  );
  if (loaded.state === 'loading') return <p className={styles.line}>Loading …</p>;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  const take = (number: number) =>
    api.call('oldSettings', { params: { version: String(number) } }).then(
      ({ settings }) => (setProblem(null), onTake(settings, number)),
      (error: unknown) => setProblem(asProblem(error)),
    );
  const { versions } = loaded.value;
  return (
    <>
      {problem !== null && <ProblemBar problem={problem} />}
      {versions.length === 0 && <p className={styles.line}>Nobody has changed the settings yet.</p>}
      <ul className={styles.list} aria-label="Versions of the settings">
        {versions.map((one) => (
          <Version key={one.version} one={one} version={version} onTake={() => void take(one.version)} />
        ))}
        {versions.at(-1)?.version === 1 && <Beginning onTake={() => void take(0)} />}
      </ul>
    </>
  );
}

/** Asked for only when it is opened. */
export function History(props: HistoryProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide history' : 'History'}
        </Button>
      </div>
      {open && <List {...props} />}
    </>
  );
}
