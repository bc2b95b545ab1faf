import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { ConnectionState } from '../connection-state.ts';
import { MessagingError } from '../errors.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import type { OutgoingMessage } from '../publishing/outgoing-message.ts';
import { PublishWindow } from '../publishing/publish-window.ts';
import { AmqpLink } from './amqp-link.ts';
import { ConfirmingChannel } from './confirming-channel.ts';
import { findQueues } from './queues/declare-queues.ts';
import { findOrDeclare } from './queues/find-or-declare.ts';
import { declarePartitions, partitionExchange } from './queues/partitions.ts';

/** Publishes over a connection of its own, many at a time: none waits for another's confirm. */
export class AmqpPublisher {
  readonly #link: AmqpLink<ConfirmChannel>;
  readonly #window: PublishWindow;
  readonly #settings: PositionQueueSettings;
  #channel: ConfirmingChannel | undefined;

  constructor(url: string, settings: PositionQueueSettings) {
    this.#settings = settings;
    this.#window = new PublishWindow('RabbitMQ', settings.publishTimeoutMs);
    this.#link = new AmqpLink({
      url,
      purpose: 'publish',
      log: settings.log,
      createChannel: (model) => model.createConfirmChannel(),
      open: async (channel, model) => {
        await findQueues(model, settings.queue);
        await this.#findExchange(model);
        // A queue that was deleted is declared again with the next connection. Not at once, and over
        // this one: RabbitMQ would not notice, and never tell its consumers.
        this.#channel = new ConfirmingChannel(channel, () => {
          this.#link.renew();
        });
      },
    });
  }

  /** Whether messages can be sent; false too while RabbitMQ is silent. */
  get connection(): ConnectionState {
    const { state } = this.#link;
    const { trouble } = this.#window;
    return state.connected && trouble !== undefined ? { connected: false, reason: trouble } : state;
  }

  /** Resolves when RabbitMQ has all messages for good, rejects with a `MessagingError` otherwise. */
  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const shipments = messages.map((message) => ({
      messages: 1,
      bytes: message.body.length,
      send: () => this.#send(message),
    }));
    await this.#window.send(shipments, this.#link.attempted);
  }

  /** Disconnects; what is not confirmed by then is rejected. */
  async close(): Promise<void> {
    await this.#link.close();
  }

  async #send(message: OutgoingMessage): Promise<void> {
    const { state } = this.#link;
    if (!state.connected) throw new MessagingError('not-connected', state.reason);
    if (!this.#channel) throw new MessagingError('not-connected', 'The channel is not open yet');
    const { queue, partitions } = this.#settings;
    const isSpread = partitions > 1 && message.queue === queue;
    await this.#channel.send(message, isSpread ? partitionExchange(queue) : undefined);
  }

  async #findExchange(model: ChannelModel): Promise<void> {
    const { queue, partitions } = this.#settings;
    if (partitions === 1) return;
    const name = partitionExchange(queue);
    await findOrDeclare(model, {
      name: `the exchange ${name}`,
      find: (channel) => channel.checkExchange(name),
      declare: (channel) => declarePartitions(channel, model, this.#settings),
    });
  }
}
