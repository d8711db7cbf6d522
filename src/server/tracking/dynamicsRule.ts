/** Dynamics' smart matching from its four knobs. What an administrator types is run by RE2: linear in the subject whatever it is. */
import { RE2JS, RE2JSException } from 're2js';
import { problem } from '../../contract/problems';
import type { DynamicsKnobs } from '../../contract/settings';
import { hashWords, makeDynamicsRule, type DynamicsRule } from '../../correlation/dynamics';

/** Throws the Problem `badInput` where the regular expression cannot be used. */
export function readDynamicsRule(knobs: DynamicsKnobs): DynamicsRule {
  const filter = compileFilter(knobs.HashFilterKeywords);
  return makeDynamicsRule({
    words: (topic) => hashWords(filter?.matcher(topic).replaceAll('') ?? topic, knobs.HashMaxCount),
    delta: knobs.HashDeltaSubjectCount,
    minimumRecipients: knobs.HashMinAddressCount,
  });
}

/** A program of more steps would cost more than it could ever filter: nested repetitions of a thousand. */
const LARGEST = 2000;

/** null where nothing is filtered. */
function compileFilter(pattern: string): RE2JS | null {
  if (pattern === '') return null;
  const compiled = compile(pattern);
  if (compiled.programSize() > LARGEST)
    throw problem('badInput', `HashFilterKeywords (left out of the subject) is too large. ${ADVICE}`);
  return compiled;
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw problem(
      'badInput',
      `HashFilterKeywords (left out of the subject) cannot be used: ${error.message}. ${ADVICE}`,
    );
  }
}

const ADVICE = 'Write it in the syntax of RE2, which has no look-around and no back-references, or leave it empty.';
