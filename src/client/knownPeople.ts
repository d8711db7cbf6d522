/** Who stood for a record when the server was last asked: what the send handler goes by where it cannot ask. */
import type { Drawer } from './storage';

const KNOWN = 'knownPeople';
const MOST = 500;

/** Normal addresses, the latest first. */
export async function readKnownPeople(drawer: Drawer): Promise<readonly string[]> {
  return ((await drawer.get(KNOWN)) as readonly string[] | undefined) ?? [];
}

/** What one answer of the server said about the people of a mail: normal addresses. */
export interface Learned {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

export async function keepKnownPeople(drawer: Drawer, { known, unknown }: Learned): Promise<void> {
  const before = await readKnownPeople(drawer);
  const after = [...new Set([...known, ...before])].filter((address) => !unknown.includes(address)).slice(0, MOST);
  if (after.join() !== before.join()) await drawer.put(KNOWN, after);
}
