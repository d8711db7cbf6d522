/** Dynamics' smart matching from its four knobs. What an administrator types is run by RE2: linear in the subject whatever it is. */
import { RE2JS, RE2JSException } from 're2js';
import { problem } from '../../contract/problems';
import type { DynamicsKnobs } from '../../contract/settings';
import { hashWords, makeDynamicsRule, type DynamicsRule } from '../../correlation/dynamics';

/** Throws the Problem `badInput` where the regular expression cannot be used. */
export function readDynamicsRule(knobs: DynamicsKnobs): DynamicsRule {
  const filter = readFilter(knobs.HashFilterKeywords);
  if (filter.fault !== null)
    throw problem('badInput', `HashFilterKeywords (left out of the subject) ${filter.fault}. ${ADVICE}`);
  return makeRule(knobs, filter.program);
}

/**
 * null where what an earlier release took is too much today: its administrator is told when settings are saved or tried, and mail is looked
 * up and tracked without this rule. Without its filter the rule would find mail alike that was meant to be told apart.
 */
export function storedDynamicsRule(knobs: DynamicsKnobs): DynamicsRule | null {
  const filter = readFilter(knobs.HashFilterKeywords);
  return filter.fault === null ? makeRule(knobs, filter.program) : null;
}

function makeRule(knobs: DynamicsKnobs, filter: RE2JS | null): DynamicsRule {
  return makeDynamicsRule({
    words: (topic) => {
      const line = topic.slice(0, LONGEST);
      return hashWords(filter?.matcher(line).replaceAll('') ?? line, knobs.HashMaxCount);
    },
    delta: knobs.HashDeltaSubjectCount,
    minimumRecipients: knobs.HashMinAddressCount,
  });
}

/** Signs of a subject: what stands behind them tells no two mails apart, and each costs as many steps as the program is long. */
const LONGEST = 300;
/**
 * A larger program costs more than it could ever filter: two hundred candidates at 180 ms each with `[a-z]{0,900}z`. Words one beside the
 * other cost next to nothing, however many: at each sign of the subject few of them go on.
 */
const LARGEST = { words: 2000, pattern: 300 };
const REPEATS = /[*+?{.[]/;

/** `program` is null where nothing is filtered. */
type Filter = { readonly fault: null; readonly program: RE2JS | null } | { readonly fault: string };

function readFilter(pattern: string): Filter {
  if (pattern === '') return { fault: null, program: null };
  const largest = REPEATS.test(pattern) ? LARGEST.pattern : LARGEST.words;
  try {
    const program = RE2JS.compile(asNet(pattern), RE2JS.CASE_INSENSITIVE);
    return program.programSize() > largest ? { fault: 'is too large' } : { fault: null, program };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { fault: `cannot be used: ${error.message}` };
  }
}

/** What .NET, by which Dynamics runs the pattern, means by a word, a digit and a blank: those of every script. RE2 means ASCII. */
const NET: Readonly<Record<string, string>> = {
  w: String.raw`\p{L}\p{Mn}\p{Nd}\p{Pc}`,
  d: String.raw`\p{Nd}`,
  s: String.raw`\s\x{85}\p{Z}`,
};

function asNet(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\(.)|[[\]]/gsu, (sign, escaped: string | undefined) => {
    if (escaped === undefined) {
      inClass = sign === '[';
      return sign;
    }
    const meant = NET[escaped.toLowerCase()];
    const negated = escaped !== escaped.toLowerCase();
    if (meant === undefined || (inClass && negated)) return sign;
    return inClass ? meant : `[${negated ? '^' : ''}${meant}]`;
  });
}

const ADVICE = 'Write it in the syntax of RE2, which has no look-around and no back-references, or leave it empty.';
