/** All records a person may see, found by words. */
import { Badge, Field, Link, SearchBox, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Reply } from '../contract/endpoints';
import type { Api } from './api';
import { Frame } from '../ui/Frame';
import { LiveRegion } from '../ui/LiveRegion';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import { recordAddress, typeWord } from '../ui/words';

const useStyles = makeStyles({
  search: { maxWidth: '420px' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 8px',
    alignItems: 'baseline',
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { color: tokens.colorNeutralForeground2 },
  line: { margin: 0 },
});

type Found = Reply<'searchRecords'>['records'];

/** The server gives no more than this at a time. */
const AT_MOST = 50;

function Records({ records, text }: { records: Found; text: string }) {
  const styles = useStyles();
  if (records.length === 0)
    return (
      <p className={styles.line}>
        {text ? `Nothing matches “${text}”. Try fewer or other words.` : 'There are no records yet.'}
      </p>
    );
  return (
    <>
      <ul className={styles.list}>
        {records.map((record) => (
          <li key={`${record.type}-${record.id}`} className={styles.item}>
            <Link href={recordAddress(record)}>
              <bdi>{record.name}</bdi>
            </Link>
            <Badge appearance="outline" size="small">
              {typeWord(record.type)}
            </Badge>
            {record.state === 'closed' && (
              <Badge appearance="tint" size="small" color="informative">
                closed
              </Badge>
            )}
            <span className={styles.quiet}>{record.detail}</span>
          </li>
        ))}
      </ul>
      {records.length >= AT_MOST && (
        <p className={styles.line}>These are the first {AT_MOST}; type a name, address or number to find others.</p>
      )}
    </>
  );
}

/** What came last stays on screen while the next answer is on its way, so that typing does not flicker. */
function useSearch(api: Api, text: string) {
  const [found, again] = useLoad(
    useCallback(
      async (signal: AbortSignal) => ({
        text,
        ...(await api.call('searchRecords', { body: { text, around: [], types: [] }, signal })),
      }),
      [api, text],
    ),
  );
  const [last, setLast] = useState<{ text: string; records: Found } | null>(null);
  if (found.state === 'ready' && found.value !== last) setLast(found.value);
  return { found, again, shown: found.state === 'ready' ? found.value : last };
}

const countWords = (count: number) => (count === 1 ? '1 record' : `${count} records`);

export function RecordList({ api }: { api: Api }) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const { found, again, shown } = useSearch(api, text.trim().slice(0, 200));
  const bar = found.state === 'failed' ? <ProblemBar problem={found.problem} onRetry={again} /> : null;
  return (
    <Frame heading="Records" aside="Contacts, accounts, leads, opportunities and cases." problem={bar}>
      <Field label="Find a record" className={styles.search}>
        <SearchBox
          value={text}
          placeholder="Name, address or number"
          maxLength={200}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <LiveRegion text={found.state === 'ready' ? countWords(found.value.records.length) : ''} />
      {shown !== null && <Records {...shown} />}
      {shown === null && found.state === 'loading' && <Skeleton widths={['70%', '55%', '62%', '48%', '66%']} />}
    </Frame>
  );
}
