import { AttachRegular } from '@fluentui/react-icons/svg/attach';
import { memo, useEffect, useMemo, useRef } from 'react';
import { openMessage } from '../desk/reading';
import { isTracked } from '../desk/tracked';
import { listed } from '../desk/listed';
import { htmlToText } from '../mailbox/plainText';
import type { Mailbox, Message } from '../mailbox/shapes';
import { CategoryDots } from './Categories';
import { useLineMenu } from './CategoryMenu';
import { shortTime } from './dates';
import { step } from './step';
import { useApp, useUi } from './useStore';

export function MessageList({ mailbox }: { mailbox: Mailbox }) {
  const app = useApp();
  const { folder, search, message } = useUi();
  const messages = listed(mailbox, folder, search);
  const keys = messages.map((one) => one.id);
  const focusable = message !== null && keys.includes(message) ? message : keys[0];
  const { onContextMenu, menu } = useLineMenu(mailbox);
  const list = useRef<HTMLUListElement>(null);
  /** A message that was dropped here, or opened from elsewhere, may lie far from what is seen. */
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [message]);
  const label = search ? `Found in ${folder}` : `Messages in ${folder}`;
  return (
    <section className="list" aria-label="Message list">
      {messages.length === 0 && (
        <p className="empty">{search ? 'No message has these words.' : 'There is nothing in this folder.'}</p>
      )}
      <ul
        ref={list}
        className="messages"
        role="listbox"
        aria-label={label}
        hidden={messages.length === 0}
        data-testid="messages"
        onContextMenu={onContextMenu}
        onKeyDown={(event) => step(event, keys, message, (id) => openMessage(app, id))}
      >
        {messages.map((one) => (
          <li
            key={one.id}
            role="option"
            aria-selected={one.id === message}
            tabIndex={one.id === focusable ? 0 : -1}
            data-key={one.id}
            className={one.isRead ? 'message' : 'message unread'}
            onClick={() => openMessage(app, one.id)}
          >
            <Row message={one} masterCategories={mailbox.masterCategories} />
          </li>
        ))}
      </ul>
      {menu}
    </section>
  );
}

interface RowProps extends Pick<Mailbox, 'masterCategories'> {
  readonly message: Message;
}

/** Opening one message draws two rows anew, not the whole list. */
const Row = memo(function Row({ message, masterCategories }: RowProps) {
  const outgoing = message.folder === 'Sent Items' || message.folder === 'Drafts';
  const names = outgoing ? message.to.map((one) => one.name).join(', ') : (message.from?.name ?? '');
  const tracked = isTracked(message);
  const hasFiles = message.attachments.some((file) => !file.inline);
  const marked = tracked || hasFiles || message.categories.length > 0;
  const { html, text: plain } = message.body;
  const text = useMemo(() => (plain ?? htmlToText(html ?? '')).replace(/\s+/g, ' '), [plain, html]);
  return (
    <>
      <span className="who">
        {!message.isRead && <span className="unseen">Unread, </span>}
        {message.draft && <span className="draft-mark">[Draft] </span>}
        {names || '(nobody yet)'}
      </span>
      <time dateTime={message.receivedAt}>{shortTime(message.receivedAt)}</time>
      <span className={marked ? 'subject' : 'subject alone'}>{message.subject || '(no subject)'}</span>
      {marked && (
        <span className="marks">
          {tracked && <span className="tracked">Tracked</span>}
          {hasFiles && <AttachRegular aria-label="Has attachments" />}
          <CategoryDots names={message.categories} masterCategories={masterCategories} />
        </span>
      )}
      <span className="preview">{text.slice(0, 140)}</span>
    </>
  );
});
