import type { Channel } from 'amqplib';
import type { ConsumerRoles } from '../broker-position-queue.ts';
import type { ConnectionState } from '../connection-state.ts';
import { BatchConsumer } from '../consuming/batch-consumer.ts';
import { ParkingLedger } from '../consuming/parking-ledger.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { AmqpLink } from './amqp-link.ts';
import { ChannelDeliveries } from './channel-deliveries.ts';
import { declareQueues } from './declare-queues.ts';

/** Takes reports over a connection of its own: RabbitMQ may stop reading from one that publishes. */
export class AmqpConsumer {
  readonly #roles: ConsumerRoles;
  readonly #settings: PositionQueueSettings;
  readonly #link: AmqpLink;
  readonly #ledger: ParkingLedger;
  #current: BatchConsumer | undefined;
  #isClosing = false;

  constructor(url: string, roles: ConsumerRoles, settings: PositionQueueSettings) {
    this.#roles = roles;
    this.#settings = settings;
    this.#ledger = new ParkingLedger(settings.log, settings.events);
    this.#link = new AmqpLink({
      url,
      purpose: 'consume',
      log: settings.log,
      createChannel: (model) => model.createChannel(),
      open: (channel) => this.#open(channel),
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

  /** Finishes the batch in hand, for 5 s at most; RabbitMQ takes back what was not acknowledged. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#current?.stop();
    await this.#link.close();
  }

  async #open(channel: Channel): Promise<void> {
    const { limits, queue } = this.#settings;
    await declareQueues(channel, queue);
    await channel.prefetch(limits.prefetch);
    // While a failing store keeps the last connection's batch in hand, nothing is taken: it would be
    // given back with each lost connection, and RabbitMQ counts that.
    await this.#current?.finished;
    if (this.#isClosing) throw new Error('the queue is being closed');
    await this.#consume(channel);
  }

  async #consume(channel: Channel): Promise<void> {
    const { handler, park } = this.#roles;
    const deliveries = new ChannelDeliveries(channel, park, this.#ledger);
    const consumer = new BatchConsumer(handler, deliveries, this.#settings);
    channel.on('close', () => {
      consumer.abandon();
    });
    this.#current = consumer;
    await deliveries.start(
      this.#settings.queue,
      (body, publishedAt) => {
        consumer.take(body, publishedAt);
      },
      () => {
        this.#link.renew();
      },
    );
  }
}
