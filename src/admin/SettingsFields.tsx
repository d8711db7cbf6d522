/** Every setting in its group; while somebody searches, those that are meant. */
import { Input, Field as Labelled, makeStyles } from '@fluentui/react-components';
import { useDeferredValue, type ReactNode } from 'react';
import { Group, Setting, type SettingsFieldsProps } from './controls';
import type { Field } from './draft';
import { advanced, findSettings, groups, type SettingGroup } from './settingGroups';
import { SmartAdvanced } from './SmartAdvanced';

const useStyles = makeStyles({
  search: { maxWidth: '460px', minWidth: 0 },
  line: { margin: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    alignItems: 'start',
    gap: '16px',
  },
});

export interface SearchedProps extends SettingsFieldsProps {
  readonly question: string;
  readonly onAsk: (question: string) => void;
  /** Stands below the fields that make a token. */
  readonly preview?: ReactNode;
}

export function SettingsFields({ question, onAsk, preview, ...props }: SearchedProps) {
  const styles = useStyles();
  const asked = useDeferredValue(question).trim();
  const found = asked === '' ? null : findSettings(asked);
  const number = found?.reduce((sum, { fields }) => sum + fields.length, 0) ?? 0;
  return (
    <>
      <Labelled
        label="Find a setting"
        hint="In our words, or by the name that Dynamics 365 has for it."
        className={styles.search}
      >
        <Input type="search" value={question} autoComplete="off" onChange={(_, { value }) => onAsk(value)} />
      </Labelled>
      <p className={styles.line} role="status">
        {found === null ? '' : foundWords(number)}
      </p>
      {found === null
        ? groups.map((group) => <Whole {...props} key={group.id} group={group} preview={preview} />)
        : found.map((group) => <Found {...props} key={group.id} group={group} />)}
    </>
  );
}

const foundWords = (number: number) =>
  number === 0 ? 'No setting is called that. What is not listed has no counterpart here.' : `Found: ${number}.`;

type GroupProps = SettingsFieldsProps & { readonly group: SettingGroup };

function Found({ group, ...props }: GroupProps) {
  return (
    <Group id={group.id} title={group.title}>
      {group.fields.map((name) => (
        <Setting {...props} key={name} name={name} />
      ))}
    </Group>
  );
}

const layout: readonly Field[] = ['prefix', 'tokenBase', 'userDigits', 'counterDigits'];

function Whole({ group, preview, ...props }: GroupProps & { readonly preview: ReactNode }) {
  const styles = useStyles();
  const shown = group.fields.filter((name) => !advanced.includes(name) && !layout.includes(name));
  return (
    <Group id={group.id} title={group.title}>
      {group.id === 'token' && (
        <>
          <div className={styles.row}>
            {layout.map((name) => (
              <Setting {...props} key={name} name={name} />
            ))}
          </div>
          {preview}
        </>
      )}
      {shown.map((name) => (
        <SettingAndMore {...props} key={name} name={name} />
      ))}
    </Group>
  );
}

function SettingAndMore(props: SettingsFieldsProps & { readonly name: Field }) {
  return (
    <>
      <Setting {...props} />
      {props.name === 'smartMatching' && <SmartAdvanced {...props} />}
    </>
  );
}
