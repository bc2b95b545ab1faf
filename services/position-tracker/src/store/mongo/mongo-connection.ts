import type { ConnectionState, Log } from '@fleetman/messaging';
import { FleetmanError } from '@fleetman/service-kit';
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

/** How a {@link MongoConnection} is opened. */
export interface MongoConnectionOptions {
  /** The database is the one in the URL's path, else `fleetman`. */
  readonly url: string;
  /** Makes what the database must have before it is used; repeated until it succeeds once. */
  readonly prepare: (db: Db) => Promise<void>;
  readonly log: Log;
}

/**
 * A database that may not be there yet, or any more: it connects and prepares in the background, again
 * and again with growing pauses, and knows why it cannot be used meanwhile.
 */
export class MongoConnection {
  readonly #client: MongoClient;
  readonly #db: Db;
  readonly #options: MongoConnectionOptions;
  readonly #closing = new AbortController();
  readonly #inHand = new Set<Promise<unknown>>();
  readonly #opened: Promise<void>;
  readonly #begun = Promise.withResolvers<undefined>();
  #isPrepared = false;
  #outage: string | undefined;

  constructor(options: MongoConnectionOptions) {
    this.#options = options;
    this.#client = new MongoClient(options.url, {
      ...patience,
      writeConcern,
      appName: 'position-tracker',
      ignoreUndefined: true,
    });
    this.#db = this.#client.db(databaseOf(options.url));
    this.#outage = `Connecting to ${this.#hosts}`;
    this.#client.on('topologyDescriptionChanged', ({ newDescription }) => {
      this.#follow(newDescription);
    });
    this.#opened = this.#open();
  }

  get state(): ConnectionState {
    return this.#outage === undefined
      ? { connected: true }
      : { connected: false, reason: this.#outage };
  }

  /** Resolves when the first try to connect has ended, well or badly. */
  get begun(): Promise<unknown> {
    return this.#begun.promise;
  }

  /** Runs `work`; rejects with `store-unavailable` where the database cannot be used or fails in it. */
  async use<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#outage !== undefined) throw new FleetmanError('store-unavailable', this.#outage);
    const running = work(this.#db);
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

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#outage = 'The connection to the database is closed';
    this.#closing.abort();
    // The driver cuts off what is in hand when it closes.
    await settledWithin(closeGraceMs, Promise.allSettled(this.#inHand));
    await this.#client.close();
    await this.#opened;
  }

  async #open(): Promise<void> {
    for (let attempt = 1; !this.#isClosed; attempt++) {
      try {
        await this.#client.connect();
        await this.#options.prepare(this.#db);
        this.#isPrepared = true;
        this.#setOutage(undefined);
        this.#begun.resolve(undefined);
        return;
      } catch (error) {
        // Expected: nobody listens there yet, or the database refuses us. People can mend either.
        this.#setOutage(`Cannot use ${this.#hosts}: ${describeError(error)}`);
        this.#begun.resolve(undefined);
        await pause(backOffDelay(attempt, backOff), this.#closing.signal);
      }
    }
  }

  /** Once prepared, the driver reconnects by itself, and says when a server comes or goes. */
  #follow(topology: TopologyDescription): void {
    if (!this.#isPrepared) return;
    const servers = [...topology.servers.values()];
    if (servers.some((server) => server.isWritable)) this.#setOutage(undefined);
    else {
      const why = topology.error?.message ?? 'no server there takes writes';
      this.#setOutage(`Lost ${this.#hosts}: ${why}`);
    }
  }

  #setOutage(outage: string | undefined): void {
    if (this.#isClosed || outage === this.#outage) return;
    const isNews = this.#outage === undefined || !this.#isPrepared;
    this.#outage = outage;
    const { log } = this.#options;
    if (outage === undefined) log.info({ hosts: this.#hosts }, 'The database is there');
    else if (isNews) log.warn({ reason: outage }, 'The database is away');
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  get #hosts(): string {
    const { hosts, srvHost } = this.#client.options;
    return srvHost ?? hosts.join(', ');
  }
}

/** `mongodb://user:word@one:27017,two:27017/fleet?…`: what stands between the hosts and the query. */
function databaseOf(url: string): string {
  const path = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1];
  return path === undefined ? 'fleetman' : decodeURIComponent(path);
}

/** Why the driver cannot read a URL; `undefined` where it can. Connects to nothing. */
export function mongoUrlProblem(url: string): string | undefined {
  try {
    new MongoClient(url);
    return undefined;
  } catch (error) {
    // The driver says what it cannot read; it looks at nothing but the URL here.
    return describeError(error);
  }
}
