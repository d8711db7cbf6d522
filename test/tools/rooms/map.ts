/** The map of the house as a table: who may import whom, and what else a room may use. */

/** Globals by what they reach. Types and pure built-ins (Map, URL, Intl, AbortController) are everybody's. */
export const powers = {
  clock: ['Date.now', 'new Date()', 'performance', 'Temporal'],
  chance: ['Math.random', 'crypto'],
  timers: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'requestIdleCallback',
  ],
  network: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
  storage: ['localStorage', 'sessionStorage', 'indexedDB', 'caches'],
  dom: [
    'window',
    'document',
    'navigator',
    'location',
    'history',
    'matchMedia',
    'DOMParser',
    'MutationObserver',
    'alert',
    'confirm',
    'prompt',
  ],
  console: ['console'],
  node: ['process', 'Buffer', '__dirname', '__filename', 'require', 'module', 'global'],
  office: ['Office'],
} as const;
export type Power = keyof typeof powers;

export interface Room {
  /** Other rooms; the own room always. */
  readonly imports: readonly string[];
  /** Packages and `node:` modules; a final `*` stands for the rest of the name. */
  readonly packages: readonly string[];
  readonly powers: readonly Power[];
  /** An entry is started, never imported. */
  readonly entry?: true;
}

const page: readonly Power[] = ['clock', 'chance', 'timers', 'network', 'storage', 'dom', 'console'];
const react = ['react', 'react-dom/client', '@fluentui/*'];
const node: readonly Power[] = ['clock', 'chance', 'timers', 'network', 'console', 'node'];

export const rooms: Readonly<Record<string, Room>> = {
  correlation: { imports: [], packages: [], powers: [] },
  contract: { imports: ['correlation'], packages: ['typebox/*'], powers: [] },
  client: { imports: ['contract', 'correlation'], packages: [], powers: [] },
  // All failures stand in one list, and that list is the contract's.
  outlook: { imports: ['correlation', 'contract'], packages: ['@azure/msal-browser'], powers: ['office'] },
  ui: { imports: ['contract', 'correlation'], packages: react, powers: ['dom'] },
  taskpane: {
    imports: ['correlation', 'contract', 'client', 'outlook', 'ui'],
    packages: react,
    powers: page,
    entry: true,
  },
  launchevent: {
    imports: ['correlation', 'contract', 'client', 'outlook'],
    packages: [],
    // What the runtime may lack is looked for before it is used.
    powers: ['clock', 'chance', 'timers', 'storage', 'console'],
    entry: true,
  },
  record: { imports: ['contract', 'correlation', 'client', 'ui'], packages: react, powers: page, entry: true },
  admin: { imports: ['contract', 'correlation', 'client', 'ui'], packages: react, powers: page, entry: true },
  signin: { imports: ['contract', 'client', 'outlook'], packages: [], powers: page, entry: true },
  sandbox: { imports: ['contract'], packages: [...react, 'postal-mime'], powers: page, entry: true },
  'server/store': {
    imports: ['correlation', 'contract'],
    packages: ['pg', 'kysely', 'uuid', 'node:*'],
    powers: node,
  },
  // The engine over a store in memory: for whoever asks what would become of mail.
  'server/rehearsal': { imports: ['correlation'], packages: [], powers: [] },
  'server/tracking': {
    imports: ['correlation', 'contract', 'server/store', 'server/rehearsal'],
    packages: ['sanitize-html', 'uuid', 're2js', '@xmldom/xmldom', 'node:crypto'],
    powers: [],
  },
  'server/mailbox': {
    imports: ['correlation', 'contract', 'server/store', 'server/tracking'],
    packages: ['postal-mime', 'node:*'],
    powers: node,
  },
  // Bounds what a stranger can size: threads, queues, limits.
  'server/load': { imports: ['contract', 'server/tracking'], packages: ['node:*'], powers: node },
  'server/http': {
    imports: ['contract', 'server/store', 'server/tracking', 'server/load'],
    packages: ['fastify', '@fastify/*', 'jose', 'node:*'],
    powers: node,
  },
  'server/replay': {
    imports: ['correlation', 'contract', 'server/mailbox', 'server/tracking', 'server/rehearsal'],
    packages: ['cli-progress', 'node:*'],
    powers: node,
    entry: true,
  },
  'server/sandbox': {
    imports: ['correlation', 'contract', 'server/store', 'server/tracking', 'server/mailbox'],
    packages: ['node:*'],
    powers: node,
    entry: true,
  },
  server: {
    imports: [
      'contract',
      'correlation',
      'server/store',
      'server/tracking',
      'server/mailbox',
      'server/http',
      'server/load',
      'server/replay',
      'server/sandbox',
    ],
    packages: ['pino', 'node:*'],
    powers: node,
    entry: true,
  },
  setup: { imports: [], packages: ['*'], powers: node, entry: true },
};

/** `server` alone may start its own two sub-entries. */
export const mayStart: Readonly<Record<string, readonly string[]>> = { server: ['server/replay', 'server/sandbox'] };

/** Words that say nothing about what lies in a room. */
export const emptyNames = ['utils', 'util', 'helpers', 'helper', 'common', 'services', 'misc', 'lib'];

export const longestFile = 250;

/** `src/server/store/db.ts` -> `server/store`; `src/server/main.ts` -> `server`; null where the map has no such room. */
export function roomOf(file: string): string | null {
  const [, first = '', second = ''] = file.split('/');
  const inner = `${first}/${second}`;
  if (Object.hasOwn(rooms, inner)) return inner;
  if (first === 'server' && file.split('/').length > 3) return null;
  return Object.hasOwn(rooms, first) && file.split('/').length > 2 ? first : null;
}
