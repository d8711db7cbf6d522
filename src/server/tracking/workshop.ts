import type { Store } from '../store/db';
import type { Letter } from '../store/requests';
import type { Asker } from './acts';

/** What every act works with. */
export interface Workshop {
  readonly store: Store;
  readonly clock: () => Date;
}

/** The letter of an act that changes something, for `once`. */
export function letterOf(act: string, asker: Asker, payload: { readonly requestId: string }, at: Date): Letter {
  return { orgId: asker.orgId, userId: asker.userId, act, requestId: payload.requestId, payload, at };
}
