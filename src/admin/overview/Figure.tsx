/** A picture with the table behind it: one button turns from the one to the other. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Suspense, useState, type ReactNode } from 'react';
import { Group } from '../controls';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  wide: { overflowX: 'auto', maxHeight: '420px', overflowY: 'auto' },
  table: { borderCollapse: 'collapse', textAlign: 'left', overflowWrap: 'normal' },
  cell: { padding: '4px 16px 4px 0', verticalAlign: 'top', fontWeight: tokens.fontWeightRegular },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  head: { padding: '4px 16px 4px 0', fontWeight: tokens.fontWeightSemibold },
});

export interface TableWords {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A column of nothing but numbers is read from its right. */
const isNumeric = (rows: TableWords['rows'], column: number) => rows.every((row) => /^\d+$/.test(row[column] ?? ''));

export function DataTable({ name, table }: { name: string; table: TableWords }) {
  const styles = useStyles();
  const { columns, rows } = table;
  return (
    <div className={styles.wide} tabIndex={0} role="group" aria-label={name}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={styles.head}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], n) => (
            <tr key={n}>
              <th scope="row" className={styles.cell}>
                {first}
              </th>
              {others.map((text, column) => (
                <td key={column} className={`${styles.cell} ${isNumeric(rows, column + 1) ? styles.number : ''}`}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface FigureProps {
  readonly id: string;
  readonly title: string;
  /** What the picture says, in one sentence. */
  readonly words: string;
  readonly table: TableWords;
  /** null: there is nothing to draw yet. */
  readonly picture: ReactNode;
}

export function Figure({ id, title, words, table, picture }: FigureProps) {
  const styles = useStyles();
  const [asTable, setAsTable] = useState(false);
  return (
    <Group id={id} title={title}>
      <p className={styles.line}>{words}</p>
      {picture !== null && !asTable && (
        <Suspense fallback={<p className={styles.line}>Drawing …</p>}>{picture}</Suspense>
      )}
      {asTable && <DataTable name={`${title}, as a table`} table={table} />}
      {table.rows.length > 0 && (
        <div>
          <Button
            size="small"
            aria-pressed={asTable}
            aria-label={`${title}: show as table`}
            onClick={() => setAsTable(!asTable)}
          >
            Show as table
          </Button>
        </div>
      )}
    </Group>
  );
}
