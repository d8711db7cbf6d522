/** What an import says of all its mail: whether it has lost its recipients throughout. */
import type { Keys } from '../../correlation/mail';
import type { Import } from '../../correlation/policy';

/** Less says nothing. */
const ENOUGH = 20;
/** One in a hundred may have kept them. */
const NAMED = 0.01;
/** Of those who write to one another most come back, about something else; in a pile of spam 6 in 100 do. */
const COME_BACK = 0.4;
/** Writers that are told apart. */
const MOST = 100_000;

export class ImportCensus implements Import {
  private mails = 0;
  private named = 0;
  private cameBack = 0;
  /** Each with the first subject; null once there was another. */
  private readonly writers = new Map<string, string | null>();

  get lostRecipients(): boolean {
    const { mails, named, cameBack } = this;
    return mails >= ENOUGH && named <= mails * NAMED && cameBack >= mails * COME_BACK;
  }

  add({ from, topic, recipients, undisclosed }: Keys): void {
    this.mails++;
    if (recipients.length > 0 || undisclosed) this.named++;
    // Most imports have kept them: then who writes is of no interest.
    if (from === null || this.named > ENOUGH) return;
    const first = this.writers.get(from);
    if (first === undefined) {
      if (this.writers.size < MOST) this.writers.set(from, topic);
      return;
    }
    if (first !== null && first !== topic) this.writers.set(from, null);
    if (first !== topic) this.cameBack++;
  }
}
