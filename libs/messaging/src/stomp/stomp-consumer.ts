import type { ConsumerRoles } from '../broker-position-queue.ts';
import type { ConnectionState } from '../connection-state.ts';
import { BatchConsumer } from '../consuming/batch-consumer.ts';
import { ParkingLedger } from '../consuming/parking-ledger.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { StompDeliveries } from './stomp-deliveries.ts';
import { StompLink } from './stomp-link.ts';
import type { StompSession } from './stomp-session.ts';

/** Takes reports over a connection of its own: ActiveMQ may stop reading from one that publishes. */
export class StompConsumer {
  readonly #roles: ConsumerRoles;
  readonly #settings: PositionQueueSettings;
  readonly #link: StompLink;
  readonly #ledger: ParkingLedger;
  #current: BatchConsumer | undefined;
  #isClosing = false;

  constructor(url: string, roles: ConsumerRoles, settings: PositionQueueSettings) {
    this.#roles = roles;
    this.#settings = settings;
    this.#ledger = new ParkingLedger(settings.log, settings.events);
    this.#link = new StompLink({
      url,
      purpose: 'consume',
      log: settings.log,
      open: (session) => this.#open(session),
    });
  }

  /** Resolves when the first attempt to connect is over, however it ended. */
  get attempted(): Promise<unknown> {
    return this.#link.attempted;
  }

  /** Whether reports are taken; where the batch in hand makes trouble, that trouble. */
  get connection(): ConnectionState {
    const reason = this.#current?.trouble;
    return reason === undefined ? this.#link.state : { connected: false, reason };
  }

  /** Finishes the batch in hand, for 5 s at most; ActiveMQ takes back what was not acknowledged. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#current?.stop();
    await this.#link.close();
  }

  async #open(session: StompSession): Promise<void> {
    // While a failing store keeps the last connection's batch in hand, nothing is taken: it would be
    // given back with each lost connection, and ActiveMQ counts that.
    await this.#current?.finished;
    if (this.#isClosing || !session.isOpen) throw new Error('the queue was closed meanwhile');
    const { handler, park } = this.#roles;
    const deliveries = new StompDeliveries(session, park, this.#ledger);
    const consumer = new BatchConsumer(handler, deliveries, this.#settings);
    void session.ended.then(() => {
      consumer.abandon();
    });
    this.#current = consumer;
    const { queue, limits } = this.#settings;
    await deliveries.start(queue, limits.prefetch, (body, publishedAt) => {
      consumer.take(body, publishedAt);
    });
  }
}
