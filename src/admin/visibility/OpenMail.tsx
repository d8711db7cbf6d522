/** Opens one mail after a reason was given. What is shown is its plain text: nothing in it can act or load. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Reply } from '../../contract/endpoints';
import type { SeenMail } from '../../contract/visibility';
import { ProblemBar } from '../../ui/ProblemBar';
import type { AdminApi } from '../adminApi';
import { useAct } from './useAct';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end' },
  text: {
    margin: 0,
    padding: '12px',
    maxHeight: '50vh',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyBase,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
});

/** Parsed apart from the page: a document of its own runs and loads nothing. */
const plainOf = ({ html, text }: Reply<'openBody'>) =>
  text ?? new DOMParser().parseFromString(html ?? '', 'text/html').body.textContent;

export function OpenMail({ api, mail: { activityId } }: { api: AdminApi; mail: SeenMail }) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [opened, setOpened] = useState<Reply<'openBody'> | null>(null);
  const { busy, failed, run } = useAct();
  const open = () =>
    run(async () => {
      setOpened(await api.call('openBody', { params: { activityId }, body: { reason: reason.trim() } }));
      return '';
    });
  if (opened !== null)
    return (
      <pre className={styles.text} tabIndex={0} role="region" aria-label={`Text of ${opened.subject}`} dir="auto">
        {opened.subject}
        {'\n\n'}
        {plainOf(opened) || 'It was stored without its text.'}
      </pre>
    );
  if (!asking)
    return (
      <Button size="small" onClick={() => setAsking(true)}>
        Open …
      </Button>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Field label="Why do you open it? The audit keeps the answer.">
        <Input autoFocus value={reason} maxLength={400} onChange={(_event, { value }) => setReason(value)} />
      </Field>
      <Button type="submit" disabledFocusable={busy || reason.trim().length < 3}>
        Open this mail
      </Button>
      {failed && <ProblemBar problem={failed} />}
    </form>
  );
}
