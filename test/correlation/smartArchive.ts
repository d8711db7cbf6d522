/** An archive that is also asked by topic, and the two mails that most questions about subjects need. */
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { askedKeys, extractKeys } from '../../src/correlation/keys';
import type { Judging } from '../../src/correlation/strategies/strategy';
import { smart } from '../../src/correlation/strategies/smart';
import { Archive, northwind, record, write, type Answer, type Written } from './archive';

export const anna = 'anna@contoso.example';
export const alice = 'alice@northwind.example';
export const automatic: Judging = { ...northwind, smartMatching: 'automatic', smart };
export const suggest: Judging = { ...northwind, smartMatching: 'suggest', smart };

export class SmartArchive extends Archive {
  constructor(policy: Judging = automatic) {
    super(policy);
  }

  override ask(mail: Parameters<Archive['ask']>[0], policy: Judging = this.policy): Answer {
    const keys = extractKeys(mail);
    const correlation = correlate(keys, this.find(askedKeys(keys, true)), policy);
    return { keys, correlation, decision: decide(correlation, keys, policy) };
  }
}

export const day = (n: number) => new Date(Date.UTC(2026, 4, 3 + n, 9)).toISOString();
export const sent = (subject: string, rest: Written = {}) =>
  write({ direction: 'outgoing', from: alice, to: [anna], subject, ...rest });
export const answer = (subject: string, days = 2, rest: Written = {}) => write({ subject, sentAt: day(days), ...rest });

export function verdict(tracked: Parameters<Archive['track']>[0], asked: typeof tracked, policy: Judging = automatic) {
  const archive = new SmartArchive(policy);
  archive.track(tracked, record('Deal'));
  return archive.ask(asked).decision;
}
