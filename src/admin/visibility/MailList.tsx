/** All tracked mail, newest tracked first: whose, about what, to which record. Its text takes a right and a reason. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { SeenMail } from '../../contract/visibility';
import { ProblemBar } from '../../ui/ProblemBar';
import { useLoad } from '../../ui/useLoad';
import type { AdminApi } from '../adminApi';
import { Group } from '../controls';
import { OpenMail } from './OpenMail';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  form: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', gap: '12px' },
});

interface Question {
  readonly text: string;
  readonly after: string | null;
}

function Mail({ api, mail, mayOpen }: { api: AdminApi; mail: SeenMail; mayOpen: boolean }) {
  const styles = useStyles();
  const { subject, owner, record, sentAt, direction, from } = mail;
  const day = new Date(sentAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const way = direction === 'incoming' ? 'received' : 'sent';
  return (
    <li>
      <strong dir="auto">{mail.private ? `Private mail of ${owner}` : subject || '(no subject)'}</strong>
      <p className={styles.line}>
        {way} {day}
        {from !== null && `, from ${from}`}; tracked by {owner}; {record ?? 'no record'}
      </p>
      {mayOpen && <OpenMail api={api} mail={mail} />}
    </li>
  );
}

export function MailList({ api }: { api: AdminApi }) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Question>({ text: '', after: null });
  const [loaded, again] = useLoad(
    useCallback((signal: AbortSignal) => api.call('mails', { body: asked, signal }), [api, asked]),
  );
  const ready = loaded.state === 'ready' ? loaded.value : null;
  return (
    <Group id="mails" title="All tracked mail">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked({ text, after: null });
        }}
      >
        <Field label="An address, or words of the subject">
          <Input value={text} maxLength={320} onChange={(_event, { value }) => setText(value)} />
        </Field>
        <Button type="submit">Find</Button>
      </form>
      {loaded.state === 'failed' && <ProblemBar problem={loaded.problem} onRetry={again} />}
      {ready && !ready.mayOpen && (
        <p className={styles.line}>You see that there is mail. Opening it takes the right above.</p>
      )}
      {ready?.mails.length === 0 && <p className={styles.line}>No tracked mail is like that.</p>}
      <ul className={styles.list} aria-label="Tracked mail" aria-busy={loaded.state === 'loading'}>
        {ready?.mails.map((mail) => (
          <Mail key={mail.activityId} api={api} mail={mail} mayOpen={ready.mayOpen} />
        ))}
      </ul>
      {ready && ready.next !== null && (
        <div>
          <Button onClick={() => setAsked({ text: asked.text, after: ready.next })}>Show older</Button>
        </div>
      )}
    </Group>
  );
}
