import type { VehiclePosition } from '@fleetman/contract';
import { describeError } from './describe-error.ts';
import type { LiveHandler } from './live-feed.ts';
import type { Log } from './log.ts';

/** The handlers of one feed object. One that throws, though it must not, harms none of the others. */
export class LiveSubscribers {
  readonly #log: Log;
  readonly #handlers = new Set<LiveHandler>();

  constructor(log: Log) {
    this.#log = log;
  }

  add(handler: LiveHandler): void {
    this.#handlers.add(handler);
  }

  notify(positions: readonly VehiclePosition[]): void {
    for (const handler of this.#handlers) {
      try {
        handler(positions);
      } catch (error) {
        this.#log.error({ err: error }, `A live subscriber threw: ${describeError(error)}`);
      }
    }
  }
}
