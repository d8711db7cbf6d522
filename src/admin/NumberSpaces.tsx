/** How full the numbers are that tokens are made of, person by person. */
import { makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { AdminApi } from './adminApi';
import type { NumberSpace } from '../contract/sending';
import type { Settings } from '../contract/settings';
import { ProblemBar } from '../ui/ProblemBar';
import { useLoad } from '../ui/useLoad';
import { Group } from './controls';
import { daysWords, isNearlyFull, kindWords, shareWords, warningWords } from './spaceWords';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  wide: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', textAlign: 'left', overflowWrap: 'normal' },
  cell: { padding: '4px 12px 4px 0', verticalAlign: 'top', fontWeight: tokens.fontWeightRegular },
  head: { padding: '4px 12px 4px 0', fontWeight: tokens.fontWeightSemibold },
});

const COLUMNS = ['Person', 'Numbers', 'Taken', 'The rest lasts', 'With one digit more'];

function Row({ space }: { space: NumberSpace }) {
  const styles = useStyles();
  const lasts = space.daysLeftWider === null ? '' : daysWords(space.daysLeftWider);
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        {space.name || space.address}
      </th>
      {[kindWords(space), shareWords(space), daysWords(space.daysLeft), lasts].map((words, n) => (
        <td key={n} className={styles.cell}>
          {words}
        </td>
      ))}
    </tr>
  );
}

function Table({ spaces }: { spaces: readonly NumberSpace[] }) {
  const styles = useStyles();
  return (
    <div className={styles.wide} tabIndex={0} role="group" aria-label="Numbers in use">
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={styles.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spaces.map((space) => (
            <Row key={`${space.address} ${kindWords(space)}`} space={space} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function NumberSpaces({ api, rule }: { api: AdminApi; rule: Settings['whenNumbersRunOut'] }) {
  const styles = useStyles();
  const [loaded, again] = useLoad(useCallback((signal: AbortSignal) => api.call('numberSpaces', { signal }), [api]));
  if (loaded.state === 'loading') return null;
  if (loaded.state === 'failed') return <ProblemBar problem={loaded.problem} onRetry={again} />;
  const used = loaded.value.spaces.filter(({ taken }) => taken > 0);
  return (
    <Group id="numbers" title="Numbers in use">
      <p className={styles.line}>
        {used.length === 0
          ? 'No token has taken a number yet.'
          : 'A number is taken while its thread is active, or while somebody may still use it.'}
      </p>
      {used.filter(isNearlyFull).map((space) => (
        <MessageBar key={`${space.address} ${kindWords(space)}`} intent="warning" layout="multiline">
          <MessageBarBody>{warningWords(space, rule)}</MessageBarBody>
        </MessageBar>
      ))}
      {used.length > 0 && <Table spaces={used} />}
    </Group>
  );
}
