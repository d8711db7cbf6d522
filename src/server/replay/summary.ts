/** What a replay came to, in figures that a person reads. */
import { passedOverWords, type PassedOver } from './passedOver';
import type { Line } from './replayMail';

/**
 * Milliseconds. `correlating`: from the mail to its decision, that is reading keys, asking, judging, deciding. `keeping`: what the
 * replay's own store spends on a mail that is tracked, which is the database's part everywhere else.
 */
export interface Spent {
  readonly parsing: number;
  readonly correlating: number;
  readonly keeping: number;
}

export interface Summary {
  add(lines: readonly Line[], spent: Spent): void;
  passOver(one: PassedOver): void;
  text(): string;
}

export function makeSummary(): Summary {
  const decisions = new Map<string, number>();
  const methods = new Map<string, number>();
  const passedOver: PassedOver[] = [];
  const time = { mails: 0, parsing: 0, correlating: 0, keeping: 0 };
  const count = (into: Map<string, number>, word: string) => into.set(word, (into.get(word) ?? 0) + 1);
  return {
    add(lines, { parsing, correlating, keeping }) {
      time.mails += lines.length;
      time.parsing += parsing;
      time.correlating += correlating;
      time.keeping += keeping;
      for (const { decision, method } of lines) {
        count(decisions, decision);
        if (method) count(methods, method);
      }
    },
    passOver: (one) => void passedOver.push(one),
    text: () =>
      [
        `${time.mails} mails: ${list(decisions)}`,
        ...(methods.size > 0 ? [`matched by ${list(methods)}`] : []),
        ...passedOverWords(passedOver),
        `parsing ${seconds(time.parsing)}, correlation ${seconds(time.correlating)} (${share(time)} of parsing), keeping ${seconds(time.keeping)}, most memory ${megabytes()} MB`,
        '',
      ].join('\n'),
  };
}

function list(counts: ReadonlyMap<string, number>): string {
  return (
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([word, n]) => `${word} ${n}`)
      .join(', ') || 'nothing'
  );
}

/** The most this process ever held. */
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

function share({ parsing, correlating }: { readonly parsing: number; readonly correlating: number }): string {
  return parsing > 0 ? `${((100 * correlating) / parsing).toFixed(0)} %` : 'no part';
}
