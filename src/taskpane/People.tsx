/** Who takes part in the mail, and which record each stands for. */
import { Suspense, lazy, useRef, useState } from 'react';
import { isOurs, writersOf } from '../contract/counterpart';
import type { RecordView, ResolvedPerson } from '../contract/records';
import { normalAddress } from '../correlation/addresses';
import { isMachine } from '../correlation/machines';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import { typeWord } from '../ui/words';
import { useDesk, useReader } from './desk';
import { LoadGuard } from './LoadGuard';
import type { Known, NewRecord } from './state';
import { usePaneStyles } from './styles';

const CreateRecord = lazy(() => import(/* webpackChunkName: "create" */ './CreateRecord'));

export interface PeopleProps {
  readonly people: readonly ResolvedPerson[];
  readonly names: ReadonlyMap<string, string>;
  /** null before sending: then nothing can be tracked, so nothing is created here. */
  readonly known: Known | null;
  readonly busy: boolean;
}

/** More than these are folded away: a mail to two hundred people is still a short pane. */
const SHOWN = 6;

export default function People({ people, names, known, busy }: PeopleProps) {
  const styles = usePaneStyles();
  const [all, setAll] = useState(false);
  if (people.length === 0) return null;
  const ordered = known === null ? people : writersFirst(people, known);
  const shown = all ? ordered : ordered.slice(0, SHOWN);
  return (
    <section className={styles.part} aria-label="People">
      <h2 className={styles.heading}>People</h2>
      <ul className={styles.people}>
        {shown.map((person) => (
          <li key={person.address}>
            <PersonRow
              person={person}
              name={names.get(normalAddress(person.address)) ?? ''}
              known={known}
              busy={busy}
            />
          </li>
        ))}
      </ul>
      {people.length > SHOWN && (
        <div className={styles.acts}>
          <Button size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${people.length}`}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Who wrote it stands first, also where a form or a list sent it and they are only in Reply-To. */
function writersFirst(people: readonly ResolvedPerson[], known: Known): readonly ResolvedPerson[] {
  const incoming = known.keys.direction === 'incoming';
  const writers = incoming ? writersOf(known).filter((address) => !isMachine(address)) : [];
  const isWriter = ({ address }: ResolvedPerson) => writers.includes(normalAddress(address));
  return [...people.filter(isWriter), ...people.filter((person) => !isWriter(person))];
}

/** What stands behind an address that is no customer's; null for people outside. */
function nobodyOutside(address: string, known: Known | null): string | null {
  const normal = normalAddress(address);
  if (known && isOurs(normal, known.settings)) return 'Your organisation';
  if (known?.keys.lists?.includes(normal)) return 'A mailing list';
  return isMachine(normal) ? 'An automatic sender' : null;
}

interface PersonRowProps {
  readonly person: ResolvedPerson;
  readonly name: string;
  readonly known: Known | null;
  readonly busy: boolean;
}

function PersonRow({ person, name, known, busy }: PersonRowProps) {
  const styles = usePaneStyles();
  const { address, user, records } = person;
  const isReader = normalAddress(address) === useReader();
  const bare = user === null && records.length === 0;
  const nobody = bare ? nobodyOutside(address, known) : null;
  const unknown = bare && nobody === null;
  return (
    <div className={styles.person}>
      <p className={styles.line}>
        <strong>{user?.name || name || address}</strong>
        {(user?.name || name) && <span className={styles.quiet}> {address}</span>}
      </p>
      {user && <p className={styles.quiet}>{isReader ? 'You' : 'A colleague'}</p>}
      {records.length > 0 && <RecordsOf records={records} />}
      {bare && <p className={styles.quiet}>{nobody ?? 'No record yet'}</p>}
      {unknown && known && <Create address={address} name={name} known={known} busy={busy} />}
    </div>
  );
}

function RecordsOf({ records }: { records: readonly RecordView[] }) {
  const styles = usePaneStyles();
  const { openRecord } = useDesk();
  return (
    <ul className={styles.list}>
      {records.slice(0, 3).map((record) => (
        <li key={record.id}>
          <Button
            size="small"
            aria-label={`Open ${typeWord(record.type).toLowerCase()} ${record.name}`}
            onClick={() => openRecord(record)}
          >
            {typeWord(record.type)}: {record.name}
            {record.state === 'closed' && ' (closed)'}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Both kinds by one click each; what else is needed is asked beneath. */
function Create({
  address,
  name,
  known,
  busy,
}: Omit<PersonRowProps, 'person' | 'known'> & { address: string; known: Known }) {
  const styles = usePaneStyles();
  const { act, mint } = useDesk();
  const [type, setType] = useState<NewRecord['type'] | null>(null);
  const opener = useRef<HTMLButtonElement | null>(null);
  const own = known.own?.state === 'tracked' ? known.own : null;
  const close = () => {
    setType(null);
    opener.current?.focus();
  };
  const button = (kind: NewRecord['type']) => (
    <Button
      size="small"
      disabledFocusable={busy}
      aria-expanded={type === kind}
      aria-label={`Create ${kind} for ${address}`}
      onClick={(event) => {
        opener.current = event.currentTarget as HTMLButtonElement;
        setType(type === kind ? null : kind);
      }}
    >
      Create {kind}
    </Button>
  );
  return (
    <>
      <div className={styles.acts}>
        {button('contact')}
        {button('lead')}
      </div>
      {type !== null && (
        <LoadGuard>
          <Suspense fallback={<Skeleton widths={['100%', '100%', '60%']} />}>
            <CreateRecord
              key={type}
              type={type}
              name={name}
              email={address}
              tracked={own !== null}
              onClose={close}
              onCreate={(record) => {
                close();
                act({ do: 'create', requestId: mint(), thenRequestId: mint(), own, record });
              }}
            />
          </Suspense>
        </LoadGuard>
      )}
    </>
  );
}
