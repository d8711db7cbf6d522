import { dateInWords, explainMatch, explainMore, toldTo } from '../../src/correlation/explain';
import type { Evidence, Match } from '../../src/correlation/match';
import { Archive, write } from './archive';

function match(evidence: Partial<Evidence>, more: Partial<Evidence>[] = []): Match {
  const archive = new Archive();
  archive.track(
    write({
      direction: 'outgoing',
      from: 'alice@northwind.example',
      to: ['anna@contoso.example'],
      headers: 'Message-ID: <offer1@northwind.example>',
    }),
  );
  const [found] = archive.ask(write({ headers: 'In-Reply-To: <offer1@northwind.example>' })).correlation.matches;
  if (!found) throw new Error('no match');
  const [base] = found.evidence;
  return { ...found, evidence: [evidence, ...more].map((one) => ({ ...(base as Evidence), ...one })) };
}

const token = { strategy: 'token', relation: 'thread', value: 'CRM:0001007', witness: 'anna@contoso.example' } as const;

test.each<[Partial<Evidence>, string]>([
  [{ strategy: 'replyTo', relation: 'parent' }, 'Replies to your mail of 3 May 2026, matched by In-Reply-To.'],
  [
    { strategy: 'replyTo', relation: 'parent', value: 'another-name@gateway.example' },
    'Belongs to the thread of your mail of 3 May 2026, matched by In-Reply-To.',
  ],
  [
    { strategy: 'references', relation: 'ancestor' },
    'Belongs to the thread of your mail of 3 May 2026, matched by References.',
  ],
  [
    { strategy: 'references', relation: 'sibling' },
    'Answers the same untracked mail as your mail of 3 May 2026, matched by References.',
  ],
  [{ strategy: 'references', relation: 'child' }, 'Is answered by your mail of 3 May 2026, matched by References.'],
  [{ strategy: 'replyTo', relation: 'returned' }, 'Returns as undeliverable your mail of 3 May 2026.'],
  [{ strategy: 'references', relation: 'twin' }, 'Has the Message-ID of your mail of 3 May 2026.'],
  [{ strategy: 'references', relation: 'attached' }, 'Has as attachment your mail of 3 May 2026.'],
  [token, 'Token CRM:0001007 in the subject, and anna@contoso.example took part in that thread.'],
  [
    { ...token, witness: 'bob@northwind.example' },
    'Token CRM:0001007 in the subject, written by bob@northwind.example, a colleague.',
  ],
  [{ ...token, witness: null }, 'Token CRM:0001007 in the subject.'],
  [
    { strategy: 'conversationIndex', relation: 'thread', witness: 'anna@contoso.example' },
    'Same conversation number (Thread-Index) as your mail of 3 May 2026, in which anna@contoso.example took part.',
  ],
  [
    { strategy: 'conversation', relation: 'thread', witness: null },
    'Same conversation in this mailbox as your mail of 3 May 2026.',
  ],
])('C1 evidence in words: %j', (evidence, sentence) => {
  expect(explainMatch(match(evidence), 'alice@northwind.example')).toBe(sentence);
});

test('C1 another reader sees whose mail it was', () => {
  const found = match({ strategy: 'replyTo', relation: 'parent' });
  expect(explainMatch(found, 'bob@northwind.example')).toBe(
    'Replies to the mail from alice@northwind.example of 3 May 2026, matched by In-Reply-To.',
  );
  expect(explainMatch(found, null)).toBe(explainMatch(found, 'bob@northwind.example'));
});

test('C1 what was kept for everybody is told to its reader in the same words as the match itself', () => {
  const found = match({ strategy: 'replyTo', relation: 'parent' });
  for (const reader of ['alice@northwind.example', 'bob@northwind.example'])
    expect(toldTo(reader, explainMatch(found, null))).toBe(explainMatch(found, reader));
});

test('C1 further evidence is told once, a sentence each', () => {
  const found = match({ strategy: 'replyTo', relation: 'parent' }, [
    token,
    token,
    { strategy: 'replyTo', relation: 'parent' },
  ]);
  expect(explainMore(found, null)).toEqual([
    'Token CRM:0001007 in the subject, and anna@contoso.example took part in that thread.',
  ]);
});

test.each([
  ['2026-05-03T23:59:59Z', '3 May 2026'],
  ['1999-12-31T00:00:00.000Z', '31 December 1999'],
  ['', 'unknown date'],
  ['2026-13-01T00:00:00Z', 'unknown date'],
])('C1 a date in words: %s', (instant, words) => {
  expect(dateInWords(instant)).toBe(words);
});
