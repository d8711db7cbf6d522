import type { Store } from '../mailbox/store';
import type { Services } from '../host/context';
import type { Ui } from './ui';

const MOST = 200;

/** Loud lines open the list at the bottom of the page: nothing that a real Outlook would refuse goes by unseen. */
export function makeLog(ui: Store<Ui>): Services['log'] {
  const count = { lines: 0 };
  return (text, loud = false) => {
    if (loud) console.error(`sandbox: ${text}`);
    count.lines += 1;
    const line = { id: count.lines, loud, text };
    ui.update((before) => ({ ...before, log: [...before.log, line].slice(-MOST) }));
  };
}
