/** One record and the mail that is tracked to it. */
import { Badge, Link, makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { RecordRef } from '../correlation/mail';
import type { RecordView } from '../contract/records';
import type { Api } from './api';
import { Frame } from '../ui/Frame';
import { ProblemBar } from '../ui/ProblemBar';
import { Skeleton } from '../ui/Skeleton';
import { useLoad } from '../ui/useLoad';
import { typeWord } from '../ui/words';
import { Sharing } from './Sharing';
import { Timeline } from './Timeline';

const useStyles = makeStyles({
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' },
});

/** The detail of a record that was made beside a mail names the address, which stands beside it already. */
const detailOf = ({ detail, email }: RecordView) =>
  (detail ?? '')
    .split(' · ')
    .filter((part) => part !== email)
    .join(' · ');

function Facts({ record }: { record: RecordView }) {
  const styles = useStyles();
  const detail = detailOf(record);
  return (
    <div className={styles.facts}>
      <Badge appearance="outline">{typeWord(record.type)}</Badge>
      <Badge appearance="tint" color={record.state === 'open' ? 'success' : 'informative'}>
        {record.state}
      </Badge>
      {record.email && <Link href={`mailto:${encodeURIComponent(record.email)}`}>{record.email}</Link>}
      {detail && <bdi>{detail}</bdi>}
    </div>
  );
}

export function RecordPage({ api, page }: { api: Api; page: RecordRef }) {
  const [loaded, again] = useLoad(
    useCallback((signal: AbortSignal) => api.call('record', { params: page, signal }), [api, page]),
  );
  const record = loaded.state === 'ready' ? loaded.value.record : null;
  const name = record === null ? typeWord(page.type) : record.name;
  useEffect(() => {
    document.title = `${name} – Threadmark`;
  }, [name]);
  if (loaded.state === 'failed')
    return <Frame heading={name} problem={<ProblemBar problem={loaded.problem} onRetry={again} />} children={null} />;
  return (
    <Frame heading={name} aside={record === null ? <Skeleton widths={['60%']} /> : <Facts record={record} />}>
      {loaded.state === 'ready' && <Sharing api={api} page={page} sharing={loaded.value.sharing} />}
      <Timeline api={api} page={page} />
    </Frame>
  );
}
