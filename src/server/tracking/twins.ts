/** Whether a stored mail and the one in question are the same mail, seen from two mailboxes or at two times. */
import type { Keys } from '../../correlation/mail';
import { couldBeSame } from '../../correlation/sameMail';
import { sameText, textDigest } from '../../correlation/textDigest';
import type { Ask } from '../store/db';
import { shortHash } from '../store/hash';
import { storableText } from '../store/storable';
import { readTwins, type Twin } from '../store/trackings';

/** Further mails of one id, writer, topic and date, which only their texts tell apart. */
const FURTHER = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const;

export interface DedupeKeys extends Readonly<Record<(typeof FURTHER)[number], string>> {
  /** Of the first mail that comes with this Message-ID in this direction: sent and received copy are two activities. */
  readonly usual: string;
  /** Of another mail that carries the same Message-ID: an imposter, or a resend with other content. */
  readonly distinct: string;
  /** Of a third, a fourth: some machines give every mail one Message-ID. */
  readonly dated: string;
  /** Of all that come after those: found where the text is brought, so that a lookup says not tracked and tracking is still once. */
  readonly worded: string;
}

/** `text`: digest of its text. */
export function dedupeKeys(keys: Keys, text: string | null = null): DedupeKeys {
  const { kind, direction, messageId, from, topic, sentAt } = keys;
  const usual = `${kind}:${direction}:${messageId}`;
  const distinct = JSON.stringify([usual, from, topic]);
  const dated = JSON.stringify([distinct, sentAt]);
  const further = FURTHER.map((name) => [name, shortHash(JSON.stringify([dated, name]))]);
  return {
    usual: shortHash(usual),
    distinct: shortHash(distinct),
    dated: shortHash(dated),
    worded: shortHash(JSON.stringify([dated, 'worded', text])),
    ...(Object.fromEntries(further) as Record<(typeof FURTHER)[number], string>),
  };
}

/** A stored mail that only its text can tell from the one in question. */
export interface TextTwin {
  readonly twin: Twin;
  readonly text: string;
}

/** `free`: under which key it can be stored. Other than `usual`: the Message-ID belongs to another stored mail already. */
export interface Found {
  readonly twin: Twin | null;
  readonly free: keyof DedupeKeys;
  /** What the asker has to compare, where no text was brought. */
  readonly doubt: readonly TextTwin[];
}

/**
 * `text`: digest of the mail's own text where it is known. Without one, or where no text is stored (the organisation keeps none, or it
 * was tracked without), date, writer and topic have to do.
 */
export async function findTwin(ask: Ask, orgId: number, keys: Keys, text: string | null): Promise<Found> {
  const dedupe = dedupeKeys(keys, text);
  const stored = await readTwins(ask, orgId, Object.values(dedupe));
  const names = ['usual', 'distinct', 'dated', ...FURTHER, 'worded'] as const;
  const under = (name: keyof DedupeKeys) => stored.find(({ dedupeKey }) => dedupeKey === dedupe[name]);
  const free = names.find((name) => !under(name)) ?? 'worded';
  const asked = { ...keys, topic: storableText(keys.topic) };
  const alike = [...names].reverse().flatMap((name) => under(name) ?? []);
  const copies = alike.filter((twin) => couldBeSame(asked, asStored(twin)));
  // What one of us sent is known by its mark, and its last letter may say something else than the first.
  if (keys.direction === 'outgoing' || keys.kind === 'appointment' || copies.length === 0)
    return { twin: copies[0] ?? null, free, doubt: [] };
  const texts = textsOf(copies);
  if (text !== null) return { twin: tellApart(copies, texts, text), free, doubt: [] };
  const doubt = copies.flatMap((twin) => {
    const its = texts.get(twin.tracking.activityId);
    // Whoever may not read it is told nothing of what it says.
    return its === undefined || !twin.seen ? [] : [{ twin, text: its }];
  });
  return { twin: copies[0] ?? null, free, doubt };
}

function tellApart(copies: readonly Twin[], texts: ReadonlyMap<string, string>, text: string): Twin | null {
  const textOf = ({ tracking }: Twin) => texts.get(tracking.activityId);
  const same = copies.find((twin) => sameText(textOf(twin) ?? '', text));
  return same ?? copies.find((twin) => textOf(twin) === undefined) ?? null;
}

function textsOf(twins: readonly Twin[]): ReadonlyMap<string, string> {
  const digests = twins.map(({ tracking, text, html }) => [tracking.activityId, textDigest(text, html)] as const);
  return new Map(digests.filter((each): each is readonly [string, string] => each[1] !== null));
}

const asStored = ({ from, topic, sentAt, tracking }: Twin) => ({
  from,
  topic,
  sentAt: sentAt.toISOString(),
  trackedAt: tracking.trackedAt,
});
