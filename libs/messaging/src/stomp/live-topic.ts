import type { VehiclePosition } from '@fleetman/contract';
import type { LiveHandler } from '../live-feed.ts';
import type { Log } from '../log.ts';
import { readPositions } from '../read-positions.ts';
import type { StompSession } from './stomp-session.ts';

/**
 * A subscriber that falls behind loses the oldest: some messages are on their way to it, others wait at
 * ActiveMQ, as many as here or in the policy of the broker, whichever is less.
 */
const bounds = { 'activemq.prefetchSize': 10, 'activemq.maximumPendingMessageLimit': 100 } as const;

/** The live feed over one session. It dies with it. */
export class LiveTopic {
  readonly #session: StompSession;
  readonly #destination: string;
  readonly #log: Log;
  #receiving: Promise<void> | undefined;

  constructor(session: StompSession, topic: string, log: Log) {
    this.#session = session;
    this.#destination = `/topic/${topic}`;
    this.#log = log;
  }

  /** Sends positions, or drops them while ActiveMQ does not keep up. */
  publish(positions: readonly VehiclePosition[]): void {
    if (this.#session.isCongested) return;
    const headers = { destination: this.#destination, 'content-type': 'application/json' };
    const body = Buffer.from(JSON.stringify(positions));
    this.#session.send([{ command: 'SEND', headers, body }]);
  }

  /** Calls `onPositions` for all that is published from now on; for one caller. */
  receive(onPositions: LiveHandler): Promise<void> {
    this.#receiving ??= this.#subscribe(onPositions);
    return this.#receiving;
  }

  async #subscribe(onPositions: LiveHandler): Promise<void> {
    const destination = this.#destination;
    const headers = { id: 'live', destination, ack: 'client-individual', ...bounds };
    await this.#session.subscribe(headers, (message) => {
      const positions = readPositions(message.body, this.#log);
      if (positions) onPositions(positions);
      // What is not acknowledged counts as on its way: so a slow reader gets no more than it bears.
      const id = message.headers.get('ack');
      this.#session.send([{ command: 'ACK', headers: { id } }]);
    });
  }
}
