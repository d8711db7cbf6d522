/** A tracking token taken apart, each part with the sentence that explains it. */
import { formatToken } from '../correlation/token';
import type { TokenLayout } from '../correlation/policy';
import type { NextTokens } from '../contract/trial';
import { boundsOf, findFaults, type Draft } from './draft';

export interface TokenPart {
  readonly text: string;
  readonly name: string;
  readonly why: string;
}

export interface TokenPreview {
  readonly online: string;
  readonly offline: string;
  readonly longest: string;
  /** After every digit was added that may be. */
  readonly mostCharacters: number;
  readonly parts: readonly TokenPart[];
}

/** Until the server has said whose turn it is: the first user, the seventh mail. */
const EXAMPLE = { n: 1, counter: 7 };

function takeApart(layout: TokenLayout, base: number, token: string): TokenPart[] {
  const digits = token.slice(layout.prefix.length);
  const user = digits.slice(1, 1 + layout.userDigits);
  const last = 10 ** layout.counterDigits - 1;
  return [
    { text: layout.prefix, name: 'Prefix', why: 'Says that this is a token of yours.' },
    {
      text: digits.slice(0, 1),
      name: 'Designator',
      why: '0 when the number was taken online, 1 when offline. It is always one digit.',
    },
    {
      text: user,
      name: 'User number',
      why: `The base tracking number ${base} plus the person’s own number, here ${Number(user) - base}.`,
    },
    {
      text: digits.slice(1 + layout.userDigits),
      name: 'Counter',
      why: `Counts this person’s activities; after ${last} it starts again at zero.`,
    },
  ];
}

/** Of a form without faults in these fields. */
export const layoutOf = (draft: Draft): TokenLayout => ({
  prefix: draft.prefix,
  userDigits: Number(draft.userDigits),
  counterDigits: Number(draft.counterDigits),
});

/** All nines, made without a line. */
const longestOf = ({ prefix, userDigits, counterDigits }: TokenLayout) =>
  `${prefix}1${'9'.repeat(userDigits + counterDigits)}`;

/** null while the form says something that makes no token. `next`: what the server would give now. */
export function previewToken(
  draft: Draft,
  next: Pick<NextTokens, 'online' | 'offline'> | null = null,
): TokenPreview | null {
  const faults = findFaults(draft);
  if (faults.prefix ?? faults.userDigits ?? faults.counterDigits ?? faults.tokenBase) return null;
  const layout = layoutOf(draft);
  const base = Number(draft.tokenBase);
  const token = { layout, user: base + EXAMPLE.n, counter: EXAMPLE.counter };
  const online = next?.online ?? formatToken({ ...token, offline: false });
  const offline = next?.offline ?? formatToken({ ...token, offline: true });
  const widest = draft.whenNumbersRunOut === 'widen' ? { ...layout, counterDigits: MOST_COUNTER_DIGITS } : layout;
  const longest = longestOf(layout);
  return { online, offline, longest, mostCharacters: longestOf(widest).length, parts: takeApart(layout, base, online) };
}

const MOST_COUNTER_DIGITS = boundsOf('counterDigits').maximum;
