import { MongoClient, type Db } from 'mongodb';
import type { Observed } from '../measuring/observed-process.ts';
import { observeListener } from './broker.ts';

/** The databases of the benchmarks: dropped before and after each. */
const names = { ofServices: 'fleetman_bench', ofCeilings: 'fleetman_bench_ceiling' };

/** The MongoDB that a benchmark uses. */
export class Database {
  readonly version: string;
  readonly #url: string;
  readonly #client: MongoClient;

  private constructor(url: string, client: MongoClient, version: string) {
    this.#url = url;
    this.#client = client;
    this.version = version;
  }

  /** Connects; rejects if nobody listens there. */
  static async connect(url: string): Promise<Database> {
    // As the tracker writes: what counts is what is in the journal of a majority.
    const writeConcern = { w: 'majority', journal: true } as const;
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 3_000, writeConcern });
    try {
      await client.connect();
      const { version } = (await client.db('admin').command({ buildInfo: 1 })) as {
        version?: unknown;
      };
      return new Database(url, client, String(version));
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** The URL of the database that services are given. */
  get storeUrl(): string {
    const url = new URL(this.#url);
    url.pathname = `/${names.ofServices}`;
    return url.href;
  }

  /** The services' database. */
  get services(): Db {
    return this.#client.db(names.ofServices);
  }

  /** A database in which the same is done without services. */
  get ceilings(): Db {
    return this.#client.db(names.ofCeilings);
  }

  /** Its own process, if it runs on this machine and may be seen. */
  observe(): readonly Observed[] {
    return observeListener('MongoDB', this.#url, 27017);
  }

  async empty(): Promise<void> {
    await this.services.dropDatabase();
    await this.ceilings.dropDatabase();
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
