import type { Keys } from '../../correlation/mail';
import type { Track } from '../../contract/tracking';
import type { Asker } from './acts';

/** One tracking on its way into the store. */
export interface Order {
  readonly asker: Asker;
  readonly at: Date;
  readonly keys: Keys;
  readonly mail: Track['mail'];
  readonly because: Track['because'];
  /** As it stands now: a record that was merged is the one it became. */
  readonly regardingId: string | null;
  /** For the asker and the people on it alone, or not; null: nobody said. */
  readonly private: boolean | null;
  /** Its writer marked it so. */
  readonly marked: boolean;
  /** Known already to answer a private mail. */
  readonly answersPrivate: boolean;
  /**
   * Reported after it was decided on sending, by the sender or by the rule: what anybody did with the mail since counts more.
   * null: decided now.
   */
  readonly onSending: 'hand' | 'rule' | null;
  /** Nobody clicked: whatever a person did with the mail before counts more. */
  readonly rule?: Track['rule'];
}
