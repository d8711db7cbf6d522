/**
 * A stand-in for an address that shall not be stored: whoever has the address can find what was said of it, nobody can read it
 * back. Keyed by organisation, so that a guess cannot be tried by whoever sees receipts and audit rows alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Ask } from './db';

const sha256 = (...parts: readonly Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** As the database computes it too (`erase_person`): twice, so that nothing can be appended. */
export const hashWith = (key: Buffer, address: string) =>
  sha256(key, sha256(key, Buffer.from(address, 'utf8'))).toString('hex');

/** The key is made at its first use; two at once have the same. */
export async function addressHash(ask: Ask, orgId: number, address: string): Promise<string> {
  const make = 'insert into privacy_key (org_id, key) values ($1, $2) on conflict (org_id) do nothing';
  await ask({ text: make }, [orgId, randomBytes(32)]);
  const [row] = await ask<{ key: Buffer }>({ text: 'select key from privacy_key where org_id = $1' }, [orgId]);
  return hashWith(row?.key ?? Buffer.alloc(0), address);
}
