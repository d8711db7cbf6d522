/** A token for a mail that is being written: from the server, or without a line from the numbers kept on this device. */
import type { Api } from '../client/api';
import { isAway } from '../client/away';
import { Problem } from '../contract/problems';

export interface TokenDoors {
  readonly api: Api;
  /** From the numbers kept on this device; null where there is none left. */
  readonly offlineToken: (mark: string) => Promise<string | null>;
  readonly mint: () => string;
}

export interface GivenToken {
  readonly token: string | null;
  /** Why there is none, in one sentence. */
  readonly why: string | null;
}

const EXHAUSTED =
  'The numbers kept on this device for times without a line are used up. Replies will still be recognised by the other signs.';

/** The same mail is given the same token. Never rejects: a mail without a readable token is a good mail. */
export async function giveToken({ api, offlineToken, mint }: TokenDoors, mark: string): Promise<GivenToken> {
  try {
    return await api.call('mintToken', { body: { requestId: mint(), mark } });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!isAway(error)) return { token: null, why: error.sentence };
    const token = await offlineToken(mark).catch(() => null);
    return { token, why: token === null ? EXHAUSTED : null };
  }
}
