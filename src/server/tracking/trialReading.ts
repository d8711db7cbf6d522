/** The figures of a trial as one reader may see them: everybody's in number, by name what they may read of. */
import type { TrialChange, TrialExample, TrialResult } from '../../contract/trial';
import type { Ask } from '../store/db';
import { readSeenRecords, readShown, type Shown } from '../store/evidenceReading';
import { HIDDEN_RECORD } from '../store/visibility';
import type { Asker } from './acts';
import type { Example, Outcome } from './compareOutcomes';
import type { StoredResult } from './runTrial';

/** What this reader may see of what the examples speak of. */
interface Sight {
  readonly mails: ReadonlyMap<string, Shown>;
  readonly records: ReadonlySet<string>;
}

/** In a transaction on behalf of the reader. */
export async function forReader(ask: Ask, reader: Asker, result: StoredResult): Promise<TrialResult> {
  const examples = Object.values(result.changes).flatMap((change) => change.examples);
  const outcomes = examples.flatMap(({ before, after }) => [before, after]);
  const mailKeys = [...examples.map(({ mailKey }) => mailKey), ...outcomes.flatMap(({ matched }) => matched ?? [])];
  const [shown, records] =
    examples.length === 0
      ? [[], new Set<string>()]
      : await Promise.all([
          readShown(ask, reader, [...new Set(mailKeys)]),
          readSeenRecords(ask, reader.orgId, [...new Set(outcomes.flatMap((outcome) => outcome.records))]),
        ]);
  const sight = { mails: new Map(shown.map((mail) => [mail.mailKey, mail])), records };
  const changes = Object.entries(result.changes).map(
    ([name, change]) => [name, { ...change, examples: change.examples.map((one) => toldOf(one, sight)) }] as const,
  );
  return {
    ...result,
    changes: Object.fromEntries(changes) as Record<TrialChange, TrialResult['changes'][TrialChange]>,
  };
}

function toldOf({ mailKey, before, after }: Example, sight: Sight): TrialExample {
  const mail = sight.mails.get(mailKey);
  if (mail === undefined) return { mail: null, before: null, after: null };
  const { subject, from, sentAt } = mail;
  const shown = { subject, from, sentAt };
  return { mail: shown, before: outcomeFor(before, sight), after: outcomeFor(after, sight) };
}

const UNTOLD = 'The reason names mail or a record that you may not see.';
const LONGEST = 4000;

function outcomeFor({ do: word, target, record, why, matched, records }: Outcome, sight: Sight) {
  const hidden = record !== null && target !== null && !sight.records.has(target);
  const told = (matched === null || sight.mails.has(matched)) && records.every((id) => sight.records.has(id));
  return { do: word, record: hidden ? HIDDEN_RECORD : record, why: told ? why.slice(0, LONGEST) : UNTOLD };
}
