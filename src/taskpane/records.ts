import type { Api } from '../client/api';
import { isAway } from '../client/away';
import { Problem } from '../contract/problems';
import type { RecordView } from '../contract/records';
import type { Desk, FoundRecord } from './desk';

export interface SearchDoors {
  readonly api: Api;
  /** Records met lately on this device, the latest first. */
  readonly records: () => Promise<readonly RecordView[]>;
}

/** Asks the server; without a line it looks among the records that this device has met. */
export async function searchRecords(
  { api, records }: SearchDoors,
  question: Question,
  signal: AbortSignal,
): Promise<readonly FoundRecord[]> {
  try {
    const body = { ...question, around: [...question.around], types: [...question.types] };
    return (await api.call('searchRecords', { body, signal })).records;
  } catch (error) {
    if (!(error instanceof Problem) || !isAway(error)) throw error;
    const met = await records();
    return met.filter((record) => fits(record, question)).map((record) => of(record, question));
  }
}

type Question = Parameters<Desk['search']>[0];

function fits({ name, detail, email, type }: RecordView, { text, types }: Question): boolean {
  const said = `${name} ${detail} ${email ?? ''}`.toLowerCase();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (types.length === 0 || types.includes(type)) && words.every((word) => said.includes(word));
}

const of = (record: RecordView, { around }: Question): FoundRecord => ({
  ...record,
  ofThisMail: record.email !== null && around.includes(record.email.toLowerCase()),
});
