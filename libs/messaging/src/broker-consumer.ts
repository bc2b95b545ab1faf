import type { Consumer, ConsumerRoles } from './broker-position-queue.ts';
import type { ConnectionState } from './connection-state.ts';
import { BatchConsumer, type MessageSource } from './consuming/batch-consumer.ts';
import { ParkingLedger } from './consuming/parking/parking-ledger.ts';
import type { PositionQueueSettings } from './position-queue-options.ts';

/** A connection to a broker that comes back by itself until it is closed. */
interface ConsumerLink {
  /** Resolves when the first attempt to connect is over, however it ended. */
  readonly attempted: Promise<unknown>;
  readonly state: ConnectionState;
  close(): Promise<void>;
}

/** What is taken over one connection. */
interface Taking<S> {
  readonly deliveries: S;
  readonly consumer: BatchConsumer;
}

/**
 * Shared by the consumers of all brokers: a connection of its own, since a broker may stop reading from one
 * that publishes, and a `BatchConsumer` for each time that it is made.
 */
export abstract class BrokerConsumer implements Consumer {
  protected readonly roles: ConsumerRoles;
  protected readonly settings: PositionQueueSettings;
  protected abstract readonly link: ConsumerLink;
  readonly #ledger: ParkingLedger;
  #current: BatchConsumer | undefined;
  #connections = 0;
  #isClosing = false;

  protected constructor(roles: ConsumerRoles, settings: PositionQueueSettings) {
    this.roles = roles;
    this.settings = settings;
    this.#ledger = new ParkingLedger(settings.log, settings.events);
  }

  get attempted(): Promise<unknown> {
    return this.link.attempted;
  }

  /** Whether reports are taken; if the batch in hand makes trouble, that trouble. */
  get connection(): ConnectionState {
    const reason = this.#current?.trouble;
    return reason === undefined ? this.link.state : { connected: false, reason };
  }

  /** Finishes the batch in hand, for 5 s at most; the broker takes back what was not acknowledged. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#current?.stop();
    await this.link.close();
  }

  /**
   * Begins to take over a new connection, once the batch of the last one is done: while a failing store
   * keeps it in hand nothing is taken, as it would be given back with each lost connection, and brokers
   * count that. `open` is given how many returns of a message are our own doing. Rejects as `open` throws,
   * and if the queue is closed meanwhile.
   */
  protected async take<S extends MessageSource>(
    open: (ledger: ParkingLedger, forgiven: number) => S,
  ): Promise<Taking<S>> {
    await this.#current?.finished;
    if (this.#isClosing) throw new Error('the queue is being closed');
    const deliveries = open(this.#ledger, this.#connections);
    this.#connections += 1;
    const consumer = new BatchConsumer(this.roles.handler, deliveries, this.settings);
    this.#current = consumer;
    return { deliveries, consumer };
  }
}
