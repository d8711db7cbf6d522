/** The stored mail that is this very mail: by its Message-ID, or, where one of us sent it, by what is known of it before it has one. */
import type { Keys } from '../../correlation/mail';
import type { Tracking } from '../../contract/tracking';
import { defaultSettings } from '../../contract/settings';
import type { Ask } from '../store/db';
import { findAppointment } from '../store/meetings';
import { readSent } from '../store/sent';
import { readLayouts } from '../store/settings';
import type { Asker } from './acts';
import { askSent, isUnmet, meetSentCopy } from './meetSentCopy';
import { findTwin, type DedupeKeys, type TextTwin } from './twins';

export interface Stored {
  readonly tracking: Tracking | null;
  /** Under which key it can be stored as a mail of its own. */
  readonly free: keyof DedupeKeys;
  /** Stored mails that only their text can tell from this one. */
  readonly doubt: readonly TextTwin[];
}

/** Asks everything at once. `text`: digest of its text, where it is known. */
export async function findStored(ask: Ask, asker: Asker, keys: Keys, text: string | null = null): Promise<Stored> {
  const [{ twin, free, doubt }, met, item] = await Promise.all([
    findTwin(ask, asker.orgId, keys, text),
    findSent(ask, asker, keys),
    // An appointment is what its item is, wherever it was moved and however it is called by now.
    findAppointment(ask, asker.orgId, keys),
  ]);
  // The id of a mail that has none yet is made of its mark, and a forward may have inherited that.
  return { tracking: item ?? (isUnmet(keys) ? null : twin?.tracking) ?? met, free, doubt };
}

/** Whatever its Message-ID says. */
export async function findSent(ask: Ask, asker: Asker, keys: Keys): Promise<Tracking | null> {
  const question = askSent(asker, keys);
  const [sent, layouts] = await Promise.all([
    readSent(ask, question),
    question.nearby === null ? [] : readLayouts(ask, asker.orgId),
  ]);
  return meetSentCopy(keys, sent, layouts.length === 0 ? [defaultSettings.token] : layouts)?.tracking ?? null;
}
