import type { RecordRef } from '../../correlation/mail';
import { problem } from '../../contract/problems';
import type { Ask } from '../store/db';
import { readRecord, type StoredRecord } from '../store/records';

/** The record as it stands now (merged: what it became). Deleted, unknown or another organisation's: `unknownRecord`. */
export async function mustFindRecord(ask: Ask, orgId: number, ref: RecordRef): Promise<StoredRecord> {
  const record = await readRecord(ask, orgId, ref);
  if (record === null) throw problem('unknownRecord');
  return record;
}
