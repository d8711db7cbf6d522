/** One row of the audit: who, what, when; what changed and why. */
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { AuditRow } from '../../contract/audit';
import { recordAddress, typeWord } from '../../ui/words';
import { actionWords, changeWords, entityWords, whoWords } from './auditWords';

const useStyles = makeStyles({
  entry: {
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '2px',
    overflowWrap: 'anywhere',
  },
  line: { margin: 0 },
  minor: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  list: { margin: 0, paddingLeft: '20px' },
});

const when = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function Records({ records }: Pick<AuditRow, 'records'>) {
  const styles = useStyles();
  if (records.length === 0) return null;
  return (
    <p className={styles.minor}>
      {records.map((record, n) => (
        <span key={record.id}>
          {n > 0 && ', '}
          {record.name === null ? (
            `${typeWord(record.type)} ${record.id}`
          ) : (
            <Link inline href={recordAddress(record)}>
              {typeWord(record.type)}: {record.name}
            </Link>
          )}
        </span>
      ))}
    </p>
  );
}

export function AuditEntry({ row }: { row: AuditRow }) {
  const styles = useStyles();
  const { at, action, changes, records, why } = row;
  return (
    <li className={styles.entry}>
      <p className={styles.line}>
        <strong>{whoWords(row)}</strong> {actionWords(action)}
      </p>
      {changes.length > 0 && (
        <ul className={styles.list}>
          {changes.map((change) => (
            <li key={change.name}>{changeWords(change, records)}</li>
          ))}
        </ul>
      )}
      {why !== '' && <p className={styles.line}>Reason: {why}</p>}
      <Records records={records} />
      <p className={styles.minor}>
        <time dateTime={at}>{when(at)}</time>
        {entityWords(row) !== '' && ` · ${entityWords(row)}`}
      </p>
    </li>
  );
}
