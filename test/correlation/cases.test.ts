/** None of the bad cases that real mail brings is forgotten: a test names it, or RULES.md says what it waits for. */
import fs from 'node:fs';
import path from 'node:path';

const CASES = 96;
const tests = path.resolve(__dirname, '..');

/** Numbers behind `#` in the titles and rows of tests. */
function named(): Set<number> {
  const files = fs
    .readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => fs.readFileSync(path.join(tests, name), 'utf8'));
  const titles = texts.flatMap((text) => text.match(/['`](?:[A-Z]\d )?(?:#\d{1,2}\b ?)+/g) ?? []);
  return new Set(titles.flatMap((title) => [...title.matchAll(/#(\d+)/g)].map(([, n]) => Number(n))));
}

/** First column of the table under the heading about later work. */
function waiting(): Set<number> {
  const rules = fs.readFileSync(path.join(tests, 'RULES.md'), 'utf8');
  const [, later = ''] = /## Cases that are carried by later work\n([^]*?)(?:\n## |$)/.exec(rules) ?? [];
  return new Set([...later.matchAll(/^\| (\d+) /gm)].map(([, n]) => Number(n)));
}

test('C1 each of the 96 bad cases is named by a test or waits for something that RULES.md names', () => {
  const known = new Set([...named(), ...waiting()]);
  const all = Array.from({ length: CASES }, (_, i) => i + 1);
  expect(all.filter((n) => !known.has(n))).toEqual([]);
});
