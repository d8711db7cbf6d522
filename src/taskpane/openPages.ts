/**
 * Opens record pages and signs them in: such a page has no Outlook to ask, the pane has. A page asks with
 * `{threadmark:'needToken'}`; only a window which this pane opened itself, of this origin, is answered.
 */
import type { RecordRef } from '../correlation/mail';
import { recordAddress } from '../ui/words';

export interface OpenPages {
  /** False where no window came back: it was blocked, or Outlook opens it itself and keeps it. */
  open(record: RecordRef): boolean;
  /** A page of ours by its address. */
  show(address: string): boolean;
  readonly stop: () => void;
}

export type HostWindow = Pick<Window, 'open' | 'addEventListener' | 'removeEventListener'> & {
  readonly location: Pick<Location, 'origin'>;
};

export function makeOpenPages(pane: HostWindow, token: () => Promise<string>): OpenPages {
  const opened = new Set<Window>();
  const hear = (event: MessageEvent<unknown>) => {
    const asker = event.source as Window | null;
    const { origin } = pane.location;
    if (event.origin !== origin || asker === null || !opened.has(asker) || !isQuestion(event.data)) return;
    const answer = (given: string | null) => asker.postMessage({ threadmark: 'token', token: given }, origin);
    token().then(answer, () => answer(null));
  };
  pane.addEventListener('message', hear);
  const show = (address: string) => {
    for (const page of opened) if (page.closed) opened.delete(page);
    const page = pane.open(address, '_blank');
    if (page) opened.add(page);
    return Boolean(page);
  };
  return {
    show,
    open: (record) => show(recordAddress(record)),
    stop: () => pane.removeEventListener('message', hear),
  };
}

const isQuestion = (data: unknown) =>
  typeof data === 'object' && data !== null && (data as { threadmark?: unknown }).threadmark === 'needToken';
