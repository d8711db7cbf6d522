/** What becomes of the answer to a mail that was sent under other settings: read by the engine itself, as it would be. */
import { correlate } from '../../correlation/correlate';
import { decide } from '../../correlation/decide';
import { extractKeys } from '../../correlation/keys';
import type { Candidate, Mail } from '../../correlation/mail';
import { defaultPolicy, type TokenLayout } from '../../correlation/policy';
import { formatToken } from '../../correlation/token';

const YOU = 'you@company.example';
const CUSTOMER = 'customer@outside.example';
const SENT = '2026-05-03T09:00:00Z';

/** An answer that has nothing left but the token in its subject: headers would link it anyway. */
const answerTo = (subject: string): Mail => ({
  kind: 'message',
  direction: 'incoming',
  subject: `RE: ${subject}`,
  from: { address: CUSTOMER, name: '' },
  sender: null,
  replyTo: [],
  to: [{ address: YOU, name: '' }],
  cc: [],
  bcc: [],
  messageId: 'answer@outside.example',
  headers: null,
  conversation: null,
  sentAt: '2026-05-04T09:00:00Z',
  itemClass: null,
  sensitivity: 'normal',
  body: { html: null, text: null },
  attachments: [],
  returnedHeaders: null,
  attachedHeaders: [],
});

const sentMail = (subject: string, digits: string): Candidate => ({
  activityId: 'sent',
  shared: [{ kind: 'token', value: digits }],
  messageId: 'sent@company.example',
  direction: 'outgoing',
  subject,
  topic: 'your offer',
  people: [YOU, CUSTOMER],
  from: YOU,
  threadPeople: [YOU, CUSTOMER],
  threadId: 'thread',
  sentAt: SENT,
  conversationIndexDepth: null,
  regarding: null,
  trackedBy: 'you',
  trackedAt: SENT,
});

export interface OldReading {
  readonly token: string;
  readonly found: boolean;
  readonly sentence: string;
}

/** `layout`: of the mail that was sent; `layouts`: all that would be read, as they would stand after saving. */
export function readAnswer(
  layout: TokenLayout,
  { layouts, useTokens }: { readonly layouts: readonly TokenLayout[]; readonly useTokens: boolean },
): OldReading {
  const token = formatToken({ layout, offline: false, user: 1, counter: 7 });
  const subject = `Your offer ${token}`;
  const keys = extractKeys(answerTo(subject));
  const candidate = sentMail(subject, token.slice(layout.prefix.length));
  const policy = { ...defaultPolicy, users: [YOU], useTokens, tokenLayouts: layouts };
  const correlation = correlate(keys, [candidate], policy);
  const { do: word, why } = decide(correlation, keys, policy);
  if (word === 'track')
    return { token, found: true, sentence: `A reply to a mail with ${token} finds its record as before: ${why}` };
  const reason = word === 'skip' ? (correlation.rejected[0]?.why ?? why) : why;
  return { token, found: false, sentence: `A reply to a mail with ${token} is not linked by it: ${reason}` };
}
