/** Cleaning in worker threads: harmless, bounded in time, fair, and the loop goes on meanwhile. */
import { Problem } from '../../../src/contract/problems';
import { cleanerOf, type Cleaner, type CleanerParts } from '../../../src/server/load/cleaner';
import { tsWorker } from '../../tools/tsWorker';

const BOMB = '<p>a</p>'.repeat(475_000);
const start = () => tsWorker('src/server/load/cleanWorker.ts');
const started: Cleaner[] = [];

function cleaner(parts: Partial<CleanerParts> = {}): Cleaner {
  const made = cleanerOf({ start, threads: 1, limitMs: 15_000, report: () => undefined, ...parts });
  started.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map(({ end }) => end()));
});

test('H3 long HTML is cleaned in a thread, and its words come along', async () => {
  const html = `<p onclick="x()">Good day</p><script>alert(1)</script>${'<br>'.repeat(5000)}`;
  const { html: clean, plain } = await cleaner().clean(1, { html, plain: true });
  expect(clean).toMatch(/^<p>Good day<\/p>(<br \/>)+$/);
  expect(plain).toBe('Good day');
});

test('H3 the event loop goes on while megabytes are cleaned', async () => {
  const { clean } = cleaner();
  await clean(1, { html: '<p>warm</p>', plain: false });
  const begun = performance.now();
  const done = clean(1, { html: BOMB, plain: false });
  const stops: number[] = [];
  const watch = setInterval(() => stops.push(performance.now()), 1);
  await done;
  clearInterval(watch);
  const longest = Math.max(...stops.map((at, n) => at - (stops[n - 1] ?? begun)));
  expect(longest).toBeLessThan((performance.now() - begun) / 2);
});

test('H3 what takes too long is kept as its words, which say so', async () => {
  const { html } = await cleaner({ limitMs: 600 }).clean(1, { html: `${BOMB}<b>The end</b>`, plain: false });
  expect(html).toMatch(/^<p><em>Only the text of this email is kept/);
  expect(html).toContain('The end');
});

test('H3 a thread that cannot start is told of, and the mail is refused, not stored without its text', async () => {
  const told: unknown[] = [];
  const { clean } = cleaner({ start: () => tsWorker('src/nowhere.ts'), report: (error) => told.push(error) });
  await expect(clean(1, { html: BOMB, plain: false })).rejects.toMatchObject({ code: 'tooLarge' });
  expect(told).toHaveLength(1);
});

test('H3 one organisation that sends many is refused beyond its share, and another waits for one mail, not for all', async () => {
  const { clean } = cleaner();
  const order: number[] = [];
  const send = (orgId: number) =>
    clean(orgId, { html: '<p>a</p>'.repeat(20_000), plain: false }).then(
      () => void order.push(orgId),
      (error: Problem) => error,
    );
  const many = Array.from({ length: 12 }, () => send(1));
  const other = send(2);
  const refused = (await Promise.all(many)).filter((answer) => answer instanceof Problem);
  await other;
  expect(refused.map(({ code, retryAfter }) => [code, retryAfter! > 0])).toEqual(refused.map(() => ['tooMany', true]));
  expect(refused).toHaveLength(3);
  expect(order.indexOf(2)).toBe(1);
});
