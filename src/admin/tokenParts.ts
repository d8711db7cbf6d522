/** A tracking token taken apart, each part with the sentence that explains it. */
import { formatToken } from '../correlation/token';
import type { TokenLayout } from '../correlation/policy';
import { findFaults, type Draft } from './draft';

export interface TokenPart {
  readonly text: string;
  readonly name: string;
  readonly why: string;
}

export interface TokenPreview {
  readonly online: string;
  readonly offline: string;
  readonly parts: readonly TokenPart[];
}

/** The person and the mail of the example: the first user, the seventh mail. */
const EXAMPLE = { n: 1, counter: 7 };

function takeApart(layout: TokenLayout, base: number, token: string): TokenPart[] {
  const digits = token.slice(layout.prefix.length);
  const last = 10 ** layout.counterDigits - 1;
  return [
    { text: layout.prefix, name: 'Prefix', why: 'Says that this is a token of yours.' },
    {
      text: digits.slice(0, 1),
      name: 'Designator',
      why: '0 when the number was taken online, 1 when offline. It is always one digit.',
    },
    {
      text: digits.slice(1, 1 + layout.userDigits),
      name: 'User number',
      why: `The base tracking number ${base} plus the person’s own number, here ${EXAMPLE.n}.`,
    },
    {
      text: digits.slice(1 + layout.userDigits),
      name: 'Counter',
      why: `Counts this person’s activities; after ${last} it starts again at zero.`,
    },
  ];
}

/** null while the form says something that makes no token. */
export function previewToken(draft: Draft): TokenPreview | null {
  const faults = findFaults(draft);
  if (faults.prefix ?? faults.userDigits ?? faults.counterDigits ?? faults.tokenBase) return null;
  const layout = {
    prefix: draft.prefix,
    userDigits: Number(draft.userDigits),
    counterDigits: Number(draft.counterDigits),
  };
  const base = Number(draft.tokenBase);
  const token = { layout, user: base + EXAMPLE.n, counter: EXAMPLE.counter };
  const online = formatToken({ ...token, offline: false });
  return { online, offline: formatToken({ ...token, offline: true }), parts: takeApart(layout, base, online) };
}
