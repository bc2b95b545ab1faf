import type { LiveSubscribers } from '../live/live-subscribers.ts';
import { deadLetterQueue } from '../position-queue-options.ts';
import { DeadLetterList } from './dead-letter-list.ts';
import { InMemoryMessageQueue } from './in-memory-message-queue.ts';

/** Where queues and feeds of one process meet: what a broker is to several processes. */
export class InMemoryBroker {
  readonly #queues = new Map<string, InMemoryMessageQueue>();
  readonly #deadLetters = new Map<string, DeadLetterList>();
  readonly #feeds = new Map<string, Map<LiveSubscribers, string>>();
  readonly #queueBytes: number;

  /** A queue keeps some `queueBytes` before publishers have to wait; by default 250,000 reports. */
  constructor(queueBytes = 64 * 1024 * 1024) {
    this.#queueBytes = queueBytes;
  }

  /** The queue of this name, made when it is first asked for. */
  queue(name: string): InMemoryMessageQueue {
    return getOrMake(this.#queues, name, () => new InMemoryMessageQueue(this.#queueBytes));
  }

  /** What was parked by the consumers of the queue of this name. */
  deadLetters(queue: string): DeadLetterList {
    return getOrMake(this.#deadLetters, deadLetterQueue(queue), () => new DeadLetterList());
  }

  /** Who listens to the live feed of this name, and as which publisher. */
  feed(name: string): Map<LiveSubscribers, string> {
    return getOrMake(this.#feeds, name, () => new Map<LiveSubscribers, string>());
  }
}

/** The broker behind every `memory:` URL of this process. */
export const processBroker = new InMemoryBroker();

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
