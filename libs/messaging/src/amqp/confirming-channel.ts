import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, Message, Options } from 'amqplib';
import { describeError } from '../describe-error.ts';
import { MessagingError } from '../errors.ts';
import { declareQueues } from './declare-queues.ts';

/** A message on its way to a queue. */
export interface OutgoingMessage {
  readonly queue: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** A channel that tells of each message whether RabbitMQ has it. It dies with its connection. */
export class ConfirmingChannel {
  readonly #channel: ConfirmChannel;
  readonly #positionQueue: string;
  /** Ids of messages that came back as unroutable; RabbitMQ confirms each right after. */
  readonly #returned = new Set<string>();
  #redeclaring = false;

  /** Redeclares `positionQueue` when a message for it, or for its dead-letter queue, comes back. */
  constructor(channel: ConfirmChannel, positionQueue: string) {
    this.#channel = channel;
    this.#positionQueue = positionQueue;
    channel.on('return', (message) => void this.#takeReturned(message));
  }

  /** Resolves when RabbitMQ has the message for good, rejects with a `MessagingError` otherwise. */
  send({ queue, body, headers }: OutgoingMessage): Promise<void> {
    const messageId = randomUUID();
    const options: Options.Publish = {
      persistent: true,
      mandatory: true,
      contentType: 'application/json',
      messageId,
      headers,
    };
    return new Promise((resolve, reject) => {
      const settle = (error: unknown) => {
        if (this.#returned.delete(messageId)) reject(unroutable(queue));
        else if (error === null) resolve();
        else reject(unconfirmed(error, queue));
      };
      try {
        this.#channel.sendToQueue(queue, body, options, settle);
      } catch (error) {
        // An IllegalOperationError: the channel has just died.
        reject(unconfirmed(error, queue));
      }
    });
  }

  /** Somebody deleted a queue under us: made again, so that the next try finds it. */
  async #takeReturned(message: Message): Promise<void> {
    this.#returned.add(String(message.properties.messageId));
    if (this.#redeclaring) return;
    this.#redeclaring = true;
    try {
      await declareQueues(this.#channel, this.#positionQueue);
    } catch {
      // Refused, or disconnected: either ends the channel, and a new one declares them first of all.
    } finally {
      this.#redeclaring = false;
    }
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
