import type { InMemoryMessage } from './in-memory-message-queue.ts';

/** The queue a subscription belongs to, as the subscription sees it. */
interface Origin {
  /** There is room for more messages. */
  deliver(): void;
  /** The subscription has ended and did not acknowledge these. */
  takeBack(messages: readonly InMemoryMessage[]): void;
}

/** One subscriber's messages between delivery and acknowledgement. */
export class InMemorySubscription {
  readonly #prefetch: number;
  readonly #onMessage: (message: InMemoryMessage) => void;
  readonly #origin: Origin;
  #unacknowledged: InMemoryMessage[] = [];

  constructor(prefetch: number, onMessage: (message: InMemoryMessage) => void, origin: Origin) {
    this.#prefetch = prefetch;
    this.#onMessage = onMessage;
    this.#origin = origin;
  }

  /** Whether another message may be delivered. */
  get hasRoom(): boolean {
    return this.#unacknowledged.length < this.#prefetch;
  }

  /** For the queue: hands over one message. */
  deliver(message: InMemoryMessage): void {
    this.#unacknowledged.push(message);
    this.#onMessage(message);
  }

  /** The oldest `count` messages are done with. */
  acknowledge(count: number): void {
    this.#unacknowledged.splice(0, count);
    this.#origin.deliver();
  }

  /** Gives back what was not acknowledged and receives nothing more. */
  close(): void {
    const messages = this.#unacknowledged;
    this.#unacknowledged = [];
    this.#origin.takeBack(messages);
  }
}
