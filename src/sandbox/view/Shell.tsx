import { currentOf } from '../desk/current';
import { findMessage, mailboxOf } from '../mailbox/world';
import { FolderList } from './FolderList';
import { MessageList } from './MessageList';
import { PaneDock } from './PaneDock';
import { ReadingPane } from './ReadingPane';
import { Ribbon } from './Ribbon';
import { useUi, useWorld } from './useStore';

export function Shell() {
  const ui = useUi();
  const world = useWorld();
  const mailbox = mailboxOf(world, ui.user);
  const current = currentOf(ui, world);
  if (!mailbox) return null;
  return (
    <div className="shell" data-pane={ui.pane ? 'open' : 'closed'}>
      <nav className="side">
        <FolderList mailbox={mailbox} />
      </nav>
      <MessageList mailbox={mailbox} />
      <main className="item">
        <div className="ribbon" role="toolbar" aria-label="Ribbon">
          {current && <Ribbon current={current} />}
        </div>
        <ReadingPane message={ui.message === null ? null : findMessage(world, ui.user, ui.message)} mailbox={mailbox} />
      </main>
      {ui.pane && current && <PaneDock pane={ui.pane} item={current.ref} />}
    </div>
  );
}
