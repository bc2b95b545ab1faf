import { isSuspect } from '../consuming/suspects/returns.ts';
import type { InMemoryMessage } from './in-memory-message-queue.ts';

/** Bytes of messages that a subscriber may have in hand. */
const mostBytes = 64 * 1024 * 1024;

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
  #bytes = 0;

  constructor(prefetch: number, onMessage: (message: InMemoryMessage) => void, origin: Origin) {
    this.#prefetch = prefetch;
    this.#onMessage = onMessage;
    this.#origin = origin;
  }

  /** Whether this message may be delivered: a suspect comes alone, and nothing comes beside one. */
  hasRoomFor(message: InMemoryMessage): boolean {
    const [oldest] = this.#unacknowledged;
    if (!oldest) return true;
    if (isSuspect(message.returns ?? 0) || isSuspect(oldest.returns ?? 0)) return false;
    return this.#unacknowledged.length < this.#prefetch && this.#bytes < mostBytes;
  }

  /** For the queue: hands over one message. */
  deliver(message: InMemoryMessage): void {
    this.#unacknowledged.push(message);
    this.#bytes += message.body.length;
    this.#onMessage(message);
  }

  /** The oldest `count` messages are done with. */
  acknowledge(count: number): void {
    const done = this.#unacknowledged.splice(0, count);
    for (const { body, onDone } of done) {
      this.#bytes -= body.length;
      onDone?.();
    }
    this.#origin.deliver();
  }

  /** Gives back what was not acknowledged and receives nothing more. */
  close(): void {
    const messages = this.#unacknowledged;
    this.#unacknowledged = [];
    this.#origin.takeBack(messages);
  }
}
