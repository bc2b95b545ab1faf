import { FleetmanError, type DependencyState } from '@fleetman/service-kit';
import { backOffDelay, describeError, pause, settledWithin } from '@fleetman/toolkit';
import { MongoClient, MongoError, type Db, type TopologyDescription } from 'mongodb';

/** Every wait of the driver has an end; each is far above what a healthy database needs. */
const patience = {
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 10_000,
  socketTimeoutMS: 20_000,
  heartbeatFrequencyMS: 2_000,
} as const;

/** A write counts when a majority has it in its journal: it outlives the death of any one server. */
const writeConcern = { w: 'majority', journal: true, wtimeoutMS: 10_000 } as const;

const backOff = { firstMs: 200, maxMs: 5_000 } as const;
const closeGraceMs = 3_000;

/**
 * A database that may not be there yet, or any more: it connects and prepares in the background, again and
 * again, and knows why it cannot be used meanwhile. The database is the one in the URL's path.
 */
export class MongoLink {
  readonly #client: MongoClient;
  readonly #prepare: (db: Db) => Promise<unknown>;
  readonly #closing = new AbortController();
  readonly #inHand = new Set<Promise<unknown>>();
  readonly #opened: Promise<void>;
  #isPrepared = false;
  #outage: string | undefined = 'Connecting to the database';

  constructor(url: string, prepare: (db: Db) => Promise<unknown>) {
    this.#prepare = prepare;
    this.#client = new MongoClient(url, {
      ...patience,
      writeConcern,
      appName: 'fleet-registry',
      ignoreUndefined: true,
    });
    this.#client.on('topologyDescriptionChanged', ({ newDescription }) => {
      this.#follow(newDescription);
    });
    this.#opened = this.#open();
  }

  get state(): DependencyState {
    const reason = this.#outage;
    return reason === undefined ? { connected: true } : { connected: false, reason };
  }

  /** Runs `work`; rejects with `store-unavailable` if the database cannot be used or fails in it. */
  async use<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#outage !== undefined) throw new FleetmanError('store-unavailable', this.#outage);
    const running = work(this.#client.db());
    this.#inHand.add(running);
    try {
      return await running;
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      const message = `The database could not do what it was asked: ${error.message}`;
      throw new FleetmanError('store-unavailable', message, { cause: error });
    } finally {
      this.#inHand.delete(running);
    }
  }

  /** Lets what is in hand end, for 3 s at most. Can be called twice. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#outage = 'The connection to the database is closed';
    this.#closing.abort();
    await settledWithin(closeGraceMs, Promise.allSettled(this.#inHand));
    await this.#client.close();
    await this.#opened;
  }

  async #open(): Promise<void> {
    for (let attempt = 1; !this.#isClosed; attempt++) {
      try {
        await this.#client.connect();
        await this.#prepare(this.#client.db());
        this.#isPrepared = true;
        this.#setOutage(undefined);
        return;
      } catch (error) {
        // Expected: nobody listens there yet, or the database refuses us. People can mend either.
        this.#setOutage(`The database cannot be used: ${describeError(error)}`);
        await pause(backOffDelay(attempt, backOff), this.#closing.signal);
      }
    }
  }

  /** Once prepared, the driver reconnects by itself, and says when a server comes or goes. */
  #follow(topology: TopologyDescription): void {
    if (!this.#isPrepared) return;
    const isWritable = [...topology.servers.values()].some((server) => server.isWritable);
    const why = topology.error?.message ?? 'no server there takes writes';
    this.#setOutage(isWritable ? undefined : `The database is away: ${why}`);
  }

  #setOutage(outage: string | undefined): void {
    if (!this.#isClosed) this.#outage = outage;
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }
}

/** Why the driver cannot read a URL, or what the URL lacks; undefined if it is good. Connects to nothing. */
export function mongoUrlProblem(url: string): string | undefined {
  try {
    const { dbName } = new MongoClient(url).options;
    return dbName === 'test' && !/\/test(?:\?|$)/.test(url) ? 'it names no database' : undefined;
  } catch (error) {
    // The driver says what it cannot read; it looks at nothing but the URL here.
    return describeError(error);
  }
}
