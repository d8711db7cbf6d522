/** Random conversations, the same for the same seed: a forest of mails of which each but the openers answers an earlier one. */
import type { Mail } from '../../src/correlation/mail';
import { write } from './archive';

/** Mulberry32. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const roll = seeded(seed);
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

export interface Leaf {
  readonly mail: Mail;
  readonly n: number;
  /** Position of the opener. */
  readonly thread: number;
  /** Positions from the opener to this one. */
  readonly chain: readonly number[];
  /** Positions that its headers name. */
  readonly named: readonly number[];
}

/** How clients answer: with everything, with In-Reply-To alone, with References alone, or with their middle cut out. */
type Habit = 'whole' | 'replyTo' | 'references' | 'cut';

export interface Grown {
  readonly size: number;
  /** Part of every id, so that forests of one seed can stand beside each other. */
  readonly tag?: string;
  readonly habits?: readonly Habit[];
}

export function forest(seed: number, { size, tag = '', habits = ['whole'] }: Grown): Leaf[] {
  const roll = seeded(seed);
  const leaves: Leaf[] = [];
  for (let n = 0; n < size; n++) {
    const parent = n > 3 && roll(4) > 0 ? leaves[roll(n)] : undefined;
    const above = parent?.chain ?? [];
    const habit = habits[habits.length > 1 ? roll(habits.length) : 0] ?? 'whole';
    const { inReplyTo, references } = answer(above, habit);
    const id = (at: number) => `<mail${seed}${tag}.${at}@x.example>`;
    const headers = [`Message-ID: ${id(n)}`];
    if (inReplyTo.length > 0) headers.push(`In-Reply-To: ${inReplyTo.map(id).join(' ')}`);
    if (references.length > 0) headers.push(`References: ${references.map(id).join(' ')}`);
    const thread = parent?.thread ?? n;
    const mail = write({
      headers: headers.join('\r\n'),
      subject: parent ? `Re: Topic ${thread}` : `Topic ${n}`,
      from: `p${roll(6)}@x.example`,
      to: ['list@x.example'],
      sentAt: `2026-05-${String(1 + (n % 28)).padStart(2, '0')}T09:00:00Z`,
    });
    leaves.push({ mail, n, thread, chain: [...above, n], named: [...new Set([...inReplyTo, ...references])] });
  }
  return leaves;
}

function answer(above: readonly number[], habit: Habit): Record<'inReplyTo' | 'references', readonly number[]> {
  const inReplyTo = habit === 'references' ? [] : above.slice(-1);
  if (habit === 'replyTo') return { inReplyTo, references: [] };
  return {
    inReplyTo,
    references: habit === 'cut' && above.length > 3 ? [...above.slice(0, 1), ...above.slice(-2)] : above,
  };
}
