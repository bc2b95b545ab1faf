import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryRegistryStore } from '../store/memory/in-memory-registry-store.ts';
import { UseBook } from './use-book.ts';

const at = '2026-11-30T12:00:00.000Z';

/** Fails to write while it is told to. */
class FailingStore extends InMemoryRegistryStore {
  isAway = false;

  override async apply(...given: Parameters<InMemoryRegistryStore['apply']>): Promise<void> {
    if (this.isAway) throw new Error('away');
    await super.apply(...given);
  }
}

describe('UseBook', () => {
  let store: FailingStore;
  let problems: unknown[];
  let book: UseBook;

  beforeEach(async () => {
    store = new FailingStore();
    problems = [];
    book = new UseBook({
      store,
      now: () => new Date(at),
      onProblem: (error) => problems.push(error),
    });
    const record = { sha256: 'x', vehicle: 'Van', createdAt: at };
    await store.apply([{ do: 'put', kind: 'key', id: 'key', of: 'Van', record }]);
  });

  it('counts in memory, and writes down each use once', async () => {
    expect(await book.of('key')).toBeUndefined();
    book.note('key', 'Van');
    book.note('key', 'Van');
    expect(await book.of('key')).toEqual({ count: 2, lastAt: at });
    expect(await store.list('use')).toEqual([]);

    await Promise.all([book.write(), book.write()]);
    book.note('key', 'Van');
    expect(await book.of('key')).toEqual({ count: 3, lastAt: at });
    await book.close();
    expect(await store.list('use', { of: 'Van' })).toEqual([{ count: 3, lastAt: at }]);
  });

  it('writes nothing down of what was taken back', async () => {
    book.note('key', 'Van');
    await store.apply([{ do: 'remove', kind: 'key', id: 'key' }]);
    await book.close();
    expect(await store.list('use')).toEqual([]);
  });

  it('keeps what could not be written for the next time', async () => {
    book.note('key', 'Van');
    store.isAway = true;
    await book.write();
    expect(problems).toHaveLength(1);
    store.isAway = false;
    await book.close();
    expect(await store.list('use')).toEqual([{ count: 1, lastAt: at }]);
  });
});
