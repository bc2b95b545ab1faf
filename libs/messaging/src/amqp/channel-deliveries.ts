import type { Channel, Message, Replies } from 'amqplib';
import type { ConsumerRoles } from '../broker-position-queue.ts';
import { Budget } from '../budget.ts';
import type { MessageSource } from '../consuming/batch-consumer.ts';
import { isTooLarge, tooLarge, type IncomingMessage } from '../consuming/delivery.ts';
import type { ParkingLedger } from '../consuming/parking/parking-ledger.ts';
import { PrefetchWindow } from '../consuming/prefetch-window.ts';
import { isSuspect } from '../consuming/suspects/returns.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { publishedAtHeader, traceparentHeader } from '../message-headers.ts';

/**
 * Bytes of messages too large to read that may wait to be parked. The prefetch counts messages
 * however large they are, and one takes up to 128 MiB.
 */
const unreadBytes = 16 * 1024 * 1024;

/** A message between delivery and acknowledgement. */
interface InHand {
  readonly tag: number;
  /** Of the window. */
  readonly bytes: number;
  /** Of the room for messages that are too large. */
  readonly unreadBytes: number;
}

/** What a channel's deliveries lead to. */
export interface DeliveryEvents {
  /** Returns what the message takes in memory, in bytes. */
  readonly onMessage: (message: IncomingMessage) => number;
  /** A queue was deleted. Called once, and nothing is handed on any more. */
  readonly onCancelled: () => void;
  /**
   * A suspect came while others are in hand, or more than there is room for. Called once all that came
   * beside it was handed on; a new consumer on another channel gets the suspect alone.
   */
  readonly onUnfit: () => void;
}

/**
 * Hands on what a channel delivers. A message can be acknowledged on its own channel only.
 *
 * First it asks for one message after the other, until one is done with that is no suspect; RabbitMQ puts
 * what came back near the head of the queue. Only then it consumes: what is delivered beside others counts as
 * given back if the process dies, also if it was never looked at.
 *
 * A suspect beside others is not handed on. It is given back with its connection, and nothing else: RabbitMQ
 * would count that for good messages, too, and another process would not know whose doing it was. Two
 * trackers that did so brought each other hundreds of good reports to the limit.
 */
export class ChannelDeliveries implements MessageSource {
  readonly ledger: ParkingLedger;
  readonly #channel: Channel;
  readonly #roles: ConsumerRoles;
  readonly #forgiven: number;
  readonly #window: PrefetchWindow;
  readonly #unread = new Budget(unreadBytes);
  /** In the order they came. */
  #inHand: InHand[] = [];
  #isOpen = true;
  #isDone = false;
  /** What came after an unfit message is handed on, but the unfit one stays with RabbitMQ. */
  #isLeaving = false;
  /** All that the channel has, or will have. */
  readonly #consumers: Promise<Replies.Consume>[] = [];
  #onEmpty: () => void = () => undefined;

  /** `forgiven` returns of each message are our own doing. */
  constructor(
    channel: Channel,
    roles: ConsumerRoles,
    ledger: ParkingLedger,
    { forgiven, prefetch }: { readonly forgiven: number; readonly prefetch: number },
  ) {
    this.#channel = channel;
    this.#roles = roles;
    this.#forgiven = forgiven;
    this.#window = new PrefetchWindow(prefetch);
    this.ledger = ledger;
    channel.on('close', () => {
      this.#isOpen = false;
    });
  }

  /** Hands on what is in the queues, until the channel closes, one is deleted, or something unfit comes. */
  start(queues: readonly string[], events: DeliveryEvents): void {
    const taking = async () => {
      for (const queue of queues) await this.#takeSingly(queue, events);
      await this.#consume(queues, this.#window.size, events);
    };
    // What fails is the channel, and the next one begins anew.
    taking().catch(() => undefined);
  }

  /** Parks nothing for a channel that is closed: its messages will come again over the next. */
  async park(letters: readonly DeadLetter[]): Promise<void> {
    if (this.#isOpen) await this.#roles.park(letters);
  }

  publishAnew(message: IncomingMessage): Promise<void> {
    return this.#roles.publishAnew(message);
  }

  acknowledge(count: number): void {
    const done = this.#inHand.splice(0, count);
    for (const message of done) {
      this.#window.remove(message.bytes);
      this.#unread.giveBack(message.unreadBytes);
    }
    if (this.#isOpen) this.#acknowledgeAll(done);
    if (this.#inHand.length === 0) this.#onEmpty();
  }

  #acknowledgeAll(done: readonly InHand[]): void {
    // One word for all up to the last, unless an unfit one is among them.
    const named = this.#isLeaving ? done : done.slice(-1);
    for (const { tag } of named) {
      // amqplib's type asks for the whole message; it reads nothing but the tag.
      this.#channel.ack({ fields: { deliveryTag: tag } } as Message, !this.#isLeaving);
    }
  }

  /** Resolves when the queue is empty, or a message is done with that was no suspect. */
  async #takeSingly(queue: string, events: DeliveryEvents): Promise<void> {
    for (;;) {
      const message = await this.#channel.get(queue);
      if (!message) return;
      const returns = this.#returnsOf(message);
      this.#handOn(message, returns, events);
      await this.#untilEmpty();
      if (!isSuspect(returns)) return;
    }
  }

  #untilEmpty(): Promise<void> {
    if (this.#inHand.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onEmpty = resolve;
    });
  }

  /** Has all queues together hand over so many messages at once. */
  async #consume(
    queues: readonly string[],
    prefetch: number,
    events: DeliveryEvents,
  ): Promise<void> {
    const onMessage = (message: Message | null) => {
      if (this.#isDone) return;
      // RabbitMQ ended the consumer: the queue was deleted.
      if (!message) this.#end(events.onCancelled);
      else this.#takeOne(message, queues, events);
    };
    // Asked for in one go: another consumer may be made at the same time, with another prefetch.
    const asked = this.#channel.prefetch(Math.ceil(prefetch / queues.length));
    const consuming = queues.map((queue) => this.#channel.consume(queue, onMessage));
    this.#consumers.push(...consuming);
    await Promise.all([asked, ...consuming]);
  }

  #takeOne(message: Message, queues: readonly string[], events: DeliveryEvents): void {
    const returns = this.#returnsOf(message);
    if (this.#window.isOverfull) {
      this.#end(events.onUnfit);
      return;
    }
    if (isSuspect(returns)) {
      void this.#leave(events.onUnfit);
      return;
    }
    const growth = this.#handOn(message, returns, events);
    // A prefetch is for good: a larger one is another consumer beside.
    if (growth === 0 || this.#isLeaving) return;
    this.#consume(queues, growth, events).catch(() => undefined);
  }

  /** Asks for no more, and takes what is on its way. */
  async #leave(because: () => void): Promise<void> {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    const cancelling = this.#consumers.map(async (consumer) =>
      this.#channel.cancel((await consumer).consumerTag),
    );
    // What fails is the channel: then nothing more comes.
    await Promise.allSettled(cancelling);
    if (!this.#isDone) this.#end(because);
  }

  #end(because: () => void): void {
    this.#isDone = true;
    because();
  }

  /** Returns by how many messages the window grows. */
  #handOn(message: Message, returns: number, events: DeliveryEvents): number {
    const { content, fields, properties } = message;
    const size = isTooLarge(content) ? content.length : 0;
    if (size > 0 && !this.#unread.tryTake(size)) {
      this.#reject(message);
      return 0;
    }
    const publishedAt: unknown = properties.headers?.[publishedAtHeader];
    const traceparent: unknown = properties.headers?.[traceparentHeader];
    const weight = events.onMessage({ body: content, publishedAt, traceparent, returns });
    // What is too large has a room of its own.
    const bytes = size > 0 ? 0 : weight;
    this.#inHand.push({ tag: fields.deliveryTag, bytes, unreadBytes: size });
    return bytes > 0 ? this.#window.add(bytes) : 0;
  }

  /** Until 4.2 RabbitMQ counts each return in the first header; since then only failures, all in the second. */
  #returnsOf({ properties }: Message): number {
    const { headers = {} } = properties;
    const returns = Math.max(
      numberOr0(headers['x-delivery-count']),
      numberOr0(headers['x-acquired-count']),
    );
    return Math.max(0, returns - this.#forgiven);
  }

  /** Has RabbitMQ itself move the message to the dead-letter queue, with its own headers for cause. */
  #reject(message: Message): void {
    this.#channel.reject(message, false);
    this.ledger.enter(tooLarge(message.content));
  }
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
