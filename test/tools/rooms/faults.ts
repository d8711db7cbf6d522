/** Compares what the sources do with the map of the house. Each fault is one line: file, line, rule, and what to do about it. */
import path from 'node:path';
import { emptyNames, longestFile, mayStart, powers, roomOf, rooms, type Power, type Room } from './map';
import { readSource, type SourceFacts } from './read';

export interface Fault {
  readonly file: string;
  readonly line: number;
  /** One word, so that a test can name it. */
  readonly rule:
    | 'room'
    | 'import'
    | 'entry'
    | 'package'
    | 'power'
    | 'sql'
    | 'cycle'
    | 'barrel'
    | 'state'
    | 'size'
    | 'name'
    | 'missing';
  readonly says: string;
}

export const sayFault = ({ file, line, rule, says }: Fault) => `${file}:${line}  [${rule}] ${says}`;

/** File name -> text, names from the root of the repository with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

const isCode = (file: string) => /\.(ts|tsx|mjs|js)$/.test(file) && !/\.d\.m?ts$/.test(file);

const fault = (file: string, line: number, rule: Fault['rule'], says: string): Fault => ({ file, line, rule, says });

/** Every fault, in the order of the files. */
export function findFaults(sources: Sources): Fault[] {
  const files = [...sources.keys()].sort();
  const read = files.filter(isCode).map((file) => readSource(file, sources.get(file) as string));
  const graph = new Map(read.map((facts) => [facts.file, targetsOf(facts, sources)]));
  return [
    ...files.flatMap(namesOf),
    ...read.flatMap((facts) => [...shapeOf(facts), ...importsOf(facts, sources), ...powersOf(facts)]),
    ...findCycles(graph),
  ];
}

/** The file that a relative import means, or null. */
function resolve(from: string, wanted: string, sources: Sources): string | null {
  const base = path.posix.join(path.posix.dirname(from), wanted);
  const tries = [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}/index.ts`, `${base}/index.tsx`];
  return tries.find((name) => sources.has(name)) ?? null;
}

const isRelative = (wanted: string) => wanted.startsWith('.');

const targetsOf = (facts: SourceFacts, sources: Sources) =>
  facts.imports.flatMap(({ what, line }) => {
    const to = isRelative(what) ? resolve(facts.file, what, sources) : null;
    return to === null ? [] : [{ to, line }];
  });

function namesOf(file: string): Fault[] {
  const empty = file.split('/').find((part) => emptyNames.includes(part.replace(/\.\w+$/, '')));
  const homeless = file.startsWith('src/') && isCode(file) && roomOf(file) === null;
  return [
    ...(empty
      ? [fault(file, 1, 'name', `"${empty}" says nothing about what lies there; name it for what it gives.`)]
      : []),
    ...(homeless ? [fault(file, 1, 'room', 'This file lies in no room of the map.')] : []),
  ];
}

function shapeOf({ file, lines, moduleState, exportsAll, onlyReExports }: SourceFacts): Fault[] {
  return [
    ...(lines > longestFile
      ? [fault(file, longestFile + 1, 'size', `${lines} lines; more than ${longestFile} get cut.`)]
      : []),
    ...moduleState.map(({ line, what }) =>
      fault(file, line, 'state', `"${what}" is state that outlives every call; let whatever starts hold it.`),
    ),
    ...exportsAll.map(({ line, what }) =>
      fault(file, line, 'barrel', `"${what}" passes on everything; import from where it is made.`),
    ),
    ...(onlyReExports && exportsAll.length === 0
      ? [fault(file, 1, 'barrel', 'This file only passes on what others give.')]
      : []),
  ];
}

function importsOf(facts: SourceFacts, sources: Sources): Fault[] {
  const from = roomOf(facts.file);
  if (from === null) return [];
  return facts.imports.flatMap(({ line, what }) => {
    const found = isRelative(what) ? judgeRelative(facts.file, from, what, sources) : judgePackage(from, what);
    return found === null ? [] : [fault(facts.file, line, ...found)];
  });
}

type Verdict = readonly [rule: Fault['rule'], says: string] | null;

function judgeRelative(file: string, from: string, wanted: string, sources: Sources): Verdict {
  const place = path.posix.join(path.posix.dirname(file), wanted);
  // The programs of `setup` start what was built; it is not there when this is read.
  if (from === 'setup' && place.startsWith('dist/')) return null;
  if (!place.startsWith('src/')) return ['import', `"${wanted}" lies outside the rooms.`];
  const to = resolve(file, wanted, sources);
  if (to === null) return ['missing', `"${wanted}" is no file of the repository.`];
  const target = roomOf(to);
  if (target === from) return null;
  if (target === null) return ['import', `"${wanted}" lies outside the rooms.`];
  if (rooms[target]?.entry && !mayStart[from]?.includes(target))
    return ['entry', `${target} is an entry; nobody imports an entry.`];
  const allowed = (rooms[from] as Room).imports;
  if (allowed.includes(target)) return null;
  return ['import', `${from} may not import ${target}; it may import ${allowed.join(', ') || 'no other room'}.`];
}

const matches = (pattern: string, name: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

function judgePackage(from: string, wanted: string): Verdict {
  const allowed = (rooms[from] as Room).packages;
  if (allowed.some((pattern) => matches(pattern, wanted))) return null;
  return ['package', `${from} may not use the package "${wanted}"; it may use ${allowed.join(', ') || 'none'}.`];
}

function powersOf({ file, globals, sql }: SourceFacts): Fault[] {
  const room = roomOf(file);
  if (room === null) return [];
  const allowed = (rooms[room] as Room).powers;
  const powerOf = (name: string) =>
    (Object.keys(powers) as Power[]).find((power) => (powers[power] as readonly string[]).includes(name));
  const used = globals.flatMap(({ line, what }) => {
    const power = powerOf(what);
    return power === undefined || allowed.includes(power)
      ? []
      : [fault(file, line, 'power', `${room} may not use ${what} (${power}).`)];
  });
  const spoken =
    room === 'server/store'
      ? []
      : sql.map(({ line, what }) => fault(file, line, 'sql', `"${what} …" is SQL; only server/store speaks it.`));
  return [...used, ...spoken];
}

type Graph = ReadonlyMap<string, readonly { readonly to: string; readonly line: number }[]>;

/** Each cycle once, told from its first file on, at the line of the import that enters it. */
function findCycles(graph: Graph): Fault[] {
  const found: Fault[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]) => {
    const seen = trail.indexOf(file);
    if (seen >= 0) {
      const ring = [...trail.slice(seen), file];
      const enter = graph.get(file)?.find(({ to }) => to === ring[1]);
      found.push(fault(file, enter?.line ?? 1, 'cycle', `a circle of imports: ${ring.join(' -> ')}.`));
      return;
    }
    if (done.has(file)) return;
    for (const { to } of graph.get(file) ?? []) walk(to, [...trail, file]);
    done.add(file);
  };
  for (const file of [...graph.keys()].sort()) walk(file, []);
  return found;
}
