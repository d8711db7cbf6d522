/** Settings as a file: out to keep or to carry elsewhere, in from here or from Dynamics. What comes in only fills the form. */
import { Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState, type ChangeEvent } from 'react';
import type { AdminApi } from './adminApi';
import type { Reply } from '../contract/endpoints';
import { problem as makeProblem, type Problem } from '../contract/problems';
import type { Settings, SettingsReply } from '../contract/settings';
import { ProblemBar } from '../ui/ProblemBar';
import { asProblem } from '../ui/useLoad';
import { namesInWords } from './fileWords';

const useStyles = makeStyles({
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  hidden: { display: 'none' },
  list: { margin: 0, paddingLeft: '20px', display: 'grid', gap: '4px', overflowWrap: 'anywhere' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const LARGEST = 262_144;

export interface SettingsFileProps {
  readonly api: AdminApi;
  readonly stored: SettingsReply;
  readonly onTake: (settings: Settings) => void;
}

/** Names the schema under which an editor can check it. */
function download({ version, settings }: SettingsReply): void {
  const file = { $schema: new URL('/settings.schema.json', location.href).href, version, settings };
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'threadmark-settings.json' });
  link.click();
  URL.revokeObjectURL(url);
}

function summary({ taken, left }: Reply<'importSettings'>): string {
  const changed = taken.flatMap(({ settings }) => settings);
  const first = changed.length === 0 ? 'It changes nothing.' : `Filled in: ${namesInWords([...new Set(changed)])}.`;
  const rest = left.length === 0 ? '' : ` Left out: ${left.length}.`;
  return `${first}${rest}${changed.length === 0 ? '' : ' Nothing is saved yet: look through the form and save it.'}`;
}

function Outcome({ read }: { read: Reply<'importSettings'> }) {
  const styles = useStyles();
  return (
    <>
      <MessageBar intent={read.left.length > 0 ? 'warning' : 'success'} layout="multiline">
        <MessageBarBody>{summary(read)}</MessageBarBody>
      </MessageBar>
      {read.left.length > 0 && (
        <ul className={styles.list} aria-label="Left out">
          {read.left.map(({ name, value, why }) => (
            <li key={name}>
              {name} = {value.slice(0, 80)}: {why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a chosen file became. */
function useFile({ api, onTake }: SettingsFileProps) {
  const [read, setRead] = useState<Reply<'importSettings'> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async (file: File) => {
    setRead(null);
    setProblem(null);
    try {
      if (file.size > LARGEST) throw makeProblem('tooLarge', 'A settings file has at most 256 kB.');
      const reply = await api.call('importSettings', { body: { text: await file.text() } });
      onTake(reply.settings);
      setRead(reply);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  return { read, problem, choose };
}

export function SettingsFile(props: SettingsFileProps) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const { read, problem, choose } = useFile(props);
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file) void choose(file);
    target.value = '';
  };
  return (
    <>
      <div className={styles.acts}>
        <Button onClick={() => download(props.stored)}>Save as a file</Button>
        <Button onClick={() => input.current?.click()}>Read a file</Button>
        <input
          ref={input}
          className={styles.hidden}
          type="file"
          accept=".json,.xml,application/json,text/xml"
          aria-label="Settings file"
          onChange={chosen}
        />
      </div>
      <p className={styles.line}>
        A file of ours, organisation columns of Dynamics as JSON, or its OrgDBOrgSettings as XML.
      </p>
      {problem !== null && <ProblemBar problem={problem} />}
      {read !== null && <Outcome read={read} />}
    </>
  );
}
