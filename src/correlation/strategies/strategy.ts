/** What a strategy is: one way in which a tracked mail can be recognised as related. */
import type { Candidate } from '../mail';
import type { Relation, Strength } from '../match';
import type { Policy } from '../policy';
import type { Question } from '../question';

export interface Finding {
  readonly candidate: Candidate;
  readonly relation: Relation;
  /** The shared id, token text, GUID or conversation id. */
  readonly value: string;
  readonly strength: Strength;
  readonly confidence: number;
  /** Which rule of smart matching gave it. */
  readonly rule?: string;
  /** Who took part on both sides, where that verified the evidence. */
  readonly witness: string | null;
  /** What speaks against it, in words a user can read. */
  readonly against: readonly string[];
  /** Within one thread the nearest wins: 0 is the very parent. */
  readonly distance: number;
}

/** Looks only at candidates that share a key of its kind; finds nothing where the policy turns it off. */
export type Strategy = (question: Question) => Finding[];

/** The policy with the rule of smart matching, ours or Dynamics'. It is handed in where it is not off: the pane fetches it only then. */
export interface Judging extends Policy {
  readonly smart?: Strategy;
  /** By its text it is another mail than the one in question, though id, writer and date are the same. */
  readonly isOther?: (candidate: Candidate) => boolean;
  /** Of the mails of calendars and appointments; the pane fetches it where a candidate shares a meeting. */
  readonly meeting?: Strategy;
}

/** Distances of the relations; what is added to them stays below 1000. */
export const far = {
  parent: 0,
  ancestor: 1000,
  child: 2000,
  twin: 3000,
  sibling: 4000,
  index: 5000,
  meeting: 5500,
  conversation: 6000,
  token: 7000,
  attached: 8000,
  smart: 9000,
};

/** What speaks against a match by subject where an administrator wants to be asked. */
export const ONLY_SUGGESTS = 'Smart matching only suggests in this organisation.';

/** What speaks against an id such as <1@x>. */
export const SHORT_ID = 'The Message-ID is so short that strangers may share it.';
