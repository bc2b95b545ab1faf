import type { PositionQueue } from '../position-queue.ts';
import type { PositionQueueOptions } from '../position-queue-options.ts';

/** What was parked, with its body as text. */
export interface ParkedMessage {
  readonly cause: string;
  readonly detail: string;
  readonly body: string;
}

/** One queue of a broker, as the contract test of `PositionQueue` needs it. */
export interface BrokerUnderTest {
  /** A new queue object on the queue; closed by {@link BrokerUnderTest.close}. */
  open(options?: Partial<PositionQueueOptions>): PositionQueue;
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
