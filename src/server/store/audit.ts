/** Every write leaves a row: who, what, before, after, why. Never message content. */
import { v7 } from 'uuid';
import type { Ask } from './db';
import { asJson } from './storable';

export interface AuditEntry {
  readonly orgId: number;
  readonly at: Date;
  /** null: the program itself. */
  readonly actor: number | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
}

const insertAudit = {
  name: 'insert-audit',
  text: `insert into audit_log (org_id, audit_id, at, actor, action, entity, entity_id, before, after, why)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

/** Gives the id of the row. */
export async function writeAudit(ask: Ask, entry: AuditEntry): Promise<string> {
  const auditId = v7();
  const { orgId, at, actor, action, entity, entityId, before, after, why } = entry;
  await ask(insertAudit, [orgId, auditId, at, actor, action, entity, entityId, orNull(before), orNull(after), why]);
  return auditId;
}

/** Whether this person had this record made, for this reason. */
export async function hasMadeAlone(
  ask: Ask,
  { orgId, actor, recordId, why }: { orgId: number; actor: number; recordId: string; why: string },
): Promise<boolean> {
  const text = `select 1 from audit_log where org_id = $1 and entity = 'record' and entity_id = $2 and action = 'createRecord'
and actor = $3 and why = $4 limit 1`;
  return (await ask({ text }, [orgId, recordId, actor, why])).length > 0;
}

const orNull = (value: unknown) => (value === null || value === undefined ? null : asJson(value));
