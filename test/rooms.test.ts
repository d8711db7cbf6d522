/** The map of the house, as a test: what the sources import and use is what their room may. */
import fs from 'node:fs';
import path from 'node:path';
import { findFaults, sayFault, type Sources } from './tools/rooms/faults';
import { roomOf, rooms } from './tools/rooms/map';

const root = path.resolve(__dirname, '..');

function* filesUnder(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(name);
    else yield name;
  }
}

const house: Sources = new Map(
  [...filesUnder('src')].map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]),
);

test('A1 every file lies in its room and keeps to what the room may import and use', () => {
  expect(findFaults(house).map(sayFault)).toEqual([]);
});

test('A1 every room of the map is furnished', () => {
  const furnished = new Set([...house.keys()].map(roomOf));
  expect(Object.keys(rooms).filter((room) => !furnished.has(room))).toEqual([]);
});

test('A1 every package that a source names is declared in package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Record<string, object>;
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));
  const named = [...house.values()].flatMap((text) =>
    [...text.matchAll(/^(?:import|export)[^;]*? from '([^.'][^']*)'/gm)].map(([, name]) => name as string),
  );
  const packages = named.filter((name) => !name.startsWith('node:')).map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]);
  expect([...new Set(packages)].filter((name) => !declared.has(name as string))).toEqual([]);
});

describe('the checker itself', () => {
  const clean: Readonly<Record<string, string>> = {
    'src/correlation/token.ts': 'export const one = 1;\nexport const when = (text: string) => new Date(text);\n',
    'src/contract/schema.ts':
      "import * as Type from 'typebox/type';\nimport { one } from '../correlation/token';\nexport const a = Type.Literal(one);\n",
    'src/outlook/call.ts': 'export const item = () => Office.context.mailbox.item;\n',
    'src/server/store/db.ts': "import pg from 'pg';\nexport const text = `select a from b`;\nexport const pool = pg;\n",
    'src/server/http/app.ts':
      "import fastify from 'fastify';\nimport { pool } from '../store/db';\nexport const app = [fastify, pool];\n",
    'src/server/main.ts':
      "import { app } from './http/app';\nimport { replay } from './replay/replay';\nexport const all = [app, replay];\n",
    'src/server/replay/replay.ts': 'export const replay = 1;\n',
    'src/setup/start.mjs': "await import('../../dist/server/cli.mjs');\n",
    'src/text.d.ts': "declare module '*.sql';\n",
  };

  /** The clean house with some files changed or added; gives the faults as "file:line rule". */
  const check = (change: Readonly<Record<string, string>>) =>
    findFaults(new Map(Object.entries({ ...clean, ...change }))).map(
      ({ file, line, rule }) => `${file}:${line} ${rule}`,
    );

  test('A1 finds nothing in a clean house', () => {
    expect(check({})).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'a room above',
      'src/correlation/a.ts',
      "\nimport { a } from '../contract/schema';\nexport const b = a;",
      '2 import',
    ],
    [
      'a type of a room above',
      'src/correlation/a.ts',
      "import type { A } from '../contract/schema';\nexport type B = A;",
      '1 import',
    ],
    [
      'a room above by import()',
      'src/correlation/a.ts',
      "export const b = () => import('../contract/schema');",
      '1 import',
    ],
    ['a room above in a type', 'src/correlation/a.ts', "export type B = import('../contract/schema').A;", '1 import'],
    [
      'a room above by export from',
      'src/correlation/a.ts',
      "export const c = 1;\nexport { a } from '../contract/schema';",
      '2 import',
    ],
    [
      'http from the mailbox',
      'src/server/mailbox/a.ts',
      "import { app } from '../http/app';\nexport const b = app;",
      '1 import',
    ],
    [
      'a neighbour that is an entry',
      'src/taskpane/a.ts',
      "import { b } from '../admin/b';\nexport const c = b;",
      '1 entry',
    ],
    ['the program itself', 'src/server/http/a.ts', "import { all } from '../main';\nexport const c = all;", '1 entry'],
    [
      'a file that is not there',
      'src/contract/a.ts',
      "import { x } from './nowhere';\nexport const y = x;",
      '1 missing',
    ],
    ['a file outside src', 'src/contract/a.ts', "import { x } from '../../test/x';\nexport const y = x;", '1 import'],
    [
      'a source from setup',
      'src/setup/a.mjs',
      "import { one } from '../correlation/token';\nexport const y = one;",
      '1 import',
    ],
    ['pg outside the store', 'src/server/tracking/a.ts', "import pg from 'pg';\nexport const a = pg;", '1 package'],
    [
      'fastify outside http',
      'src/server/tracking/a.ts',
      "import type { FastifyInstance } from 'fastify';\nexport type A = FastifyInstance;",
      '1 package',
    ],
    [
      'React in the client',
      'src/client/a.ts',
      "import { useState } from 'react';\nexport const a = useState;",
      '1 package',
    ],
    ['Node in the contract', 'src/contract/a.ts', "import fs from 'node:fs';\nexport const a = fs;", '1 package'],
    ['Office outside its room', 'src/taskpane/a.ts', 'export const a = () => Office.context;', '1 power'],
    ['Office as a type', 'src/ui/a.ts', 'export type A = Office.MessageRead;', '1 power'],
    ['Office through globalThis', 'src/ui/a.ts', 'export const a = () => globalThis.Office;', '1 power'],
    ['the clock in a pure room', 'src/correlation/a.ts', 'export const a = () => Date.now();', '1 power'],
    ['the clock by new Date()', 'src/contract/a.ts', 'export const a = () => new Date();', '1 power'],
    ['chance in a pure room', 'src/client/a.ts', 'export const a = () => Math.random();', '1 power'],
    [
      'a global of the page in the client',
      'src/client/a.ts',
      "export const a = () => localStorage.getItem('x');",
      '1 power',
    ],
    ['a page in the launch bundle', 'src/launchevent/a.ts', 'export const a = () => document.title;', '1 power'],
    ['the network in the launch bundle', 'src/launchevent/a.ts', "export const a = () => fetch('/api');", '1 power'],
    ['the process in a pure room', 'src/correlation/a.ts', 'export const a = () => process.env;', '1 power'],
    ['a global in a shorthand', 'src/correlation/a.ts', 'export const a = () => ({ fetch });', '1 power'],
    ['SQL outside the store', 'src/server/tracking/a.ts', 'export const a = `\nselect id from activity`;', '1 sql'],
    ['SQL with a hole in it', 'src/server/http/a.ts', 'export const a = (t: string) => `delete from ${t}`;', '1 sql'],
    ['state of a module', 'src/ui/a.ts', 'export const a = 1;\nlet b = 2;\nexport const c = () => b++;', '2 state'],
    ['a var', 'src/ui/a.ts', 'export var b = 2;', '1 state'],
    ['export *', 'src/contract/a.ts', "export const b = 1;\nexport * from './schema';", '2 barrel'],
    ['a file that only passes on', 'src/contract/index.ts', "import { a } from './schema';\nexport { a };", '1 barrel'],
    ['a file of 251 lines', 'src/ui/a.ts', `${'// line\n'.repeat(250)}export const a = 1;\n`, '251 size'],
    ['a room that says nothing', 'src/client/utils/a.ts', 'export const a = 1;', '1 name'],
    ['a file that says nothing', 'src/client/helpers.ts', 'export const a = 1;', '1 name'],
    ['a room that is not on the map', 'src/bridge/a.ts', 'export const a = 1;', '1 room'],
    ['a server room that is not on the map', 'src/server/queue/a.ts', 'export const a = 1;', '1 room'],
  ])('A1 catches %s', (_what, file, text, wanted) => {
    expect(check({ 'src/admin/b.ts': 'export const b = 1;\n', [file]: text })).toEqual([`${file}:${wanted}`]);
  });

  test('A1 catches a circle of imports, of types too, and tells it once and whole', () => {
    const circle = {
      'src/ui/a.ts': "import { b } from './b';\nexport const a = b;\n",
      'src/ui/b.ts': "export const b = 1;\nimport type { C } from './c';\nexport type B = C;\n",
      'src/ui/c.ts': "import type { a } from './a';\nexport type C = typeof a;\n",
    };
    expect(findFaults(new Map(Object.entries({ ...clean, ...circle }))).map(sayFault)).toEqual([
      'src/ui/a.ts:1  [cycle] a circle of imports: src/ui/a.ts -> src/ui/b.ts -> src/ui/c.ts -> src/ui/a.ts.',
    ]);
  });

  test.each([
    ['a parameter called as a global', 'export const a = (location: string) => location;'],
    ['a member called as a global', 'export const a = (x: { fetch: string; Office: string }) => [x.fetch, x.Office];'],
    ['a key called as a global', 'export const a = { process: 1, document: 2 };'],
    ['a global named in a comment or a string', "// Office, fetch, document\nexport const a = 'Office';"],
    [
      'an English sentence that begins like SQL',
      "export const a = ['Select the records from the list', 'update it', 'with care'];",
    ],
    ['a let inside a function', 'export const a = () => {\n  let b = 1;\n  return b++;\n};'],
  ])('A1 lets pass %s', (_what, text) => {
    expect(check({ 'src/correlation/a.ts': text })).toEqual([]);
  });

  test('A1 says file, line, rule, and what is allowed instead', () => {
    const found = findFaults(
      new Map([
        ...Object.entries(clean),
        ['src/client/a.ts', "import { item } from '../outlook/call';\nexport const a = item;\n"],
      ]),
    );
    expect(found.map(sayFault)).toEqual([
      'src/client/a.ts:1  [import] client may not import outlook; it may import contract, correlation.',
    ]);
  });
});
