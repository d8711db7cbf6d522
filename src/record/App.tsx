/** Shows what the address asks for. */
import { Link } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { Api } from './api';
import { Frame } from '../ui/Frame';
import { readPlace } from './place';
import { RecordList } from './RecordList';
import { RecordPage } from './RecordPage';

export function App({ api, search }: { api: Api; search: string }) {
  const place = useMemo(() => readPlace(search), [search]);
  if (place.show === 'list') return <RecordList api={api} />;
  if (place.show === 'record') return <RecordPage api={api} page={place.ref} />;
  return (
    <Frame heading="No record">
      <p>
        {place.why} <Link href="/record.html">Choose one from the list.</Link>
      </p>
    </Frame>
  );
}
