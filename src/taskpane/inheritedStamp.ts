/**
 * A forward or a copy bears the stamp of the mail it was made from (office-js issues 2456, 6750), and nobody chose anything for it:
 * its mark is known from a mail that has left, or the draft itself tells.
 */
import type { Candidate, Keys } from '../correlation/mail';
import type { HeldStamp } from '../outlook/stamp';
import type { Asked } from './asked';

/** Nothing of another mail's choice stays on the draft. */
export async function withoutInherited(held: HeldStamp, keys: Keys, asked: Asked | null): Promise<HeldStamp> {
  if (held.stamp === null || !isCopied(held, keys, asked)) return held;
  await held.write(null);
  return { ...held, stamp: null };
}

function isCopied({ stamp, here }: HeldStamp, { mailKind, mark }: Keys, asked: Asked | null): boolean {
  const isForward = mailKind === 'forward';
  if (isForward && stamp?.plain === true && !here) return true;
  const own = asked?.reply.own ?? null;
  if (own !== null) return own.pending !== true;
  const bearsMark = ({ shared }: Candidate) => shared.some(({ kind, value }) => kind === 'mark' && value === mark);
  return isForward && asked?.reply.candidates.some(bearsMark) === true;
}
