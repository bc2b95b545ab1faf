import { randomUUID } from 'node:crypto';
import { silentLog } from '@fleetman/messaging/testing';
import { MongoClient, type Db } from 'mongodb';
import { untilFound } from './spec-tools.contract.ts';
import type { StorePlace, StoreUnderTestOptions } from './position-store.contract.ts';
import { MongoPositionStore } from '../store/mongo/mongo-position-store.ts';

/** Resolves once the store can do its job. */
export async function connected(store: MongoPositionStore): Promise<MongoPositionStore> {
  await untilFound(() => store.connection.connected || undefined, 15_000);
  return store;
}

/** A database of its own name on the server of MONGO_URL. */
export class MongoPlace implements StorePlace {
  readonly url: string;
  readonly #client: MongoClient;
  readonly #stores: MongoPositionStore[] = [];

  constructor(serverUrl: string) {
    const url = new URL(serverUrl);
    url.pathname = `/fleetman_test_${randomUUID().slice(0, 13)}`;
    this.url = url.href;
    this.#client = new MongoClient(this.url);
  }

  get db(): Db {
    return this.#client.db();
  }

  async open(options: StoreUnderTestOptions): Promise<MongoPositionStore> {
    const store = new MongoPositionStore({ url: this.url, log: silentLog, ...options });
    this.#stores.push(store);
    return connected(store);
  }

  async healed(): Promise<void> {
    // Twice: what one has merged from another's write is read by that one in the second.
    for (const store of [...this.#stores, ...this.#stores]) await store.healed();
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()));
    await this.db.dropDatabase();
    await this.#client.close();
  }
}
