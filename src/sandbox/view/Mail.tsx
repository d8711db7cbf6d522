/** Folders, list, and the message that is read or written. */
import { Button } from '@fluentui/react-components';
import { MailAddFilled } from '@fluentui/react-icons/svg/mail-add';
import { composeMessage } from '../desk/compose';
import type { Current } from '../desk/current';
import { findMessage } from '../mailbox/world';
import type { Mailbox } from '../mailbox/shapes';
import { Compose } from './Compose';
import { FolderList } from './FolderList';
import { MailCommands } from './MailCommands';
import { MessageList } from './MessageList';
import { ReadingPane } from './ReadingPane';
import { Ribbon } from './Ribbon';
import { useApp, useUi, useWorld } from './useStore';

export function Mail({ mailbox, current }: { mailbox: Mailbox; current: Current | null }) {
  const app = useApp();
  return (
    <>
      <nav className="side" aria-label="Mail folders">
        <Button
          appearance="primary"
          icon={<MailAddFilled />}
          aria-label="New mail"
          title="New mail"
          onClick={() => void composeMessage(app, {})}
        >
          <span className="wide-words">New mail</span>
        </Button>
        <FolderList mailbox={mailbox} />
      </nav>
      <MessageList mailbox={mailbox} />
      <main className="item">
        <OpenItem mailbox={mailbox} current={current} />
      </main>
    </>
  );
}

function OpenItem({ mailbox, current }: { mailbox: Mailbox; current: Current | null }) {
  const ui = useUi();
  const world = useWorld();
  const ribbon = current && <Ribbon current={current} />;
  const draft = ui.composing?.kind === 'message' ? findMessage(world, ui.user, ui.composing.id) : null;
  if (draft) return <Compose key={draft.id} draft={draft} mailbox={mailbox} ribbon={ribbon} />;
  const message = ui.message === null ? null : findMessage(world, ui.user, ui.message);
  return (
    <>
      <div className="ribbon" role="toolbar" aria-label="Ribbon">
        {message && <MailCommands message={message} mailbox={mailbox} />}
        {ribbon}
      </div>
      <ReadingPane message={message} mailbox={mailbox} dark={ui.theme !== 'light'} />
    </>
  );
}
