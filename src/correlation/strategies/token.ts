import type { Candidate } from '../mail';
import type { Policy } from '../policy';
import { isOwn, witness, type Question } from '../question';
import { formatToken, readToken, tokenReadings, type Token } from '../token';
import { far, type Finding, type Strategy } from './strategy';

/** A token in the subject which a tracked mail carries too. Certain where somebody on the mail can vouch for it. */
export const token: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  if (!policy.useTokens || keys.tokens.length === 0) return [];
  const tokens = readAll(question);
  if (tokens.size === 0) return [];
  return candidates.flatMap((candidate) =>
    candidate.shared.flatMap((key) => {
      const read = key.kind === 'token' ? tokens.get(key.value) : undefined;
      return read && !carriesAnother(candidate, read, key.value, policy)
        ? [judge(question, candidate, formatToken(read))]
        : [];
    }),
  );
};

/** The tokens of the mail under the organisation's layouts, by their digits. */
function readAll({ keys, policy }: Question): Map<string, Token> {
  const tokens = new Map<string, Token>();
  for (const reading of keys.tokens) {
    const read = readToken(reading, policy.tokenLayouts);
    if (read) tokens.set(reading.digits, read);
  }
  return tokens;
}

/** The same digits under another prefix are another token. */
function carriesAnother(candidate: Candidate, { layout }: Token, digits: string, policy: Policy): boolean {
  const own = tokenReadings(candidate.subject).filter((reading) => reading.digits === digits);
  const layouts = own.map((reading) => readToken(reading, policy.tokenLayouts)?.layout.prefix);
  return layouts.length > 0 && !layouts.includes(layout.prefix);
}

function judge(question: Question, candidate: Candidate, value: string): Finding {
  const { keys, policy } = question;
  const someone = witness(question, candidate) ?? (keys.from !== null && isOwn(keys.from, policy) ? keys.from : null);
  const found = { candidate, relation: 'thread', value, distance: far.token } as const;
  if (someone !== null) return { ...found, strength: 'certain', confidence: 0.98, witness: someone, against: [] };
  const against = [`Nobody on this mail took part in the thread of token ${value}; anybody can type a token.`];
  return { ...found, strength: 'weak', confidence: 0.4, witness: null, against };
}
