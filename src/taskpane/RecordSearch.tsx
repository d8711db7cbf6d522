/** Search over the five record types; the open ones of the mail's own people come first. Fetched on demand. */
import { Input, Label, Select, makeStyles } from '@fluentui/react-components';
import { useEffect, useId, useState } from 'react';
import { Problem, problem } from '../contract/problems';
import type { RecordType } from '../correlation/mail';
import { Button } from '../ui/Button';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { typeWord } from '../ui/words';
import { token } from '../ui/token';
import { useDesk, type FoundRecord } from './desk';
import { onEscape } from './onEscape';
import type { Chosen } from './state';
import { usePaneStyles } from './styles';

const TYPES: readonly RecordType[] = ['contact', 'account', 'lead', 'opportunity', 'case'];

const useStyles = makeStyles({
  result: {
    width: '100%',
    justifyContent: 'start',
    textAlign: 'start',
    fontWeight: token('fontWeightRegular'),
    overflowWrap: 'anywhere',
  },
  name: { display: 'block', fontWeight: token('fontWeightSemibold') },
  detail: { display: 'block', color: token('colorNeutralForeground2') },
  fields: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px' },
  narrow: { minWidth: 0 },
});

export interface RecordSearchProps {
  /** Addresses of the mail: their open records come first. */
  readonly around: readonly string[];
  readonly onChoose: (record: Chosen) => void;
  readonly onClose: () => void;
}

export default function RecordSearch({ around, onChoose, onClose }: RecordSearchProps) {
  const pane = usePaneStyles();
  const styles = useStyles();
  const [text, setText] = useState('');
  const [type, setType] = useState<RecordType | ''>('');
  const { found, again } = useFound(around.slice(0, 20).join(' '), text, type);
  const [words, kind] = [useId(), useId()];
  return (
    <section className={pane.part} aria-label="Find a record" onKeyDown={onEscape(onClose)}>
      <div className={styles.fields}>
        <Label htmlFor={words}>Name, address or number</Label>
        <Input
          id={words}
          autoFocus
          type="search"
          className={styles.narrow}
          value={text}
          onChange={(_event, { value }) => setText(value)}
        />
        <Label htmlFor={kind}>Kind</Label>
        <Select id={kind} value={type} onChange={(_event, { value }) => setType(value as RecordType | '')}>
          <option value="">All records</option>
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {typeWord(each)}
            </option>
          ))}
        </Select>
      </div>
      <Results found={found} onChoose={onChoose} onRetry={again} />
      <div className={pane.acts}>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </section>
  );
}

type Found =
  | { readonly is: 'asking' }
  | { readonly is: 'here'; readonly records: readonly FoundRecord[] }
  | { readonly is: 'failed'; readonly problem: Problem };

function Results({
  found,
  onChoose,
  onRetry,
}: {
  found: Found;
  onChoose: (record: Chosen) => void;
  onRetry: () => void;
}) {
  const pane = usePaneStyles();
  if (found.is === 'asking') return <Skeleton widths={['100%', '70%', '100%', '70%']} />;
  if (found.is === 'failed') return <ProblemBar problem={found.problem} onRetry={onRetry} />;
  const { records } = found;
  const count =
    records.length === 0
      ? 'Nothing found. Try fewer words.'
      : records.length === 1
        ? '1 record'
        : `${records.length} records`;
  return (
    <>
      <LiveRegion text={count} />
      {records.length === 0 && <p className={pane.quiet}>{count}</p>}
      <ul className={pane.list} aria-label="Records found">
        {records.map((record) => (
          <li key={record.type + record.id}>
            <Result record={record} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Result({ record, onChoose }: { record: FoundRecord; onChoose: (record: Chosen) => void }) {
  const styles = useStyles();
  const { type, id, name, detail, state, ofThisMail } = record;
  const more = [typeWord(type), state === 'closed' && 'closed', ofThisMail && 'of this mail', detail]
    .filter(Boolean)
    .join(' · ');
  return (
    <Button className={styles.result} onClick={() => onChoose({ type, id, name })}>
      <span>
        <span className={styles.name}>{name}</span> <span className={styles.detail}>{more}</span>
      </span>
    </Button>
  );
}

/** Milliseconds of rest after a key before the server is asked. */
const REST = 200;

/** The answer to the present question only; what an earlier one brings too late is dropped. */
function useFound(around: string, text: string, type: RecordType | '') {
  const { search, after } = useDesk();
  const [round, setRound] = useState(0);
  const question = `${type}|${text}|${around}|${round}`;
  const [answer, setAnswer] = useState<{ question: string; found: Found } | null>(null);
  useEffect(() => {
    const interest = new AbortController();
    const addresses = around.split(' ').filter(Boolean);
    const take = (found: Found) => !interest.signal.aborted && setAnswer({ question, found });
    const ask = () =>
      search(
        { text: text.trim().slice(0, 200), around: addresses, types: type === '' ? [] : [type] },
        interest.signal,
      ).then(
        (records) => take({ is: 'here', records }),
        (error: unknown) => take({ is: 'failed', problem: error instanceof Problem ? error : problem('badAnswer') }),
      );
    const calledOff = after(text === '' ? 0 : REST, () => void ask());
    return () => {
      calledOff();
      interest.abort();
    };
  }, [around, text, type, question, search, after]);
  const found: Found = answer?.question === question ? answer.found : { is: 'asking' };
  return { found, again: () => setRound((last) => last + 1) };
}
