import type { Store } from '../store/db';
import type { Letter } from '../store/requests';
import type { Asker } from './acts';

/** What every act works with. */
export interface Workshop {
  readonly store: Store;
  readonly clock: () => Date;
}

/** And what an act works with that stores the text of a mail. */
export interface MailWorkshop extends Workshop {
  readonly clean: CleanHtml;
}

/** Makes HTML harmless, away from the event loop. Throws the Problem `tooMany` if too much of the organisation's waits already. */
export type CleanHtml = (orgId: number, job: { readonly html: string; readonly plain: boolean }) => Promise<Cleaned>;

export interface Cleaned {
  readonly html: string | null;
  /** Its words alone, if they were wanted. */
  readonly plain: string | null;
}

/** The letter of an act that changes something, for `once`. */
export function letterOf(act: string, asker: Asker, payload: { readonly requestId: string }, at: Date): Letter {
  return { orgId: asker.orgId, userId: asker.userId, act, requestId: payload.requestId, payload, at };
}
