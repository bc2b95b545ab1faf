import type { Channel, ConsumeMessage, Message } from 'amqplib';
import type { MessageSource } from '../consuming/batch-consumer.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { publishedAtHeader } from './message-headers.ts';

/** Hands on what a channel delivers. A message can be acknowledged on its own channel only. */
export class ChannelDeliveries implements MessageSource {
  readonly #channel: Channel;
  readonly #park: MessageSource['park'];
  /** Tags of the messages in hand, in the order they came. */
  #tags: number[] = [];
  #isOpen = true;

  constructor(channel: Channel, park: MessageSource['park']) {
    this.#channel = channel;
    this.#park = park;
    channel.on('close', () => {
      this.#isOpen = false;
    });
  }

  /** Calls `onMessage` from now on, until the channel closes or the queue is deleted. */
  async start(
    queue: string,
    onMessage: (body: Buffer, publishedAt: unknown) => void,
    onCancelled: () => void,
  ): Promise<void> {
    await this.#channel.consume(queue, (message) => {
      if (message) this.#deliver(message, onMessage);
      // RabbitMQ ended the consumer: the queue was deleted.
      else onCancelled();
    });
  }

  /** Parks nothing for a channel that is closed: its messages will come again over the next. */
  async park(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#isOpen) await this.#park(letters);
  }

  acknowledge(count: number): void {
    const lastTag = this.#tags[count - 1];
    this.#tags = this.#tags.slice(count);
    if (!this.#isOpen || lastTag === undefined) return;
    // amqplib's type asks for the whole message; it reads nothing but the tag.
    const message = { fields: { deliveryTag: lastTag } } as Message;
    this.#channel.ack(message, true);
  }

  #deliver(message: ConsumeMessage, onMessage: (body: Buffer, publishedAt: unknown) => void): void {
    this.#tags.push(message.fields.deliveryTag);
    onMessage(message.content, message.properties.headers?.[publishedAtHeader]);
  }
}
