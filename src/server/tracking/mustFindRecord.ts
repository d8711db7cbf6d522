import type { RecordRef } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import type { Ask } from '../store/db';
import { findHiddenRecord, readRecord, type StoredRecord } from '../store/records';

/** The record as it stands now (merged: what it became). Deleted, unknown or another organisation's: `unknownRecord`. */
export async function mustFindRecord(ask: Ask, orgId: number, ref: RecordRef): Promise<StoredRecord> {
  const record = await readRecord(ask, orgId, ref);
  if (record === null) throw problem('unknownRecord');
  return record;
}

/**
 * The record that a mail shall belong to. A match can point to one that its asker may not see; then `ref` names a mail which
 * belongs to it, and what is tracked joins that record unseen. Only its id is ever needed.
 */
export async function mustFindTarget(ask: Ask, orgId: number, ref: RecordRef): Promise<string> {
  const seen = await readRecord(ask, orgId, ref);
  const id = seen?.id ?? (await findHiddenRecord(ask, orgId, ref.id));
  if (id === null) throw problem('unknownRecord');
  return id;
}
