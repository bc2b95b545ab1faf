import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { InMemoryRegistryStore } from '../store/memory/in-memory-registry-store.ts';
import type { RegistryPut, RegistryStore } from '../store/registry-store.ts';
import { readRegistryBackup, restoreRecords, writeRegistryBackup } from './registry-backup.ts';

const now = () => new Date('2026-11-30T12:00:00.000Z');
const head =
  '{"format":"fleetman-registry-backup","version":1,"createdAt":"2026-11-30T12:00:00.000Z"}';
const record = '{"kind":"device","id":"77","of":"Van 1","record":{"id":"77","vehicle":"Van 1"}}';

const vehicles = (count: number): RegistryPut[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `Van ${index}`;
    return { do: 'put', kind: 'vehicle', id, record: { id, name: 'Ñandú "7" 🚚', retired: false } };
  });

const device: RegistryPut = {
  ...{ do: 'put', kind: 'device', id: '77', of: 'Van 1' },
  record: { id: '77', vehicle: 'Van 1' },
};

async function aStore(puts: readonly RegistryPut[] = []): Promise<RegistryStore> {
  const store = new InMemoryRegistryStore();
  await store.apply(puts);
  return store;
}

async function textOf(store: RegistryStore): Promise<string> {
  const pieces = writeRegistryBackup(store, { now, counts: { records: 0, added: 0 } });
  return (await Readable.from(pieces).toArray()).join('');
}

async function restored(store: RegistryStore, text: string) {
  const counts = { records: 0, added: 0 };
  await restoreRecords(store, readRegistryBackup(Readable.from([text])), counts);
  return counts;
}

describe('a backup of the registry', () => {
  it('brings every record into an empty store, and whose it is', async () => {
    const original = await aStore([device, ...vehicles(1_200)]);
    const copy = await aStore();

    expect(await restored(copy, await textOf(original))).toEqual({ records: 1_201, added: 1_201 });

    expect(await copy.page(2_000)).toEqual(await original.page(2_000));
    expect(await copy.list('device', { of: 'Van 1' })).toHaveLength(1);
  });

  it('puts back what was changed since, and keeps what was added', async () => {
    const text = await textOf(await aStore(vehicles(2)));
    const store = await aStore([{ ...device, of: 'Van 9' }]);
    const record = { id: 'Van 1', name: 'Renamed since', retired: true };
    await store.apply([{ do: 'put', kind: 'vehicle', id: 'Van 1', record }]);

    expect(await restored(store, text)).toEqual({ records: 2, added: 1 });
    expect(await store.find('vehicle', 'Van 1')).toMatchObject({ retired: false });
    expect(await store.list('device')).toHaveLength(1);
    expect(await restored(store, text)).toEqual({ records: 2, added: 0 });
  });

  it('of an empty store can be restored', async () => {
    expect(await restored(await aStore(), await textOf(await aStore()))).toEqual({
      records: 0,
      added: 0,
    });
  });

  it.each([
    ['nothing', [], 'the file breaks off after line 0'],
    ['a backup of positions', ['{"format":"fleetman-backup"}'], 'line 1: {"format":"fleetman-b'],
    ['a later version', [head.replace('1', '2')], 'expected the header of a backup of the reg'],
    ['no footer', [head, record], 'the file breaks off after line 2'],
    ['half a record', [head, record, '{"kind":"veh'], 'line 3: expected a record'],
    ['an unknown kind', [head, record.replace('device', 'x')], 'line 2: expected a record'],
    ['too few', [head, record, '{"records":2}'], 'line 3: {"records":2} given, expected a footer'],
    ['more', [head, '{"records":0}', head], 'line 3: expected nothing after the footer'],
  ])('is refused with the line: %s', async (_, lines, message) => {
    await expect(restored(await aStore(), lines.join('\n'))).rejects.toThrow(message);
  });
});
