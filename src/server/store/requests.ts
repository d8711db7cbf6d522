/** The same letter delivered twice has one effect: what a request id stood for, and what was answered. */
import { problem } from '../../contract/problems';
import type { Ask } from './db';
import { shortHash } from './hash';
import { asJson } from './storable';

export interface Letter {
  readonly orgId: number;
  readonly userId: number;
  readonly act: string;
  readonly requestId: string;
  readonly payload: unknown;
  readonly at: Date;
}

const claimRequest = {
  name: 'claim-request',
  text: `insert into request (org_id, request_id, user_id, act, payload_hash, at) values ($1, $2, $3, $4, $5, $6)
on conflict (org_id, request_id) do nothing returning request_id`,
};

const findRequest = {
  name: 'find-request',
  text: `select user_id as "userId", act, payload_hash as "payloadHash", reply from request where org_id = $1 and request_id = $2`,
};

interface StoredRequest {
  readonly userId: number;
  readonly act: string;
  readonly payloadHash: string;
  readonly reply: unknown;
}

/**
 * Does `work` once for a letter and answers every later copy of it with the same reply. A copy that arrives at the same time
 * waits for the first one's transaction. The id used for something else is the Problem `requestReused`.
 */
export async function once<Reply>(ask: Ask, letter: Letter, work: () => Promise<Reply>): Promise<Reply> {
  const { orgId, userId, act, requestId, payload, at } = letter;
  const payloadHash = shortHash(asJson(payload));
  const claimed = await ask(claimRequest, [orgId, requestId, userId, act, payloadHash, at]);
  if (claimed.length === 0) return repeatReply<Reply>(ask, letter, payloadHash);
  const reply = await work();
  const text = 'update request set reply = $3 where org_id = $1 and request_id = $2';
  await ask({ name: 'answer-request', text }, [orgId, requestId, asJson(reply)]);
  return reply;
}

async function repeatReply<Reply>(
  ask: Ask,
  { orgId, userId, act, requestId }: Letter,
  payloadHash: string,
): Promise<Reply> {
  const [stored] = await ask<StoredRequest>(findRequest, [orgId, requestId]);
  const same =
    stored?.userId === userId && stored.act === act && stored.payloadHash.replaceAll('-', '') === payloadHash;
  if (!same) throw problem('requestReused');
  // Every request is answered in the transaction that claims it: where there is no answer, it was erased.
  if (stored.reply === null) throw problem('erased');
  return stored.reply as Reply;
}
