/** Keys that mail which is stored already is found by from now on. */
import type { Key } from '../../correlation/mail';
import type { Ask } from './db';
import { keyHash, kindNumber } from './hash';

const insertHashes = {
  text: `insert into correlation_key (org_id, kind, key_hash, activity_id)
select $1, p.kind, p.key_hash, p.activity_id from unnest($2::smallint[], $3::uuid[], $4::uuid[]) p(kind, key_hash, activity_id)
on conflict do nothing`,
};

/** Further keys of many stored mails at once. */
export async function addHashes(ask: Ask, orgId: number, hashes: readonly { activityId: string; key: Key }[]) {
  const kinds = hashes.map(({ key }) => kindNumber(key.kind));
  const values = hashes.map(({ key }) => keyHash(key));
  await ask(insertHashes, [orgId, kinds, values, hashes.map(({ activityId }) => activityId)]);
}

export async function readNewestTopics(ask: Ask, orgId: number, most: number) {
  const text = `select activity_id as "activityId", topic from activity where org_id = $1 order by activity_id desc limit $2`;
  return ask<{ activityId: string; topic: string }>({ text }, [orgId, most]);
}
