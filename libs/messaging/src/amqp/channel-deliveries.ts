import type { Channel, ConsumeMessage, Message } from 'amqplib';
import { Budget } from '../budget.ts';
import type { MessageSource } from '../consuming/batch-consumer.ts';
import { isTooLarge, tooLarge } from '../consuming/delivery.ts';
import type { ParkingLedger } from '../consuming/parking-ledger.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { publishedAtHeader } from '../message-headers.ts';

/**
 * Bytes of messages too large to read that may wait to be parked. The prefetch counts messages
 * however large they are, and one takes up to 128 MiB.
 */
const unreadBytes = 16 * 1024 * 1024;

/** A message between delivery and acknowledgement. */
interface InHand {
  readonly tag: number;
  readonly unreadBytes: number;
}

/** Hands on what a channel delivers. A message can be acknowledged on its own channel only. */
export class ChannelDeliveries implements MessageSource {
  readonly ledger: ParkingLedger;
  readonly #channel: Channel;
  readonly #park: MessageSource['park'];
  readonly #unread = new Budget(unreadBytes);
  /** In the order they came. */
  #inHand: InHand[] = [];
  #isOpen = true;

  constructor(channel: Channel, park: MessageSource['park'], ledger: ParkingLedger) {
    this.#channel = channel;
    this.#park = park;
    this.ledger = ledger;
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
      // RabbitMQ ended the consumer: the queue was deleted.
      if (!message) onCancelled();
      else if (!this.#keep(message)) this.#reject(message);
      else onMessage(message.content, message.properties.headers?.[publishedAtHeader]);
    });
  }

  /** Parks nothing for a channel that is closed: its messages will come again over the next. */
  async park(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#isOpen) await this.#park(letters);
  }

  acknowledge(count: number): void {
    const done = this.#inHand.slice(0, count);
    const last = done.at(-1);
    this.#inHand = this.#inHand.slice(count);
    for (const message of done) this.#unread.giveBack(message.unreadBytes);
    if (!this.#isOpen || !last) return;
    // amqplib's type asks for the whole message; it reads nothing but the tag.
    this.#channel.ack({ fields: { deliveryTag: last.tag } } as Message, true);
  }

  /** Whether there is room for the message. */
  #keep({ content, fields }: ConsumeMessage): boolean {
    const size = isTooLarge(content) ? content.length : 0;
    if (size > 0 && !this.#unread.tryTake(size)) return false;
    this.#inHand.push({ tag: fields.deliveryTag, unreadBytes: size });
    return true;
  }

  /** Has RabbitMQ itself move the message to the dead-letter queue, with its own headers for cause. */
  #reject(message: ConsumeMessage): void {
    this.#channel.reject(message, false);
    this.ledger.enter(tooLarge(message.content));
  }
}
