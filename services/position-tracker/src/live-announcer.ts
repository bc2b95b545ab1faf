import type { VehiclePosition } from '@fleetman/contract';
import type { LiveFeed, Log } from '@fleetman/messaging';

/**
 * Passes positions on to the live feed without ever holding up or failing the one who has them. One
 * publish is under way at a time; what comes meanwhile waits, the latest of each vehicle only.
 */
export class LiveAnnouncer {
  readonly #feed: LiveFeed;
  readonly #log: Log;
  #waiting = new Map<string, VehiclePosition>();
  #isPublishing = false;

  constructor(feed: LiveFeed, log: Log) {
    this.#feed = feed;
    this.#log = log;
  }

  announce(positions: readonly VehiclePosition[]): void {
    for (const position of positions) this.#waiting.set(position.name, position);
    if (!this.#isPublishing) void this.#publishAll();
  }

  async #publishAll(): Promise<void> {
    this.#isPublishing = true;
    while (this.#waiting.size > 0) {
      const positions = [...this.#waiting.values()];
      this.#waiting = new Map();
      try {
        await this.#feed.publish(positions);
      } catch (error) {
        // A feed does not reject; should one do so, the positions are stored all the same.
        this.#log.error({ err: error, count: positions.length }, 'The live feed took no positions');
      }
    }
    this.#isPublishing = false;
  }
}
