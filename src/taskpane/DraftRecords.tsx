/** The records it could be tracked to: the likeliest by one click, every other one by search. */
import { Suspense, lazy, useId, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { typeWord } from '../ui/words';
import { LoadGuard } from './LoadGuard';
import type { Chosen } from './state';
import { usePaneStyles } from './styles';

const RecordSearch = lazy(() => import(/* webpackChunkName: "search" */ './RecordSearch'));

export interface DraftRecordsProps {
  readonly offers: readonly Chosen[];
  readonly around: readonly string[];
  readonly chosen: Chosen | null;
  readonly onChoose: (record: Chosen | null) => void;
}

export function DraftRecords({ offers, around, chosen, onChoose }: DraftRecordsProps) {
  const styles = usePaneStyles();
  const [searching, setSearching] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const close = () => {
    setSearching(false);
    opener.current?.focus();
  };
  return (
    <section className={styles.part} aria-label="Record">
      <h2 className={styles.heading}>Track it to</h2>
      <div className={styles.acts}>
        {offers.map((record) => (
          <Button
            key={record.id}
            size="small"
            aria-pressed={record.id === chosen?.id}
            appearance={record.id === chosen?.id ? 'primary' : 'secondary'}
            onClick={() => onChoose(record)}
          >
            {typeWord(record.type)}: {record.name}
          </Button>
        ))}
        {chosen !== null && (
          <Button size="small" onClick={() => onChoose(null)}>
            No record
          </Button>
        )}
        <Button
          size="small"
          ref={opener}
          aria-expanded={searching}
          aria-controls={searching ? panel : undefined}
          onClick={() => setSearching(!searching)}
        >
          Other record …
        </Button>
      </div>
      {searching && (
        <div id={panel}>
          <LoadGuard>
            <Suspense fallback={<Skeleton widths={['100%', '100%', '80%']} />}>
              <RecordSearch
                around={around}
                onClose={close}
                onChoose={(record) => {
                  close();
                  onChoose(record);
                }}
              />
            </Suspense>
          </LoadGuard>
        </div>
      )}
    </section>
  );
}
