import { randomUUID } from 'node:crypto';
import { describeError } from '@fleetman/toolkit';
import type { ConfirmChannel, Options } from 'amqplib';
import { MessagingError } from '../errors.ts';
import type { OutgoingMessage } from '../publishing/outgoing-message.ts';

/** The most that RabbitMQ takes, 49 days. */
const maxExpirationMs = 2 ** 32 - 1;

/** A channel that tells of each message whether RabbitMQ has it. It dies with its connection. */
export class ConfirmingChannel {
  readonly #channel: ConfirmChannel;
  readonly #onUnroutable: () => void;
  /** Ids of messages that came back as unroutable; RabbitMQ confirms each right after. */
  readonly #returned = new Set<string>();

  /** Calls `onUnroutable` when there is no such queue, after it has rejected the message. */
  constructor(channel: ConfirmChannel, onUnroutable: () => void) {
    this.#channel = channel;
    this.#onUnroutable = onUnroutable;
    channel.on('return', (message) => this.#returned.add(String(message.properties.messageId)));
  }

  /**
   * Resolves when RabbitMQ has the message for good, rejects with a `MessagingError` otherwise. `exchange`
   * spreads messages over the partitions of their queue, by a random key; without one they go to the queue
   * itself.
   */
  send({ queue, body, headers, expiresMs }: OutgoingMessage, exchange?: string): Promise<void> {
    const messageId = randomUUID();
    const key = exchange === undefined ? queue : messageId;
    const options: Options.Publish = {
      persistent: true,
      mandatory: true,
      contentType: 'application/json',
      messageId,
      headers,
      ...(expiresMs !== undefined && { expiration: Math.min(expiresMs, maxExpirationMs) }),
    };
    return new Promise((resolve, reject) => {
      const settle = (error: unknown) => {
        if (this.#returned.delete(messageId)) {
          reject(unroutable(queue));
          this.#onUnroutable();
        } else if (error === null) resolve();
        else reject(unconfirmed(error, queue));
      };
      try {
        this.#channel.publish(exchange ?? '', key, body, options, settle);
      } catch (error) {
        // An IllegalOperationError: the channel has just died.
        reject(unconfirmed(error, queue));
      }
    });
  }
}

function unroutable(queue: string): MessagingError {
  return new MessagingError('publish-refused', `RabbitMQ has no queue ${queue}`);
}

function unconfirmed(cause: unknown, queue: string): MessagingError {
  const reason = describeError(cause);
  // amqplib's words; what else goes wrong is the end of the channel.
  return reason === 'message nacked'
    ? new MessagingError('publish-refused', `The queue ${queue} refused a message`, { cause })
    : new MessagingError('not-connected', `Lost RabbitMQ before it confirmed: ${reason}`, {
        cause,
      });
}
