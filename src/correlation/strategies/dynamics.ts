/** Smart matching as Dynamics does it, in place of our own rule: for comparison. */
import { confidence } from '../calibration';
import type { Candidate, Key, Keys } from '../mail';
import type { Question } from '../question';
import { daysBetween } from '../smartFacts';
import { far, ONLY_SUGGESTS, type Finding, type Strategy } from './strategy';

/** No topic of ours begins so. */
export const HASH = '#';

const isHash = ({ kind, value }: Key) => kind === 'topic' && value.startsWith(HASH);

/** `alike`: the rule itself, where it was not asked yet. What a pane sees share a hash was judged by the server, which holds the knobs. */
export const dynamicsStrategy =
  (alike: (keys: Keys, candidate: Candidate) => boolean = () => true): Strategy =>
  (question) =>
    question.candidates
      .filter((candidate) => candidate.shared.some(isHash) && alike(question.keys, candidate))
      .map((candidate) => toFinding(question, candidate));

/** In days, or no date at all. */
const FARTHEST = 400;

function toFinding({ keys, people, policy, time }: Question, candidate: Candidate): Finding {
  const against = policy.smartMatching === 'suggest' ? [ONLY_SUGGESTS] : [];
  return {
    candidate,
    relation: 'thread',
    value: keys.topic,
    strength: against.length > 0 ? 'weak' : 'strong',
    confidence: confidence.dynamics,
    witness: candidate.people.find((address) => people.has(address)) ?? null,
    against,
    distance: far.smart + Math.min(900, Math.abs(daysBetween(candidate, time) ?? FARTHEST)),
  };
}
