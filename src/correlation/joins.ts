/** Which threads turn out to be one, once a mail is tracked. */
import type { Candidate, Keys } from './mail';
import type { Correlation, Decision, Match } from './match';
import { peopleOn } from './participants';
import type { Policy } from './policy';
import { isOwn, knowsOwn } from './question';

/** A mail of each: of the match that decided, of every other mail its headers name for certain, of its own copy. */
export function joinedBy(keys: Keys, policy: Policy, { copy, matches }: Correlation, decision: Decision): Candidate[] {
  const found = copy ? [copy] : [];
  const { do: word, match } = decision;
  if (word !== 'track' || !match) return found;
  found.push(match.candidate);
  const isElsewhere = ({ candidate }: Match) => candidate.threadId !== match.candidate.threadId;
  const others = matches.filter((other) => isElsewhere(other) && isCertain(other));
  if (others.length > 0) found.push(...others.filter(tiedTo(keys, policy)).map(({ candidate }) => candidate));
  return found;
}

function isCertain({ strategy, strength, against }: Match): boolean {
  return (strategy === 'replyTo' || strategy === 'references') && strength !== 'weak' && against.length === 0;
}

/** Anybody can write a hundred strangers' ids into a header block: beyond the nearest, somebody from outside must have taken part. */
function tiedTo(keys: Keys, policy: Policy): (match: Match) => boolean {
  const outside = new Set(peopleOn(keys).filter((address) => !isOwn(address, policy)));
  const tookPart = ({ threadPeople }: Candidate) => threadPeople.some((address) => outside.has(address));
  const listed = ({ evidence: [deciding] }: Match) =>
    deciding?.relation === 'ancestor' || deciding?.relation === 'parent';
  return (match) => !knowsOwn(policy) || !listed(match) || tookPart(match.candidate);
}
