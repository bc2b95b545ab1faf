import { IllegalOperationError, type Channel, type Message, type Replies } from 'amqplib';
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

/** A suspect that came while others were in hand. */
interface SetAside {
  readonly message: Message;
  readonly returns: number;
  /** Of the window. */
  readonly bytes: number;
}

/** What a channel's deliveries lead to. */
export interface DeliveryEvents {
  /** Returns what the message takes in memory, in bytes. */
  readonly onMessage: (message: IncomingMessage) => number;
  /** A queue was deleted. Called once, and nothing is handed on any more. */
  readonly onCancelled: () => void;
  /** More came than there is room for. Called once; a new consumer on another channel begins with less. */
  readonly onOverfull: () => void;
}

/**
 * Hands on what a channel delivers. A message can be acknowledged on its own channel only.
 *
 * First it asks for one message after the other, until one is done with that is no suspect; RabbitMQ puts
 * what came back near the head of the queue. Only then it consumes: what is delivered beside others counts as
 * given back if the process dies, also if it was never looked at.
 *
 * Suspects that come beside others are set aside: nothing more is asked for, the others are done with, then
 * each suspect is handed on alone, the one that came back most often last. So good ones are done with before
 * the one that kills. Nothing is given back alive: RabbitMQ would count that, and two trackers that passed
 * suspects to each other brought good reports to the limit.
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
  /** While there are any nothing more is asked for. */
  #setAside: SetAside[] = [];
  /** All that the channel has, or will have. */
  #consumers: Promise<Replies.Consume>[] = [];
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

  /** Hands on what is in the queues, until the channel closes, one is deleted, or too much comes. */
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
    // One word for all up to the last, unless one that is set aside may be among them.
    const areAllMeant = this.#setAside.length === 0;
    for (const { tag } of areAllMeant ? done.slice(-1) : done) {
      // amqplib's type asks for the whole message; it reads nothing but the tag.
      const message = { fields: { deliveryTag: tag } } as Message;
      this.#answer(() => {
        this.#channel.ack(message, areAllMeant);
      });
    }
  }

  /** Returns false on a channel that is being closed, where amqplib throws: its messages will come again. */
  #answer(send: () => void): boolean {
    try {
      send();
      return true;
    } catch (error) {
      if (error instanceof IllegalOperationError) return false;
      throw error;
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
      this.#end(events.onOverfull);
      return;
    }
    if (isSuspect(returns)) {
      const isFirst = this.#setAside.length === 0;
      const bytes = message.content.length;
      this.#window.add(bytes);
      this.#setAside.push({ message, returns, bytes });
      // What fails is the channel, and the next one begins anew.
      if (isFirst) this.#trySuspects(queues, events).catch(() => undefined);
      return;
    }
    const growth = this.#handOn(message, returns, events);
    // A prefetch is for good: a larger one is another consumer beside.
    if (growth === 0 || this.#setAside.length > 0) return;
    this.#consume(queues, growth, events).catch(() => undefined);
  }

  /** Asks for no more, has done what is in hand, hands on one suspect after the other, and begins anew. */
  async #trySuspects(queues: readonly string[], events: DeliveryEvents): Promise<void> {
    const consumers = this.#consumers;
    this.#consumers = [];
    for (const consumer of consumers) await this.#channel.cancel((await consumer).consumerTag);
    await this.#untilEmpty();
    this.#setAside.sort((one, other) => other.returns - one.returns);
    for (let next = this.#setAside.at(-1); next; next = this.#setAside.at(-1)) {
      if (this.#isDone) return;
      this.#window.remove(next.bytes);
      this.#handOn(next.message, next.returns, events);
      await this.#untilEmpty();
      this.#setAside.pop();
    }
    this.start(queues, events);
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
    const isMoved = this.#answer(() => {
      this.#channel.reject(message, false);
    });
    if (isMoved) this.ledger.enter(tooLarge(message.content));
  }
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
