/** Which tables a backup holds, read from the catalog: one that is added to the schema is covered without being named. */
import type pg from 'pg';

export interface Table {
  readonly name: string;
  /** In their order; generated ones make themselves. */
  readonly columns: readonly string[];
  /** Expressions of the primary key, with one collation everywhere, so that equal rows stand in equal order. */
  readonly order: readonly string[];
  /** Tables that have to be filled before. */
  readonly needs: readonly string[];
}

/** Tables of extensions are theirs; kysely's tell which migrations were applied, which a backup says by itself. */
export const OURS = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%'
  and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** In an order in which they can be filled. */
export async function readTables(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`select c.relname as name,
  array(select a.attname::text from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
  array(select format(case when a.attcollation = 0 then '%I' else '%I collate "C"' end, a.attname)
    from pg_index i, unnest(i.indkey::int[]) with ordinality k (attnum, n) join pg_attribute a on a.attnum = k.attnum
    where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.n) as "order",
  array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
    where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
from pg_class c where ${OURS} order by c.relname`);
  return inOrder(rows);
}

/** Throws where tables need each other in a circle: then rows can be filled in no order. */
export function inOrder(tables: readonly Table[]): Table[] {
  const placed: Table[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const there = new Set(placed.map(({ name }) => name));
    const next = [...waiting].filter(({ needs }) => needs.every((name) => there.has(name)));
    if (next.length === 0)
      throw new Error(`Tables need each other: ${[...waiting].map(({ name }) => name).join(', ')}.`);
    for (const table of next) waiting.delete(table);
    placed.push(...next);
  }
  return placed;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const nameOf = (table: string) => `public.${quoted(table)}`;
const listOf = (columns: readonly string[]) => columns.map(quoted).join(', ');

export const copyOutOf = ({ name, columns, order }: Table) =>
  `copy (select ${listOf(columns)} from ${nameOf(name)} order by ${order.join(', ')}) to stdout`;
export const copyInto = (name: string, columns: readonly string[]) =>
  `copy ${nameOf(name)} (${listOf(columns)}) from stdin`;

/** The same value is the same text, whatever this login or server prefers; a long table may take its time. */
export const SAME_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8';
set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`;
