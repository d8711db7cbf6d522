import { Button, Field, Input } from '@fluentui/react-components';
import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { SaveRegular } from '@fluentui/react-icons/svg/save';
import { SendFilled } from '@fluentui/react-icons/svg/send';
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { attach, detach } from '../desk/attach';
import { discard, edit, saveDraft } from '../desk/compose';
import { followDraft } from '../desk/followDrafts';
import { knownPeople } from '../desk/people';
import { sendMessage } from '../desk/send';
import { textToHtml } from '../mailbox/plainText';
import type { Mailbox, Message } from '../mailbox/shapes';
import { BodyEditor } from './BodyEditor';
import { Notices } from './Notices';
import { PeopleField } from './PeopleField';
import { useApp, useUi, useWorld } from './useStore';

export function Compose({ draft, mailbox, ribbon }: { draft: Message; mailbox: Mailbox; ribbon: ReactNode }) {
  const app = useApp();
  const ui = useUi();
  const { id } = draft;
  const answers = draft.draft?.composeType === 'reply';
  // What is quoted was laid out for white paper.
  const quotes = draft.draft?.composeType !== 'newMail';
  const owners = Object.values(useWorld().mailboxes).map((one) => one.owner);
  const known = useMemo(() => knownPeople(mailbox, owners), [mailbox, owners]);
  const send = useCallback(() => void sendMessage(app, id), [app, id]);
  const write = useCallback(
    (html: string) => edit(app, id, (one) => ({ ...one, body: { html, text: null } })),
    [app, id],
  );
  useEffect(() => followDraft(app, 'message', id), [app, id]);
  return (
    <article className="compose" aria-label="New message" data-testid="compose">
      <h1 className="unseen">New message</h1>
      <Toolbar id={id} send={send} ribbon={ribbon} />
      <Notices itemId={id} />
      <div className="fields">
        <PeopleField
          label="To"
          people={draft.to}
          known={known}
          onChange={(to) => edit(app, id, (one) => ({ ...one, to }))}
        />
        <PeopleField
          label="Cc"
          people={draft.cc}
          known={known}
          onChange={(cc) => edit(app, id, (one) => ({ ...one, cc }))}
        />
        <PeopleField
          label="Bcc"
          people={draft.bcc}
          known={known}
          onChange={(bcc) => edit(app, id, (one) => ({ ...one, bcc }))}
        />
        <Field label="Subject" orientation="horizontal" className="line-field">
          <Input
            appearance="underline"
            value={draft.subject}
            onChange={(_event, { value }) => edit(app, id, (one) => ({ ...one, subject: value }))}
          />
        </Field>
      </div>
      <Attached draft={draft} />
      <BodyEditor
        html={draft.body.html ?? textToHtml(draft.body.text ?? '')}
        files={draft.attachments}
        label="Message text"
        first={answers}
        dark={ui.theme !== 'light' && !quotes}
        onChange={write}
        onSend={send}
      />
    </article>
  );
}

function Toolbar({ id, send, ribbon }: { id: string; send: () => void; ribbon: ReactNode }) {
  const app = useApp();
  const { sending } = useUi();
  return (
    <div className="ribbon" role="toolbar" aria-label="Ribbon">
      <Button appearance="primary" icon={<SendFilled />} disabled={sending} onClick={send}>
        {sending ? 'Sending …' : 'Send'}
      </Button>
      <AttachButton id={id} />
      <Button
        appearance="subtle"
        icon={<SaveRegular />}
        aria-label="Save draft"
        title="Save draft"
        onClick={() => saveDraft(app, id)}
      >
        <span className="words">Save draft</span>
      </Button>
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label="Discard"
        title="Discard"
        onClick={() => discard(app, id)}
      >
        <span className="words">Discard</span>
      </Button>
      {ribbon}
    </div>
  );
}

function AttachButton({ id }: { id: string }) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        appearance="subtle"
        icon={<AttachRegular />}
        aria-label="Attach"
        title="Attach"
        onClick={() => input.current?.click()}
      >
        <span className="words">Attach</span>
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          void attach(app, id, [...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}

function Attached({ draft }: { draft: Message }) {
  const app = useApp();
  if (draft.attachments.length === 0) return null;
  return (
    <ul className="files" aria-label="Attachments">
      {draft.attachments.map((file) => (
        <li key={file.id}>
          {file.name}
          <Button
            size="small"
            appearance="transparent"
            aria-label={`Remove ${file.name}`}
            onClick={() => detach(app, draft.id, file.id)}
          >
            ✕
          </Button>
        </li>
      ))}
    </ul>
  );
}
