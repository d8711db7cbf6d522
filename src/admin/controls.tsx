/** The pieces that the form of the settings is made of: one control a kind of setting. */
import { Field, Input, Select, Switch, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { SettingsReply } from '../contract/settings';
import { accuracyOf } from './accuracyWords';
import { choices, colours } from './choices';
import { fieldWords, kindOf, longestOf, type Draft, type Faults, type Field as FieldName, type Kind } from './draft';
import { hintOf } from './settingGroups';
import { settingWords } from './settingWords';

const useStyles = makeStyles({
  group: {
    border: 0,
    margin: 0,
    padding: 0,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  // A long choice would make its column as wide as itself.
  field: { maxWidth: '460px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  line: { display: 'block', overflowWrap: 'anywhere' },
  colour: { display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', gap: '8px', alignItems: 'center' },
  swatch: {
    width: '24px',
    height: '24px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    forcedColorAdjust: 'none',
  },
});

export interface SettingsFieldsProps {
  readonly draft: Draft;
  readonly faults: Faults;
  readonly stored: SettingsReply;
  readonly onChange: (change: Partial<Draft>) => void;
}

type SettingProps = SettingsFieldsProps & { readonly name: FieldName };
type ControlProps = SettingProps & { readonly value: string };

/** A setting by its name: what it is called, what it means, how far it can be trusted, and the control of its kind. */
export function Setting(props: SettingProps) {
  const styles = useStyles();
  const { name, draft, faults, onChange } = props;
  const hint = <Hint name={name} />;
  if (kindOf(name) === 'switch')
    return (
      <Field hint={hint} className={styles.field}>
        <Switch
          label={fieldWords[name]}
          checked={draft[name] === true}
          onChange={(_, { checked }) => onChange({ [name]: checked })}
        />
      </Field>
    );
  const fault = faults[name];
  const wrong = fault === undefined ? {} : { validationMessage: fault, validationState: 'error' as const };
  return (
    <Field label={fieldWords[name]} hint={hint} className={styles.field} {...wrong}>
      {controls[kindOf(name) as keyof typeof controls]({ ...props, value: String(draft[name]) })}
    </Field>
  );
}

function Hint({ name }: { name: FieldName }) {
  const styles = useStyles();
  const { dynamics = [] } = settingWords[name];
  const accuracy = accuracyOf[name];
  return (
    <>
      <span className={styles.line}>{hintOf(name)}</span>
      {accuracy !== undefined && <span className={styles.line}>{accuracy}</span>}
      {dynamics.length > 0 && <span className={styles.line}>In Dynamics 365: {dynamics.join(', ')}</span>}
    </>
  );
}

const change = ({ name, onChange }: ControlProps, value: string) => onChange({ [name]: value });

const typed = (props: ControlProps, numeric: boolean) => (
  <Input
    value={props.value}
    inputMode={numeric ? 'numeric' : 'text'}
    autoComplete="off"
    spellCheck={false}
    maxLength={numeric ? 10 : longestOf(props.name)}
    onChange={(_, { value }) => change(props, value)}
  />
);

const optionsOf = (name: FieldName) => Object.entries(choices[name as keyof typeof choices]);

/** A Field hands label, hint and fault to the one control in it. */
const controls: Readonly<Record<Exclude<Kind, 'switch' | 'colour'>, (props: ControlProps) => ReactElement>> & {
  readonly colour: (props: ControlProps) => (control: object) => ReactElement;
} = {
  text: (props) => typed(props, false),
  number: (props) => typed(props, true),
  choice: (props) => (
    <Select value={props.value} onChange={(_, { value }) => change(props, value)}>
      {optionsOf(props.name).map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </Select>
  ),
  list: (props) => (
    <Textarea
      value={props.value}
      resize="vertical"
      spellCheck={false}
      onChange={(_, { value }) => change(props, value)}
    />
  ),
  colour: (props) => (control) => <Colour {...props} control={control} />,
};

function Colour({ control, ...props }: ControlProps & { readonly control: object }) {
  const styles = useStyles();
  const css = colours.find(([preset]) => preset === props.value)?.[2] ?? 'transparent';
  return (
    <div className={styles.colour}>
      <span className={styles.swatch} style={{ background: css }} aria-hidden />
      <Select {...control} value={props.value} onChange={(_, { value }) => change(props, value)}>
        {colours.map(([preset, name]) => (
          <option key={preset} value={preset}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

export function Group({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 className={styles.heading} id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}
