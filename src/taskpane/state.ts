/** What the pane can be in, what can happen to it, and what it then has done. */
import type { Letter } from '../client/letters';
import type { Post } from '../client/postman';
import type { Problem } from '../contract/problems';
import type { RecordView, ResolvedPerson } from '../contract/records';
import type { Preferences, SettingsReply } from '../contract/settings';
import type { Track, Tracking } from '../contract/tracking';
import type { Keys, RecordRef } from '../correlation/mail';
import type { Correlation, Decision } from '../correlation/match';
import type { ItemName } from '../outlook/openItem';
import type { Reading } from '../outlook/readMessage';
import type { DraftKnown } from './draftKnown';

/** Everything that is known about the open item, from Outlook, the engine and the server. */
export interface Known extends Reading {
  readonly keys: Keys;
  /** Tracking of this very mail; null where it was never tracked. */
  readonly own: Tracking | null;
  readonly correlation: Correlation;
  readonly decision: Decision;
  readonly people: readonly ResolvedPerson[];
  readonly settings: SettingsReply;
  /** What its reader chose for themselves; absent where this device never heard it. */
  readonly preferences?: Preferences;
  /** Present where the server could not be asked: what this device was told last; `at` null where it never was. */
  readonly remembered?: { readonly at: number | null };
}

/** A record somebody chose, with the name to speak of it. */
export interface Chosen extends RecordRef {
  readonly name: string;
}

export interface NewRecord {
  readonly type: 'contact' | 'lead';
  readonly name: string;
  readonly email: string;
  readonly company: string | null;
}

/** Why something is tracked though nobody clicked. */
export interface ByRule {
  readonly by: 'category' | 'incoming';
  /** In one sentence that begins with "Tracked". */
  readonly why: string;
  /** Whatever a person did with the mail before counts more; false where somebody set the category after that. */
  readonly yields: boolean;
}

/** One click. Request ids are minted at the click, so that a retry is the same request. */
export type Act =
  | {
      readonly do: 'track';
      readonly requestId: string;
      readonly regarding: Chosen | null;
      readonly because: Track['because'];
      readonly withBody: boolean;
      /** For its owner and the people on it alone. */
      readonly private?: boolean;
      readonly rule?: ByRule;
    }
  /** `own` null: what a waiting letter is going to make. */
  | {
      readonly do: 'regard';
      readonly requestId: string;
      readonly own: Tracking | null;
      readonly regarding: Chosen | null;
    }
  | { readonly do: 'untrack' | 'restore'; readonly requestId: string; readonly own: Tracking }
  | { readonly do: 'setPrivate'; readonly requestId: string; readonly own: Tracking; readonly private: boolean }
  /** Undo of a letter that waits. */
  | { readonly do: 'takeBack'; readonly requestId: string; readonly letter: Letter }
  /** Creates the record, then tracks this mail to it (or moves it there where it is tracked already). */
  | {
      readonly do: 'create';
      readonly requestId: string;
      readonly thenRequestId: string;
      readonly own: Tracking | null;
      readonly record: NewRecord;
    };

/** The letter that an act puts is named by its request. */
export const letterIdOf = (act: Act) => (act.do === 'create' ? act.thenRequestId : act.requestId);

export type ActState =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly act: Act }
  | { readonly is: 'failed'; readonly act: Act; readonly problem: Problem };

export interface Outcome {
  /** What the server has stored; `waiting`: its letter leaves later; `overtaken`: another one has changed it since. */
  readonly tracking: Tracking | 'waiting' | 'overtaken';
  /** A record that was created on the way. */
  readonly created: RecordView | null;
  /** What the user should know besides, in one sentence. */
  readonly note: string | null;
}

export type View =
  | { readonly at: 'starting' }
  | { readonly at: 'nothing' }
  | { readonly at: 'looking' }
  | { readonly at: 'failed'; readonly problem: Problem }
  | { readonly at: 'draft'; readonly known: DraftKnown }
  | {
      readonly at: 'known';
      readonly known: Known;
      readonly act: ActState;
      readonly canUndo: boolean;
      readonly notes: readonly string[];
      /** What an unknown sender became by itself, for the reader to undo. */
      readonly newcomer?: RecordView | null;
      /** It was tracked just now though nobody clicked, for the reader to undo. */
      readonly ruled?: ByRule | null;
    };

/** What became of a click on an earlier message, where the user has to know it. */
export interface News {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly problem: Problem | null;
}

export interface PaneState {
  /** Rises with every item and every click: an answer to an older one is late and never shows. */
  readonly generation: number;
  /** Rises with every other item: whatever the user had begun to fill in belongs to the earlier one. */
  readonly item: number;
  /** The item that the pane speaks of; null where it has no name. */
  readonly of: ItemName | null;
  readonly view: View;
  readonly news: readonly News[];
  /** What is on its way to the server, and why it does not leave. */
  readonly post: Post;
}

export type Found = Extract<View, { at: 'draft' }> | { readonly at: 'known'; readonly known: Known };

export type PaneEvent =
  | {
      readonly is: 'itemChanged';
      readonly to: 'none' | 'read' | 'draft';
      readonly again: boolean;
      readonly of?: ItemName | null;
    }
  | { readonly is: 'looked'; readonly generation: number; readonly found: Found }
  | { readonly is: 'lookFailed'; readonly generation: number; readonly problem: Problem }
  /** `generation`: by a rule that looked at what was shown then; nothing comes of it where that changed since. */
  | { readonly is: 'clicked'; readonly act: Act; readonly generation?: number }
  | {
      readonly is: 'acted';
      readonly generation: number;
      readonly act: Act;
      readonly subject: string;
      readonly outcome: Outcome;
    }
  | {
      readonly is: 'actFailed';
      readonly generation: number;
      readonly act: Act;
      readonly subject: string;
      readonly problem: Problem;
      /** Its letter lies in the outbox and waits for a decision. */
      readonly kept: boolean;
    }
  | { readonly is: 'posted'; readonly post: Post }
  /** Something besides that the user should know; `tracking`: what is stored of the open mail since. */
  | { readonly is: 'noted'; readonly generation: number; readonly note: string; readonly tracking?: Tracking | null }
  | { readonly is: 'retried' }
  | { readonly is: 'lookedAgain' }
  | { readonly is: 'dismissed' }
  | { readonly is: 'told'; readonly news: News }
  | { readonly is: 'newsRead'; readonly id: string };

export type Effect =
  | { readonly do: 'look'; readonly generation: number }
  | { readonly do: 'act'; readonly generation: number; readonly act: Act; readonly known: Known }
  /** The refused letter of an act that nobody wants any more. */
  | { readonly do: 'drop'; readonly id: string };

export const firstState: PaneState = {
  generation: 0,
  item: 0,
  of: null,
  view: { at: 'starting' },
  news: [],
  post: { letters: [], away: null },
};
