import type { Candidate, RecordRef } from './mail';

/** Names as `threadmark replay` prints them; `folder` and `hand` are given by their doors, not by a strategy. */
export type StrategyName =
  'header' | 'replyTo' | 'references' | 'token' | 'conversationIndex' | 'conversation' | 'meeting' | 'smart';

/** `certain` may link alone; `strong` links unless something speaks against it; `weak` only ever suggests. */
export type Strength = 'certain' | 'strong' | 'weak';

/**
 * How the mail in question stands to the candidate. `parent`: it names the candidate as the mail it answers; `ancestor`: further up;
 * `sibling`: both name a mail that nobody tracked (a ghost); `child`: the candidate names it; `twin`: both carry one Message-ID;
 * `returned`: it brings the candidate back undelivered; `reported`: it is a receipt for the candidate; `alike`: it brings back an untracked mail that the candidate names;
 * `attached`: it carries the candidate; `attachedAnswer`: it carries an answer to the candidate; `thread`: no more than one conversation.
 */
export type Relation =
  | 'parent'
  | 'ancestor'
  | 'sibling'
  | 'child'
  | 'twin'
  | 'returned'
  | 'reported'
  | 'alike'
  | 'attached'
  | 'attachedAnswer'
  | 'thread';

/** The deciding fact, for machines; `explain` turns it into words for people. */
export interface Evidence {
  readonly strategy: StrategyName;
  readonly relation: Relation;
  /** The shared id, token text, GUID or conversation id. */
  readonly value: string;
  /** True where the candidate only mentions the id as we do: both hang on a mail nobody tracked (a ghost). */
  readonly ghost: boolean;
  /** Somebody who took part on both sides, where that verified the evidence. */
  readonly witness: string | null;
}

/** A candidate with its strategy, evidence, confidence and what speaks against it. */
export interface Match {
  readonly candidate: Candidate;
  readonly strategy: StrategyName;
  readonly strength: Strength;
  /** 0..1: of a hundred answers given with 0.98, ninety-eight are right. */
  readonly confidence: number;
  /** Which rule of smart matching gave it: whether it keeps its promise is measured for each. */
  readonly rule?: string | undefined;
  /** All evidence found for this candidate, the deciding one first; never empty. */
  readonly evidence: readonly Evidence[];
  /** What speaks against it, in words a user can read; empty where nothing does. */
  readonly against: readonly string[];
}

/** Why a candidate that shared a key became no match, in words. */
export interface Rejection {
  readonly candidate: Candidate;
  readonly why: string;
}

export interface Correlation {
  /** The same mail, tracked before: not evidence, but worth knowing. */
  readonly copy: Candidate | null;
  /** Best first, stable order. */
  readonly matches: readonly Match[];
  readonly rejected: readonly Rejection[];
  /** Facts about the mail itself worth telling (a foreign token, a bounce, too many references). */
  readonly remarks: readonly string[];
}

export type DecisionWord = 'track' | 'suggest' | 'hold' | 'skip';

export interface Decision {
  readonly do: DecisionWord;
  /** One sentence for a person. */
  readonly why: string;
  /** The match that decided; null where nothing matched. */
  readonly match: Match | null;
  /** The record to track to; null: track without record, or nothing found. */
  readonly regarding: RecordRef | null;
  /** Other records worth offering, best first. */
  readonly others: readonly Match[];
}
