/** The pieces that the form of the settings is made of: one control a kind of setting. */
import { Field, Input, Select, Switch, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SettingsReply } from '../contract/settings';
import { choices, colours } from './choices';
import { bounds, fieldWords, longest, type Draft, type Faults, type Field as FieldName } from './draft';

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
  field: { maxWidth: '460px', minWidth: 0 },
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

type SwitchField = { [F in FieldName]: Draft[F] extends boolean ? F : never }[FieldName];

type Named<F> = SettingsFieldsProps & { readonly name: F; readonly hint: string };

export function OnOff({ name, hint, draft, onChange }: Named<SwitchField>) {
  const styles = useStyles();
  return (
    <Field hint={hint} className={styles.field}>
      <Switch
        label={fieldWords[name]}
        checked={draft[name]}
        onChange={(_, { checked }) => onChange({ [name]: checked })}
      />
    </Field>
  );
}

export function Choice({ name, hint, draft, onChange }: Named<keyof typeof choices>) {
  const styles = useStyles();
  return (
    <Field label={fieldWords[name]} hint={hint} className={styles.field}>
      <Select value={draft[name]} onChange={(_, { value }) => onChange({ [name]: value })}>
        {Object.entries(choices[name]).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

const faultOf = (faults: Faults, name: FieldName) =>
  faults[name] === undefined ? {} : { validationMessage: faults[name], validationState: 'error' as const };

export function Typed({ name, hint, draft, faults, onChange }: Named<keyof typeof longest | keyof typeof bounds>) {
  const styles = useStyles();
  const numeric = name in bounds;
  return (
    <Field label={fieldWords[name]} hint={hint} className={styles.field} {...faultOf(faults, name)}>
      <Input
        value={draft[name]}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={name in longest ? longest[name as keyof typeof longest] : 10}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

/** One entry a line. */
export function Lines({ name, hint, draft, faults, onChange }: Named<'neverTrack'>) {
  const styles = useStyles();
  return (
    <Field label={fieldWords[name]} hint={hint} className={styles.field} {...faultOf(faults, name)}>
      <Textarea
        value={draft[name]}
        resize="vertical"
        spellCheck={false}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

export function Colour({ draft, onChange }: SettingsFieldsProps) {
  const styles = useStyles();
  const css = colours.find(([preset]) => preset === draft.categoryColor)?.[2] ?? 'transparent';
  return (
    <Field
      label={fieldWords.categoryColor}
      hint="Used where the category is made new; a colour that people chose in Outlook stays."
      className={styles.field}
    >
      {(control) => (
        <div className={styles.colour}>
          <span className={styles.swatch} style={{ background: css }} aria-hidden />
          <Select
            {...control}

            value={draft.categoryColor}
            onChange={(_, { value }) => onChange({ categoryColor: value })}
          >
            {colours.map(([preset, name]) => (
              <option key={preset} value={preset}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      )}
    </Field>
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
