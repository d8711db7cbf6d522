/** Which stored mail a sent one is, where nothing but people, subject and time can tell. */
import type { SentMail } from '../../../src/server/store/sent';
import { meetSentCopy } from '../../../src/server/tracking/meetSentCopy';
import { keysOf } from '../../contracts/samples';

const ALICE = 'alice@northwind.example';
const ANNA = 'anna@contoso.example';
const MARK = '00000000-0000-4000-8000-000000000009';
const layouts = [{ prefix: 'CRM:', userDigits: 3, counterDigits: 3 }];

const stored = (at: string, subject = 'RE: Offer CRM:0001007'): SentMail => ({
  tracking: {} as SentMail['tracking'],
  kind: 'message',
  carriesMark: false,
  mine: true,
  from: ALICE,
  topic: 'offer',
  subject,
  sentAt: new Date(at),
  people: [{ role: 'to', address: ANNA }],
});
const keys = {
  direction: 'outgoing' as const,
  mailKind: 'reply' as const,
  from: ALICE,
  recipients: [ANNA],
  topic: 'offer',
};
/** Its recipients were rewritten, so that nothing but the token tells. */
const token = { tokens: [{ before: 'CRM:', digits: '0001007' }], recipients: ['sales@contoso.example'] };

const letter = (sentAt: string) => keysOf({ ...keys, messageId: `mark:${MARK}`, mark: MARK, sentAt });
const copy = (sentAt: string) => keysOf({ ...keys, sentAt });

test.each([
  ['its fingerprint', {}],
  ['the token of its thread', token],
])('Q1 a mail sent later is not the one before it, to the same people, with %s', (_what, part: object) => {
  const morning = stored('2026-11-20T09:00:00Z');
  expect(meetSentCopy({ ...letter('2026-11-20T15:00:00Z'), ...part }, [morning], layouts)).toBeNull();
  expect(meetSentCopy({ ...letter('2026-11-20T09:10:00Z'), ...part }, [morning], layouts)).toBe(morning); // clocks differ
  expect(meetSentCopy({ ...letter('2026-11-20T05:00:00Z'), ...part }, [morning], layouts)).toBe(morning); // an Outbox
});

test('Q1 a copy is not that of a mail which was sent after it', () => {
  const evening = stored('2026-11-20T17:00:00Z', 'RE: Offer');
  expect(meetSentCopy(copy('2026-11-20T09:00:00Z'), [evening], layouts)).toBeNull();
  expect(meetSentCopy(copy('2026-11-20T18:00:00Z'), [evening], layouts)).toBe(evening);
});

test('Q1 of two equal mails that were sent within minutes, each meets its own copy', () => {
  const [first, second] = ['2026-11-20T09:00:00Z', '2026-11-20T09:00:10Z'].map((at) => ({
    ...stored(at, 'RE: Offer'),
    tracking: { pending: true } as SentMail['tracking'],
  }));
  for (const both of [
    [first!, second!],
    [second!, first!],
  ]) {
    expect(meetSentCopy(copy('2026-11-20T09:00:07Z'), both, layouts)).toBe(first);
    expect(meetSentCopy(copy('2026-11-20T09:00:13Z'), both, layouts)).toBe(second);
  }
  expect(meetSentCopy(copy('2026-11-20T08:59:50Z'), [second!, first!], layouts)).toBe(first); // a device ahead of the server
});
