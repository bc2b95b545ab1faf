import type { PositionQueue } from '@fleetman/messaging';
import { reportsIn, type Vehicle } from './fleet/fleet.ts';
import type { ReportPublisher } from './publishing/report-publisher.ts';

/** How often it is looked whose report is due. */
const tickMs = 100;

/**
 * A tick that comes this late finds a machine that slept or a clock that was set: what was due in
 * between is left out, as from vehicles that were switched off.
 */
const longestGapMs = 10_000;

/** What a stop may wait for the queue to take the last reports. */
const flushMs = 1_000;

/** What a driver works with; it closes publisher and queue. */
export interface DriverOptions {
  readonly fleet: readonly Vehicle[];
  readonly publisher: ReportPublisher;
  readonly queue: PositionQueue;
  /** Reports are due from here on; what was before is the backfill's. */
  readonly startMs: number;
  readonly now: () => number;
}

/** Drives the fleet by the clock: has every vehicle report when it is due, from `start` to `close`. */
export class FleetDriver {
  readonly #options: DriverOptions;
  #timer: NodeJS.Timeout | undefined;
  #doneUntilMs: number;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#doneUntilMs = options.startMs;
  }

  /** How many vehicles drive. */
  get size(): number {
    return this.#options.fleet.length;
  }

  start(): void {
    this.#options.publisher.start();
    this.#timer ??= setInterval(() => {
      this.#tick();
    }, tickMs);
  }

  /** Stops the vehicles, publishes what waits as far as that goes at once, and closes the queue. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#options.publisher.close(flushMs);
    await this.#options.queue.close();
  }

  #tick(): void {
    const untilMs = this.#options.now();
    // The clock may also have been set back: the same moments again give the same reports again.
    const isGap = Math.abs(untilMs - this.#doneUntilMs) > longestGapMs;
    const afterMs = isGap ? untilMs - tickMs : this.#doneUntilMs;
    this.#doneUntilMs = isGap ? untilMs : Math.max(untilMs, afterMs);
    const reports = reportsIn(this.#options.fleet, { afterMs, untilMs });
    if (reports.length > 0) this.#options.publisher.add(reports);
  }
}
