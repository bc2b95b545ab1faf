import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { describeRegistryStore } from '../../testing/registry-store.contract.ts';
import { mongoUrlProblem } from './mongo-link.ts';
import { MongoRegistryStore } from './mongo-registry-store.ts';

const mongoUrl = process.env['MONGO_URL'];

/** Resolves once the store can do its job. */
async function connected(store: MongoRegistryStore): Promise<MongoRegistryStore> {
  const end = performance.now() + 15_000;
  while (!store.connection.connected && performance.now() < end) await new Promise(setImmediate);
  return store;
}

if (mongoUrl === undefined) {
  describe('MongoRegistryStore', () => {
    it.skip('is a RegistryStore (skipped: MONGO_URL names no MongoDB server)', () => undefined);
  });
} else {
  describeRegistryStore('MongoRegistryStore', async () => {
    const url = new URL(mongoUrl);
    url.pathname = `/fleetman_registry_${randomUUID().slice(0, 13)}`;
    const stores: MongoRegistryStore[] = [];
    return {
      open: () => {
        const store = new MongoRegistryStore(url.href);
        stores.push(store);
        return connected(store);
      },
      dispose: async () => {
        await Promise.all(stores.map((store) => store.close()));
        const client = new MongoClient(url.href);
        await client.db().dropDatabase();
        await client.close();
      },
    };
  });
}

describe('MongoRegistryStore', () => {
  it('says why it cannot be used while there is no server, and rejects', async () => {
    const store = new MongoRegistryStore('mongodb://127.0.0.1:1/fleet');
    expect(store.connection).toMatchObject({ connected: false });
    await expect(store.find('vehicle', 'Van')).rejects.toMatchObject({ code: 'store-unavailable' });
    await store.close();
  });

  it.each([
    ['mongodb://one:27017,two:27017/fleet?replicaSet=x', undefined],
    ['mongodb://localhost/test', undefined],
    ['mongodb://localhost', 'it names no database'],
    ['mongodb://localhost:x/fleet', expect.any(String)],
  ])('judges the URL %s', (url, problem) => {
    expect(mongoUrlProblem(url)).toEqual(problem);
  });
});
