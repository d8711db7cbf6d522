/** Made-up timeline entries and an api that answers from a table. */
import type { EndpointName, Reply } from '../../src/contract/endpoints';
import type { Activity } from '../../src/contract/tracking';
import type { Api } from '../../src/client/api';

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const alice = { name: 'Alice Berg', address: 'alice@northwind.example' };
export const bob = { name: 'Bob Lindqvist', address: 'bob@northwind.example' };
export const anna = { name: 'Anna Holm', address: 'anna@contoso.example' };
export const page = { type: 'contact', id: uuid(1) } as const;

/** Mail `n`: sent on day n of May 2026, in thread `thread`. */
export function mail(n: number, thread: number, change: Partial<Activity> = {}): Activity {
  const sentAt = `2026-05-${String(n).padStart(2, '0')}T09:00:00Z`;
  return {
    activityId: uuid(100 + n),
    threadId: uuid(50 + thread),
    direction: 'incoming',
    kind: 'message',
    subject: `Mail ${n}`,
    from: anna,
    to: [alice],
    cc: [],
    sentAt,
    attachments: [],
    tracking: {
      activityId: uuid(100 + n),
      state: 'tracked',
      version: 1,
      regarding: { ...page, name: 'Anna Holm', state: 'open' },
      receipts: [{ ...alice, at: sentAt }],
      method: 'replyTo',
      reason: 'Replies to the mail from alice@northwind.example of 3 May 2026, matched by In-Reply-To.',
      trackedBy: alice,
      trackedAt: sentAt,
    },
    ...change,
  };
}

type Answers = { readonly [N in EndpointName]?: (input: unknown) => Reply<N> | Promise<Reply<N>> };

/** Answers by name and keeps what was asked; an unexpected question fails the test. */
export function fakeApi(
  answers: Answers,
): Api<EndpointName> & { readonly asked: readonly (readonly [EndpointName, unknown])[] } {
  const asked: (readonly [EndpointName, unknown])[] = [];
  return {
    asked,
    call: async (name, input) => {
      asked.push([name, input]);
      const answer = answers[name];
      if (!answer) throw new Error(`Nobody expected ${name}.`);
      return (await answer(input)) as never;
    },
  };
}
