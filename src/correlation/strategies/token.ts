import { confidence } from '../calibration';
import type { Candidate } from '../mail';
import type { Policy } from '../policy';
import { daysApart, isOwn, sameTopic, witness, type Question } from '../question';
import { formatToken, readToken, tokenReadings, type Token } from '../token';
import { far, type Finding, type Strategy } from './strategy';

/** A token in the subject which a tracked mail carries too. Certain where somebody on the mail can vouch for it. */
export const token: Strategy = (question) => {
  const { keys, policy, candidates } = question;
  if (!policy.useTokens || keys.tokens.length === 0) return [];
  const tokens = readAll(question);
  if (tokens.size === 0) return [];
  const found = candidates.flatMap((candidate) =>
    candidate.shared.flatMap((key) => {
      const read = key.kind === 'token' ? tokens.get(key.value) : undefined;
      return read && !carriesAnother(candidate, read, key.value, policy)
        ? [judge(question, candidate, formatToken(read))]
        : [];
    }),
  );
  return found.length > 1 ? tellApart(question, found) : found;
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
  if (someone !== null)
    return { ...found, strength: 'certain', confidence: confidence.token, witness: someone, against: [] };
  const against = [`Nobody on this mail took part in the thread of token ${value}; anybody can type a token.`];
  const sure = sameTopic(keys, candidate) ? confidence.strangersToken : 0.4;
  return { ...found, strength: 'weak', confidence: sure, witness: null, against };
}

/** A number is given again after its thread was silent. Then two threads carry it, and the mail belongs to one of them. */
function tellApart(question: Question, found: Finding[]): Finding[] {
  const certain = found.filter(({ strength }) => strength === 'certain');
  const meant = new Map<string, string | null>();
  for (const value of new Set(certain.map((each) => each.value))) {
    const rivals = certain.filter((each) => each.value === value);
    if (isContested(rivals)) meant.set(value, meantThread(question, rivals));
  }
  return found.map((finding) => {
    const thread = meant.get(finding.value);
    if (finding.strength !== 'certain' || thread === undefined || thread === finding.candidate.threadId) return finding;
    return {
      ...finding,
      strength: 'weak',
      confidence: 0.4,
      against: [`Two threads carry the token ${finding.value}.`],
    };
  });
}

/** Threads that belong to one record need not be told apart. */
function isContested(found: readonly Finding[]): boolean {
  const threads = new Set(found.map(({ candidate }) => candidate.threadId));
  return threads.size > 1 && new Set(found.map(({ candidate }) => candidate.regarding?.id)).size > 1;
}

/** Numbers are silent for longer before they are given again; less tells nothing about which thread is meant. */
const TELLING_DAYS = 60;

/** By people from outside, else by subject, else by time; null where nothing tells which one it is. */
function meantThread(question: Question, found: readonly Finding[]): string | null {
  const threads = [...new Set(found.map(({ candidate }) => candidate.threadId))].map((id) => {
    const mails = found.map(({ candidate }) => candidate).filter(({ threadId }) => threadId === id);
    const outsiders = mails.flatMap(({ threadPeople }) => threadPeople.filter((each) => isOutsider(question, each)));
    const topic = mails.some((mail) => sameTopic(question.keys, mail)) ? 1 : 0;
    const days = Math.min(...mails.map((mail) => daysApart(question, mail)));
    return { id, people: new Set(outsiders).size, topic, days };
  });
  const [first, second] = threads.sort((a, b) => b.people - a.people || b.topic - a.topic || a.days - b.days);
  if (first === undefined || second === undefined) return first?.id ?? null;
  const tells = first.people > second.people || first.topic > second.topic || second.days - first.days > TELLING_DAYS;
  return tells ? first.id : null;
}

const isOutsider = ({ people, policy }: Question, address: string) => people.has(address) && !isOwn(address, policy);
