import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeRegistryStore } from '../../testing/registry-store.contract.ts';
import { SqliteRegistryStore } from './sqlite-registry-store.ts';

const log = { info: () => undefined, warn: () => undefined };

describeRegistryStore('SqliteRegistryStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-registry-'));
  const store = new SqliteRegistryStore(join(folder, 'registry.db'), log);
  return {
    open: async () => {
      await store.begun;
      return store;
    },
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

it('SqliteRegistryStore knows after a restart what it was told before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-registry-'));
  const path = join(folder, 'registry.db');
  const record = { id: 'Van 1', name: 'Anna’s van', retired: false };
  const first = new SqliteRegistryStore(path, log);
  await first.apply([{ do: 'put', kind: 'vehicle', id: 'Van 1', record }]);
  await first.close();

  const second = new SqliteRegistryStore(path, log);

  expect(await second.find('vehicle', 'Van 1')).toEqual(record);
  await second.close();
  rmSync(folder, { recursive: true });
});
