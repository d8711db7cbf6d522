/** Asks the running server as one of its people, past every page: what a walk needs to be there before it begins. */
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import type { Body, EndpointName, Reply } from '../../src/contract/endpoints';
import { endpoints } from '../../src/contract/endpoints';
import type { RecordView } from '../../src/contract/records';

export interface SignedApi {
  readonly token: string;
  readonly call: <N extends EndpointName>(name: N, body?: Body<N>) => Promise<Reply<N>>;
}

export async function signedApi(context: BrowserContext, url: string, user: string): Promise<SignedApi> {
  const reply = await context.request.post(`${url}/dev/token`, { data: { user } });
  const { token } = (await reply.json()) as { token: string };
  return {
    token,
    call: async (name, body) => {
      const { method, path } = endpoints[name];
      const answer = await context.request.fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { data: body }),
      });
      assert.ok(answer.ok(), `${name}: ${answer.status()} ${await answer.text()}`);
      return (await answer.json()) as never;
    },
  };
}

export interface Letter {
  readonly subject: string;
  readonly html: string;
  readonly text: string | null;
  readonly regarding: Pick<RecordView, 'type' | 'id'>;
  readonly attachments?: Body<'track'>['mail']['attachments'];
}

/** Tracks a mail from Anna that no mailbox holds. */
export async function trackLetter(
  api: SignedApi,
  { subject, html, text, regarding, attachments = [] }: Letter,
): Promise<void> {
  const [anna, alice] = ['anna@contoso.example', 'alice@northwind.example'];
  await api.call('track', {
    requestId: randomUUID(),
    keys: {
      kind: 'message',
      direction: 'incoming',
      messageId: `${randomUUID()}@contoso.example`,
      aliases: [],
      inReplyTo: [],
      references: [],
      returned: [],
      attached: [],
      conversationIndex: null,
      conversation: null,
      tokens: [],
      mailKind: 'opener',
      automatic: null,
      topic: subject.toLowerCase(),
      from: anna,
      recipients: [alice],
      sentAt: '2026-11-20T08:00:00Z',
      remarks: [],
    },
    mail: {
      subject,
      from: { address: anna, name: 'Anna Kowalska' },
      to: [{ address: alice, name: 'Alice Berg' }],
      cc: [],
      bcc: [],
      html,
      text,
      attachments,
    },
    regarding: { type: regarding.type, id: regarding.id },
    because: { method: 'hand', matched: null, reason: 'Chosen by hand.' },
  });
}
