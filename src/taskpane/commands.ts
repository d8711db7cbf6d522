/** The page behind the ribbon: functions that run without a pane. Their names are those of `manifest.xml`. */
import { associate, start } from '../outlook/launch';
import { openItem } from '../outlook/openItem';
import { whose } from '../outlook/whose';
import { giveToken } from './giveToken';
import { makePaneDoors } from './paneDoors';
import { trackOpen } from './trackOpen';

async function track(): Promise<void> {
  const open = openItem();
  if (open.is === 'none') return;
  const doors = makePaneDoors(whose());
  const { api, mint, outbox } = doors;
  const offlineToken = async (mark: string) => (await outbox()).offlineToken(mark);
  await trackOpen(open, {
    ...doors,
    giveToken: (mark) => giveToken({ api, offlineToken, mint }, mark),
    leaveSent: async (mail) => (await outbox()).leaveSent(mail),
  });
}

associate('track', (event) => void track().finally(() => event.completed()));

start();
