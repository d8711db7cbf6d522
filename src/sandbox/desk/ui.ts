/** What the reader looks at: which mailbox, which folder, which item, what lies open over it. */
import type { LogLine } from '../host/context';
import type { SendMode, Surface } from '../manifest/addIn';
import type { Delivery } from '../mailbox/send';
import type { Folder, Message } from '../mailbox/shapes';

export type Place = 'mail' | 'calendar' | 'outside';
export type Theme = 'light' | 'dark' | 'contrast';

export interface Pane {
  readonly url: string;
  readonly title: string;
  readonly surface: Surface;
  readonly pinnable: boolean;
  readonly pinned: boolean;
  /** Rises with every opening: each one is a page of its own. */
  readonly opening: number;
}

/** The question that Outlook puts when an add-in has something to say about sending. */
export interface SendQuestion {
  readonly kind: 'refused' | 'slow' | 'away' | 'noRecipients';
  readonly message: string;
  readonly mode: SendMode;
  readonly cancelLabel: string;
  readonly answer: (choice: 'send' | 'stay') => void;
}

export interface Ui {
  /** Lower-case address of whoever sits here. */
  readonly user: string;
  readonly place: Place;
  readonly folder: Folder;
  readonly message: string | null;
  readonly appointment: string | null;
  readonly outbound: string | null;
  readonly composing: { readonly kind: 'message' | 'appointment'; readonly id: string } | null;
  readonly sending: boolean;
  readonly search: string;
  readonly theme: Theme;
  readonly pane: Pane | null;
  /** By surface: the pane that its reader wants there always. */
  readonly pins: Readonly<Partial<Record<Surface, { readonly url: string; readonly title: string }>>>;
  readonly question: SendQuestion | null;
  readonly log: readonly LogLine[];
  readonly logOpen: boolean;
  /** What was sent a moment ago, as long as it can be called back. */
  readonly justSent: { readonly draft: Message; readonly delivery: Delivery } | null;
  /** What just happened, for those who cannot see it. */
  readonly said: string;
}

export const freshUi = (user: string, theme: Theme, pins: Ui['pins']): Ui => ({
  user,
  place: 'mail',
  folder: 'Inbox',
  message: null,
  appointment: null,
  outbound: null,
  composing: null,
  sending: false,
  search: '',
  theme,
  pane: null,
  pins,
  question: null,
  log: [],
  logOpen: false,
  justSent: null,
  said: '',
});
