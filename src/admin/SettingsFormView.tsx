/** The form: fields, reason, save, and what became of it. */
import { Button, Field, Spinner, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState, type FormEvent } from 'react';
import type { SettingsReply } from '../contract/settings';
import type { AdminApi } from './adminApi';
import { ProblemBar } from '../ui/ProblemBar';
import { Conflict } from './Conflict';
import { changedFields } from './compare';
import { fields, fieldWords, makeDraft } from './draft';
import { History } from './History';
import { Removal } from './Removal';
import { SettingsFields } from './SettingsFields';
import { TokenPreview } from './preview/TokenPreview';
import { SettingsFile } from './SettingsFile';
import { TrialPanel } from './trial/TrialPanel';
import { VersionLine } from './VersionLine';
import { useSettings, type SettingsForm } from './useSettings';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '24px' },
  end: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '12px',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  line: { margin: 0 },
  faults: { margin: 0, color: tokens.colorPaletteRedForeground1, display: 'grid', gap: '4px', paddingLeft: '20px' },
});

/** All faults in one place, beside the button; each stands at its field as well, where a screen reader speaks it. */
function FaultList({ form }: { form: SettingsForm }) {
  const styles = useStyles();
  const found = fields.flatMap((field) => form.faults[field] ?? []);
  const all = form.reasonFault === null ? found : [...found, form.reasonFault];
  if (all.length === 0) return null;
  return (
    <ul className={styles.faults} aria-label="Not right yet">
      {all.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  );
}

function changeWords(form: SettingsForm): string {
  const changed = changedFields(makeDraft(form.stored.settings), form.draft).map((field) => fieldWords[field]);
  return changed.length === 0 ? 'No changes yet.' : `Not saved yet: ${changed.join(', ')}.`;
}

function End({ form }: { form: SettingsForm }) {
  const styles = useStyles();
  const said = useRef<HTMLParagraphElement>(null);
  const decide = (meant: boolean) => {
    form.letGo(meant);
    // What had the focus is gone.
    said.current?.focus();
  };
  const fault =
    form.reasonFault === null ? {} : { validationMessage: form.reasonFault, validationState: 'error' as const };
  return (
    <div className={styles.end}>
      <Field label="Reason" required hint="One sentence for those who look at the history." {...fault}>
        <Textarea
          value={form.reason}
          maxLength={400}
          resize="vertical"
          onChange={(_, { value }) => form.giveReason(value)}
        />
      </Field>
      <FaultList form={form} />
      {form.problem !== null && <ProblemBar problem={form.problem} />}
      {form.going !== null && <Removal going={form.going} onDecide={decide} />}
      <div className={styles.acts}>
        <Button type="submit" appearance="primary" disabledFocusable={form.saving || form.theirs !== null}>
          Save
        </Button>
        <Button onClick={form.reset} disabledFocusable={form.saving}>
          Drop my changes
        </Button>
        {form.saving && <Spinner size="tiny" label="Saving" />}
      </div>
      <p className={styles.line} role="status" ref={said} tabIndex={-1}>
        {form.said || (form.saving ? '' : changeWords(form))}
      </p>
    </div>
  );
}

export function SettingsFormView({ api, loaded }: { api: AdminApi; loaded: SettingsReply }) {
  const styles = useStyles();
  const form = useSettings(api, loaded);
  const element = useRef<HTMLFormElement>(null);
  const [question, setQuestion] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.theirs !== null || form.save()) return;
    // A fault may stand where the search does not look.
    setQuestion('');
    // After the faults are painted, the first wrong field takes the focus.
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form ref={element} className={styles.form} onSubmit={submit} noValidate>
      <VersionLine stored={form.stored} />
      <History
        api={api}
        version={form.stored.version}
        onTake={(settings, version) => {
          form.change(makeDraft(settings));
          if (form.reason.trim() === '') form.giveReason(`Version ${version} again`);
        }}
      />
      <SettingsFile api={api} stored={form.stored} onTake={(settings) => form.change(makeDraft(settings))} />
      {form.theirs !== null && (
        <Conflict base={form.stored} theirs={form.theirs} mine={form.draft} onDecide={form.decide} />
      )}
      <SettingsFields
        draft={form.draft}
        faults={form.faults}
        stored={form.stored}
        onChange={form.change}
        question={question}
        onAsk={setQuestion}
        preview={<TokenPreview api={api} draft={form.draft} stored={form.stored} />}
      />
      <TrialPanel api={api} stored={form.stored} draft={form.draft} />
      <End form={form} />
    </form>
  );
}
