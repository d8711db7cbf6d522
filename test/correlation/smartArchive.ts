/** An archive that is also asked by topic, and the two mails that most questions about subjects need. */
import { correlate } from '../../src/correlation/correlate';
import { decide } from '../../src/correlation/decide';
import { askedKeys, extractKeys } from '../../src/correlation/keys';
import type { Policy } from '../../src/correlation/policy';
import { Archive, northwind, record, write, type Answer, type Written } from './archive';

export const anna = 'anna@contoso.example';
export const alice = 'alice@northwind.example';
export const automatic: Policy = { ...northwind, smartMatching: 'automatic' };
export const suggest: Policy = { ...northwind, smartMatching: 'suggest' };

export class SmartArchive extends Archive {
  constructor(policy: Policy = automatic) {
    super(policy);
  }

  override ask(mail: Parameters<Archive['ask']>[0], policy: Policy = this.policy): Answer {
    const keys = extractKeys(mail);
    const correlation = correlate(keys, this.find(askedKeys(keys, true)), policy);
    return { keys, correlation, decision: decide(correlation, keys, policy) };
  }
}

export const day = (n: number) => new Date(Date.UTC(2026, 4, 3 + n, 9)).toISOString();
export const sent = (subject: string, rest: Written = {}) =>
  write({ direction: 'outgoing', from: alice, to: [anna], subject, ...rest });
export const answer = (subject: string, days = 2, rest: Written = {}) => write({ subject, sentAt: day(days), ...rest });

export function verdict(tracked: Parameters<Archive['track']>[0], asked: typeof tracked, policy: Policy = automatic) {
  const archive = new SmartArchive(policy);
  archive.track(tracked, record('Deal'));
  return archive.ask(asked).decision;
}
