import { Fifo } from './fifo.ts';

/** A message as a broker has it: bytes, and when they were published. */
export interface InMemoryMessage {
  readonly body: Buffer;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
}

/** Bodies a queue keeps before publishers have to wait: some 400,000 reports. */
const defaultCapacityBytes = 64 * 1024 * 1024;

/** The fair share of a body nobody sees: object, buffer and place in the queue. */
const overheadBytes = 100;

/** One queue of an {@link InMemoryBroker}: messages are kept until a subscriber acknowledges them. */
export class InMemoryMessageQueue {
  readonly #capacityBytes: number;
  #ready = new Fifo<InMemoryMessage>();
  #bytes = 0;
  readonly #subscriptions = new Set<InMemorySubscription>();
  readonly #waitingForRoom = new Set<() => void>();

  constructor(capacityBytes = defaultCapacityBytes) {
    this.#capacityBytes = capacityBytes;
  }

  /** Messages that wait for a subscriber. */
  get length(): number {
    return this.#ready.length;
  }

  /** Whether the queue took the message; a full one takes none. */
  offer(message: InMemoryMessage): boolean {
    if (this.#bytes >= this.#capacityBytes) return false;
    this.#push(message);
    this.#deliver();
    return true;
  }

  /** Resolves when it is worth offering again, or when `signal` is aborted. */
  room(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const proceed = () => {
        this.#waitingForRoom.delete(proceed);
        signal.removeEventListener('abort', proceed);
        resolve();
      };
      this.#waitingForRoom.add(proceed);
      signal.addEventListener('abort', proceed);
      if (signal.aborted) proceed();
    });
  }

  /** Hands over messages as they come, at most `prefetch` that are not acknowledged. */
  subscribe(prefetch: number, onMessage: (message: InMemoryMessage) => void): InMemorySubscription {
    const subscription = new InMemorySubscription(prefetch, onMessage, {
      onRoom: () => {
        this.#deliver();
      },
      onClose: (unacknowledged) => {
        this.#subscriptions.delete(subscription);
        for (const message of unacknowledged) this.#push(message);
        this.#deliver();
      },
    });
    this.#subscriptions.add(subscription);
    this.#deliver();
    return subscription;
  }

  #push(message: InMemoryMessage): void {
    this.#ready.push(message);
    this.#bytes += message.body.length + overheadBytes;
  }

  #deliver(): void {
    for (const subscription of this.#subscriptions) {
      while (subscription.hasRoom) {
        const message = this.#ready.shift();
        if (!message) break;
        this.#bytes -= message.body.length + overheadBytes;
        subscription.deliver(message);
      }
    }
    if (this.#bytes < this.#capacityBytes) for (const proceed of this.#waitingForRoom) proceed();
  }
}

/** One subscriber's messages between delivery and acknowledgement. */
export class InMemorySubscription {
  readonly #prefetch: number;
  readonly #onMessage: (message: InMemoryMessage) => void;
  readonly #queue: { onRoom(): void; onClose(unacknowledged: Iterable<InMemoryMessage>): void };
  #unacknowledged: InMemoryMessage[] = [];

  constructor(
    prefetch: number,
    onMessage: (message: InMemoryMessage) => void,
    queue: { onRoom(): void; onClose(unacknowledged: Iterable<InMemoryMessage>): void },
  ) {
    this.#prefetch = prefetch;
    this.#onMessage = onMessage;
    this.#queue = queue;
  }

  get hasRoom(): boolean {
    return this.#unacknowledged.length < this.#prefetch;
  }

  deliver(message: InMemoryMessage): void {
    this.#unacknowledged.push(message);
    this.#onMessage(message);
  }

  /** The oldest `count` messages are done with. */
  acknowledge(count: number): void {
    this.#unacknowledged.splice(0, count);
    this.#queue.onRoom();
  }

  /** Gives back what was not acknowledged. */
  close(): void {
    const unacknowledged = this.#unacknowledged;
    this.#unacknowledged = [];
    this.#queue.onClose(unacknowledged);
  }
}
