import { Budget } from '../budget.ts';
import { Fifo } from './fifo.ts';
import { InMemorySubscription } from './in-memory-subscription.ts';

/** A message as a broker has it: bytes, and when they were published. */
export interface InMemoryMessage {
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  /** The header of W3C Trace Context. */
  readonly traceparent?: unknown;
  /** How often subscribers have ended with it. */
  readonly returns?: number;
  /** Called once a subscriber has acknowledged the message. */
  readonly onDone?: () => void;
}

/** What a message takes beside its body, about: objects, and its place in the queue. */
const overheadBytes = 100;

const sizeOf = (message: InMemoryMessage) => message.body.length + overheadBytes;

/** One queue of an `InMemoryBroker`: keeps messages until a subscriber acknowledges them. */
export class InMemoryMessageQueue {
  readonly #capacity: Budget;
  readonly #ready = new Fifo<InMemoryMessage>();
  readonly #subscriptions = new Set<InMemorySubscription>();

  constructor(capacityBytes: number) {
    this.#capacity = new Budget(capacityBytes);
  }

  /** Messages that wait for a subscriber. */
  get length(): number {
    return this.#ready.length;
  }

  /** Whether the queue took the message; a full one takes none. */
  offer(message: InMemoryMessage): boolean {
    if (!this.#capacity.tryTake(sizeOf(message))) return false;
    this.#ready.push(message);
    this.#deliver();
    return true;
  }

  /** Resolves when it is worth offering again, or when `signal` is aborted. */
  freed(signal: AbortSignal): Promise<void> {
    return this.#capacity.freed(signal);
  }

  /** Hands over messages as they come, at most `prefetch` that are not acknowledged. */
  subscribe(prefetch: number, onMessage: (message: InMemoryMessage) => void): InMemorySubscription {
    const subscription = new InMemorySubscription(prefetch, onMessage, {
      deliver: () => {
        this.#deliver();
      },
      takeBack: (messages) => {
        this.#subscriptions.delete(subscription);
        this.#takeBack(messages);
      },
    });
    this.#subscriptions.add(subscription);
    this.#deliver();
    return subscription;
  }

  /** Gives all messages back that subscribers have in hand, as if their processes had died. */
  dropSubscribers(): void {
    for (const subscription of [...this.#subscriptions]) subscription.close();
  }

  #takeBack(messages: readonly InMemoryMessage[]): void {
    for (const message of messages) {
      this.#capacity.take(sizeOf(message));
      this.#ready.push({ ...message, returns: (message.returns ?? 0) + 1 });
    }
    this.#deliver();
  }

  #deliver(): void {
    for (const subscription of this.#subscriptions) {
      for (;;) {
        const next = this.#ready.peek();
        if (!next) return;
        if (!subscription.hasRoomFor(next)) break;
        const message = this.#ready.shift() ?? next;
        this.#capacity.giveBack(sizeOf(message));
        subscription.deliver(message);
      }
    }
  }
}
