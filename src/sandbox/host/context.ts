/** What the calls of one add-in frame work on. */
import type { Chance, Mailbox, Person, World } from '../mailbox/shapes';
import type { Store } from '../mailbox/store';
import type { AddIn } from '../manifest/addIn';

/** The item a frame is bound to; each frame has its own, whatever the reader does meanwhile. */
export interface ItemRef {
  readonly kind: 'message' | 'appointment';
  readonly id: string;
  readonly mode: 'read' | 'compose';
}

export interface Notice {
  readonly key: string;
  readonly type: 'informationalMessage' | 'progressIndicator' | 'errorMessage' | 'insightMessage';
  readonly message: string;
  readonly icon?: string;
  readonly persistent?: boolean;
  readonly actions?: readonly {
    readonly actionText?: string;
    readonly commandId?: string;
    readonly contextData?: unknown;
  }[];
}

export interface NewMessageForm {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly subject: string;
  readonly html: string;
}

/** What an add-in can make the mail program do. */
export interface Desk {
  openItem(itemId: string): boolean;
  newMessage(form: NewMessageForm): void;
  newAppointment(form: {
    subject: string;
    start: string;
    end: string;
    location: string;
    attendees: readonly Person[];
    html: string;
  }): void;
  reply(itemId: string, all: boolean, html: string): void;
  close(ref: ItemRef): void;
  /** The task pane's own wish to go. */
  closePane(): void;
  openWindow(url: string): void;
  move(itemId: string, folder: string): boolean;
}

export interface LogLine {
  readonly id: number;
  readonly loud: boolean;
  readonly text: string;
}

/** Everything frames share: one for each sandbox page. */
export interface Services {
  readonly world: Store<World>;
  readonly notices: Store<Readonly<Record<string, readonly Notice[]>>>;
  /** By item id; gone with the compose session. */
  readonly sessionData: Map<string, Map<string, string>>;
  readonly chance: Chance;
  readonly desk: Desk;
  /** Loud lines are shown and written with console.error: something a real Outlook would refuse or we do not know. */
  log(text: string, loud?: boolean): void;
  fetch(path: string, init: RequestInit): Promise<Response>;
}

export interface Session {
  readonly services: Services;
  readonly addIn: AddIn;
  /** Whose mailbox the frame lives in. */
  readonly user: Person;
  /** What this frame is called in the log. */
  readonly label: string;
  item(): ItemRef | null;
  mailbox(): Mailbox;
}
