import { currentOf } from '../desk/current';
import { mailboxOf } from '../mailbox/world';
import { Calendar } from './Calendar';
import { LogBar } from './LogBar';
import { Mail } from './Mail';
import { OfflineBar } from './OfflineBar';
import { Outside } from './Outside';
import { PaneDock } from './PaneDock';
import { Rail } from './Rail';
import { SendQuestionDialog } from './SendQuestionDialog';
import { TopBar } from './TopBar';
import { useDrop } from './useDrop';
import { useUi, useWorld } from './useStore';

export function Shell() {
  const ui = useUi();
  const world = useWorld();
  const over = useDrop();
  const mailbox = mailboxOf(world, ui.user);
  const current = currentOf(ui, world);
  if (!mailbox) return <p role="alert">There is no mailbox {ui.user}.</p>;
  return (
    <div className="page">
      <TopBar mailbox={mailbox} />
      <OfflineBar />
      <div className="shell" data-place={ui.place} data-pane={ui.pane ? 'open' : 'closed'}>
        <Rail />
        {ui.place === 'mail' && <Mail mailbox={mailbox} current={current} />}
        {ui.place === 'calendar' && <Calendar mailbox={mailbox} current={current} />}
        {ui.place === 'outside' && <Outside />}
        {ui.pane && current && <PaneDock pane={ui.pane} item={current.ref} />}
      </div>
      <LogBar />
      <SendQuestionDialog />
      {over && <div className="drop">Drop the .eml file: it lands in this mailbox.</div>}
    </div>
  );
}
