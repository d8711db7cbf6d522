/** What each picture of the overview shows, and the table that says the same. */
import { lazy } from 'react';
import type { Overview } from '../../contract/overview';
import { daysWords, kindWords, shareWords } from '../spaceWords';
import { DataTable, Figure } from './Figure';
import { Group } from '../controls';
import { healthTable } from './health';
import { Shares } from './Shares';
import { decidedGrid, gridWords, totalOf, trackedGrid, type Grid } from './series';

const Bars = lazy(() =>
  import(/* webpackChunkName: "admin-charts" */ './Chart').then(({ Bars: One }) => ({ default: One })),
);
const tableOf = (grid: Grid) => ({
  columns: ['Day', ...grid.series.map(({ name }) => name)],
  rows: grid.rows.map(({ label, counts }) => [label, ...counts.map(String)]),
});

const mails = (count: number) => `${count} ${count === 1 ? 'mail' : 'mails'}`;

export function Tracked({ overview }: { overview: Overview }) {
  const grid = trackedGrid(overview);
  const total = totalOf(grid);
  const words = total === 0 ? 'Nothing was tracked in this time.' : `${mails(total)} tracked: ${gridWords(grid)}.`;
  const picture = total === 0 ? null : <Bars draw={(most) => trackedGrid(overview, most)} words={words} />;
  return <Figure id="tracked" title="Tracked mails a day" words={words} table={tableOf(grid)} picture={picture} />;
}

export function Decided({ overview }: { overview: Overview }) {
  const grid = decidedGrid(overview);
  const total = totalOf(grid);
  const words =
    total === 0
      ? 'Nobody chose a record by hand, moved a mail or took one back in this time.'
      : `${gridWords(grid)}. A mail that was held is counted once somebody has chosen.`;
  const picture = total === 0 ? null : <Bars draw={(most) => decidedGrid(overview, most)} words={words} />;
  return <Figure id="decided" title="Held and corrected" words={words} table={tableOf(grid)} picture={picture} />;
}

export function Spaces({ spaces }: { spaces: Overview['spaces'] }) {
  const used = spaces.filter(({ taken }) => taken > 0);
  const nameOf = (space: Overview['spaces'][number]) => `${space.name || space.address}, ${kindWords(space)}`;
  const fullest = used.reduce<Overview['spaces'][number] | null>(
    (most, one) => (most === null || one.taken / one.size > most.taken / most.size ? one : most),
    null,
  );
  const words =
    fullest === null
      ? 'No token has taken a number yet.'
      : `Numbers that active threads hold. Fullest: ${nameOf(fullest)}, ${shareWords(fullest)}.`;
  const shares = used.map((space) => ({
    name: nameOf(space),
    part: space.taken,
    whole: space.size,
    words: shareWords(space),
  }));
  const table = {
    columns: ['Person', 'Taken', 'Of', 'The rest lasts'],
    rows: used.map((space) => [nameOf(space), String(space.taken), String(space.size), daysWords(space.daysLeft)]),
  };
  const picture = fullest === null ? null : <Shares shares={shares} words={words} />;
  return <Figure id="spaces" title="Token space" words={words} table={table} picture={picture} />;
}

const when = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function Pending({ pending }: { pending: Overview['pending'] }) {
  const total = pending.reduce((all, { count }) => all + count, 0);
  const words =
    total === 0
      ? 'No sent mail waits for its copy in Sent Items.'
      : `${mails(total)} tracked on sending, whose copy in Sent Items nobody has met yet.`;
  const most = Math.max(...pending.map(({ count }) => count));
  const shares = pending.map(({ name, address, count }) => ({
    name: name || address,
    part: count,
    whole: most,
    words: mails(count),
  }));
  const table = {
    columns: ['Person', 'Waiting', 'Oldest'],
    rows: pending.map(({ name, address, count, oldest }) => [name || address, String(count), when(oldest)]),
  };
  const picture = total === 0 ? null : <Shares shares={shares} words={words} />;
  return <Figure id="pending" title="Sent mail that waits" words={words} table={table} picture={picture} />;
}

/** Facts, not a course of time: a table is the picture. */
export function Health({ health }: Pick<Overview, 'health'>) {
  return (
    <Group id="health" title="Server health">
      <DataTable name="Server health" table={healthTable(health)} />
    </Group>
  );
}
