import type { ConfirmChannel } from 'amqplib';
import { Budget } from '../budget.ts';
import type { ConnectionState } from '../connection-state.ts';
import { MessagingError } from '../errors.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { AmqpLink } from './amqp-link.ts';
import { ConfirmingChannel, type OutgoingMessage } from './confirming-channel.ts';
import { declareQueues } from './declare-queues.ts';

/** Bytes sent and not confirmed: enough to keep RabbitMQ busy, little enough to have in memory. */
const inFlightBytes = 8 * 1024 * 1024;

/** What a message costs beside its body, about: bounds small ones to 8,000 in flight. */
const overheadBytes = 1024;

/** Publishes over a connection of its own, many at a time: none waits for another's confirm. */
export class AmqpPublisher {
  readonly #settings: PositionQueueSettings;
  readonly #link: AmqpLink<ConfirmChannel>;
  readonly #inFlight = new Budget(inFlightBytes);
  #channel: ConfirmingChannel | undefined;
  /** The last publish that was not confirmed in time, while none was confirmed since. */
  #unconfirmed: MessagingError | undefined;

  constructor(url: string, settings: PositionQueueSettings) {
    this.#settings = settings;
    this.#link = new AmqpLink({
      url,
      purpose: 'publish',
      log: settings.log,
      createChannel: (model) => model.createConfirmChannel(),
      open: async (channel) => {
        await declareQueues(channel, settings.queue);
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
    if (!state.connected || !this.#unconfirmed) return state;
    return { connected: false, reason: this.#unconfirmed.message };
  }

  /** Resolves when RabbitMQ has all messages for good, rejects with a `MessagingError` otherwise. */
  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const giveUp = new AbortController();
    const timer = setTimeout(() => {
      this.#unconfirmed = this.#timeout(messages.length);
      reject(this.#unconfirmed);
      giveUp.abort();
    }, this.#settings.publishTimeoutMs);
    try {
      await Promise.race([this.#sendAll(messages, giveUp.signal), expired]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Disconnects; what is not confirmed by then is rejected. */
  async close(): Promise<void> {
    await this.#link.close();
  }

  async #sendAll(messages: readonly OutgoingMessage[], giveUp: AbortSignal): Promise<void> {
    await this.#link.attempted;
    const confirms: Promise<void>[] = [];
    for (const message of messages) {
      const cost = message.body.length + overheadBytes;
      while (!giveUp.aborted && !this.#inFlight.tryTake(cost)) await this.#inFlight.freed(giveUp);
      if (giveUp.aborted) return;
      const confirm = this.#send(message).finally(() => {
        this.#inFlight.giveBack(cost);
        this.#unconfirmed = undefined;
      });
      // A failure is thrown below; but nobody listens yet, and that would end the process.
      confirm.catch(() => undefined);
      confirms.push(confirm);
    }
    await Promise.all(confirms);
  }

  async #send(message: OutgoingMessage): Promise<void> {
    const { state } = this.#link;
    if (!state.connected) throw new MessagingError('not-connected', state.reason);
    if (!this.#channel) throw new MessagingError('not-connected', 'The channel is not open yet');
    await this.#channel.send(message);
  }

  #timeout(count: number): MessagingError {
    const { publishTimeoutMs } = this.#settings;
    const message = `RabbitMQ did not confirm ${count} messages within ${publishTimeoutMs} ms`;
    return new MessagingError('publish-timeout', message);
  }
}
