/** One suite over both storages of the client: what the outbox and the leases rely on. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { makeDatabaseStorage } from '../../src/client/databaseStorage';
import { makeMemoryStorage } from '../../src/client/memoryStorage';
import { belongingTo, type Storage } from '../../src/client/storage';

const read = (storage: Storage, key: string) => storage.change((drawer) => drawer.get(key));

describe.each<[string, () => Storage]>([
  ['in memory', makeMemoryStorage],
  ['in IndexedDB', () => makeDatabaseStorage(new IDBFactory(), '')],
])('a storage %s', (_where, make) => {
  test('O5 keeps, overwrites and deletes', async () => {
    const storage = make();
    await storage.change(async (drawer) => {
      await drawer.put('a', { n: 1 });
      await drawer.put('a', { n: 2 });
      await drawer.put('b', 'gone');
      await drawer.delete('b');
    });
    expect([await read(storage, 'a'), await read(storage, 'b'), await read(storage, 'c')]).toEqual([
      { n: 2 },
      undefined,
      undefined,
    ]);
  });

  test('O5 lists keys by their beginning, sorted', async () => {
    const storage = make();
    const keys = await storage.change(async (drawer) => {
      for (const key of ['letter/10', 'letter/02', 'lease/1', 'letters', 'letter/']) await drawer.put(key, 1);
      return drawer.keys('letter/');
    });
    expect(keys).toEqual(['letter/', 'letter/02', 'letter/10']);
  });

  test('O5 a step that fails leaves nothing behind, and the next one goes on', async () => {
    const storage = make();
    await storage.change((drawer) => drawer.put('a', 'before'));
    const failed = storage.change(async (drawer) => {
      await drawer.put('a', 'after');
      await drawer.put('b', 1);
      throw new Error('the power went');
    });
    await expect(failed).rejects.toThrow('the power went');
    expect([await read(storage, 'a'), await read(storage, 'b')]).toEqual(['before', undefined]);
  });

  test('O5 steps that begin at the same time never see each other half done', async () => {
    const storage = make();
    const count = () =>
      storage.change(async (drawer) => {
        const n = ((await drawer.get('n')) as number | undefined) ?? 0;
        await drawer.put('n', n + 1);
        return n;
      });
    const seen = await Promise.all(Array.from({ length: 20 }, count));
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  test('O5 what belongs to one user is not seen by another', async () => {
    const storage = make();
    const [alice, bob] = [belongingTo(storage, 'Alice@x.example'), belongingTo(storage, 'bob@x.example')];
    await alice.change((drawer) => drawer.put('letter/1', 'of Alice'));
    expect(await read(bob, 'letter/1')).toBeUndefined();
    expect(await bob.change((drawer) => drawer.keys(''))).toEqual([]);
    expect(await belongingTo(storage, 'alice@x.example').change((drawer) => drawer.keys(''))).toEqual(['letter/1']);
  });
});

test('O5 two pages over one IndexedDB take turns', async () => {
  const factory = new IDBFactory();
  const pages = [makeDatabaseStorage(factory, ''), makeDatabaseStorage(factory, '')];
  const take = (page: Storage) =>
    page.change(async (drawer) => {
      const n = ((await drawer.get('n')) as number | undefined) ?? 0;
      await drawer.put('n', n + 1);
      return n;
    });
  const taken = await Promise.all(Array.from({ length: 10 }, (_, n) => take(pages[n % 2] as Storage)));
  expect(new Set(taken).size).toBe(10);
});

test('O5 partitions of Outlook keep apart', async () => {
  const factory = new IDBFactory();
  await makeDatabaseStorage(factory, 'p1').change((drawer) => drawer.put('a', 1));
  expect(await read(makeDatabaseStorage(factory, 'p2'), 'a')).toBeUndefined();
});

test('O5 a database that cannot be opened is told, and tried again at the next step', async () => {
  const good = new IDBFactory();
  const tries = { left: 1 };
  const factory = {
    open: (name: string, version: number) => {
      if (tries.left-- > 0) throw new DOMException('Blocked in this frame', 'SecurityError');
      return good.open(name, version);
    },
  } as unknown as globalThis.IDBFactory;
  const storage = makeDatabaseStorage(factory, '');
  await expect(storage.change(async () => 1)).rejects.toThrow('Blocked in this frame');
  expect(await storage.change(async () => 1)).toBe(1);
});
