/** Every setting with one plain sentence. */
import { Field, Input, Select, Switch, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SettingsReply } from '../contract/settings';
import { choices, colours } from './choices';
import { bounds, fieldWords, longest, type Draft, type Faults, type Field as FieldName } from './draft';
import { TokenPreview } from './TokenPreview';

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
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    alignItems: 'start',
    gap: '16px',
  },
  field: { maxWidth: '460px' },
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

type Named<F> = SettingsFieldsProps & { readonly name: F; readonly hint: string };

function OnOff({ name, hint, draft, onChange }: Named<'useCorrelation' | 'useTokens'>) {
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

function Choice({ name, hint, draft, onChange }: Named<'forwards' | 'withoutOutsiders' | 'closedRecords'>) {
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

function Typed({ name, hint, draft, faults, onChange }: Named<'prefix' | 'categoryName' | keyof typeof bounds>) {
  const styles = useStyles();
  const numeric = name in bounds;
  return (
    <Field label={fieldWords[name]} hint={hint} className={styles.field} {...faultOf(faults, name)}>
      <Input
        value={draft[name]}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={name === 'prefix' || name === 'categoryName' ? longest[name] : 10}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

function Colour({ draft, onChange }: SettingsFieldsProps) {
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

function Group({ id, title, children }: { id: string; title: string; children: ReactNode }) {
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

/** `smartMatching` has no control: this version has nothing that would obey it. It travels through unchanged. */
export function SettingsFields(props: SettingsFieldsProps) {
  const styles = useStyles();
  const { draft, stored } = props;
  return (
    <>
      <Group id="matching" title="How mail finds its record">
        <OnOff
          {...props}
          name="useCorrelation"
          hint="Replies find their thread by mail headers and Outlook’s conversation index."
        />
        <OnOff {...props} name="useTokens" hint="Replies find their thread by the token in the subject." />
        <Choice {...props} name="forwards" hint="What happens to mail that forwards a tracked mail." />
        <Choice
          {...props}
          name="withoutOutsiders"
          hint="What happens to a reply or forward from which everybody outside your organisation was removed."
        />
        <Choice {...props} name="closedRecords" hint="What happens to mail whose record is closed or lost." />
      </Group>
      <Group id="token" title="Tracking token">
        <div className={styles.row}>
          <Typed {...props} name="prefix" hint={`1 to ${longest.prefix} characters before the number.`} />
          <Typed
            {...props}
            name="tokenBase"
            hint="Added to every user number. Give each deployment its own, and their tokens never meet."
          />
          <Typed
            {...props}
            name="userDigits"
            hint={`${bounds.userDigits.minimum} to ${bounds.userDigits.maximum} digits say who wrote the mail.`}
          />
          <Typed
            {...props}
            name="counterDigits"
            hint={`${bounds.counterDigits.minimum} to ${bounds.counterDigits.maximum} digits count the activities of one person.`}
          />
        </div>
        <TokenPreview draft={draft} earlier={stored.tokenLayouts} />
        <Typed
          {...props}
          name="subjectLength"
          hint={`${bounds.subjectLength.minimum} to ${bounds.subjectLength.maximum} characters. A longer subject is shortened to make room; the token never is.`}
        />
      </Group>
      <Group id="category" title="Outlook category">
        <Typed {...props} name="categoryName" hint="Outlook shows this category on every tracked message." />
        <Colour {...props} />
      </Group>
    </>
  );
}
