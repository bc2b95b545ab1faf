import type { PositionQueue } from '../position-queue.ts';
import type { PositionQueueOptions } from '../position-queue-options.ts';

/** What was parked, with its body as text. */
export interface ParkedMessage {
  readonly cause: string;
  readonly detail: string;
  readonly body: string;
  /** How many reports lie in it. */
  readonly count: number;
}

/** A queue object whose process can be killed. */
export interface DoomedQueue {
  readonly queue: PositionQueue;
  /** Ends it as `kill -9` does: nothing is acknowledged or published any more. */
  readonly kill: () => Promise<void>;
}

/** One queue of a broker, as the contract test of `PositionQueue` needs it. */
export interface BrokerUnderTest {
  /** A new queue object on the queue; closed by {@link BrokerUnderTest.close}. */
  open(options?: Partial<PositionQueueOptions>): PositionQueue;
  /** As {@link BrokerUnderTest.open}, for a queue object that is killed. */
  openDoomed(options?: Partial<PositionQueueOptions>): Promise<DoomedQueue>;
  /** Puts a message into the queue that no publisher of ours would send. */
  send(body: string | Buffer): Promise<void>;
  /** All that was parked up to now. */
  parked(): Promise<readonly ParkedMessage[]>;
  /** Closes what was opened and removes the queue. */
  close(): Promise<void>;
}

/** A broker that can be reached by way of a proxy, which breaks connections. */
export interface BrokerBehindProxy extends BrokerUnderTest {
  /** As errors call it. */
  readonly name: string;
  open(options?: Partial<PositionQueueOptions>, url?: string): PositionQueue;
}
