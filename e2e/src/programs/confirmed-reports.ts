import { setTimeout as pause } from 'node:timers/promises';
import type { PositionReport } from '@fleetman/contract';
import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import { expect } from '@playwright/test';
import type { FleetApi } from './fleet-api.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const publishTimeoutMs = 5_000;
const retryMs = 200;
const batchesPerSecond = 10;

/** What a history lacks of the reports that were confirmed, or has more than once; empty is good. */
interface Discrepancies {
  readonly missing: readonly string[];
  readonly repeated: readonly string[];
}

/** A few of many, for a message that can be read. */
const mostNamed = 5;

/**
 * Vehicles of a test's own. Each reports ten times a second, and it is remembered which of the
 * reports the broker confirmed: those must be in the history later, each once.
 */
export class ConfirmedReports {
  readonly #queue: PositionQueue;
  readonly #vehicles: readonly string[];
  readonly #confirmed: PositionReport[] = [];
  readonly #stopping = new AbortController();
  #done: Promise<void> = Promise.resolve();
  #refusals = 0;

  private constructor(url: string, vehicles: readonly string[]) {
    this.#queue = openPositionQueue(url, { log: silent, publishTimeoutMs });
    this.#vehicles = vehicles;
  }

  /** Begins to publish to the queue at `url` for `count` vehicles named `<name> 1`, `<name> 2`, … */
  static start(url: string, name: string, count: number): ConfirmedReports {
    const vehicles = Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
    const reports = new ConfirmedReports(url, vehicles);
    reports.#done = reports.#publishOn();
    // A failure is thrown by stop(); nobody listens before, which would end the process.
    reports.#done.catch(() => undefined);
    return reports;
  }

  /** How many reports the broker has confirmed so far. */
  get count(): number {
    return this.#confirmed.length;
  }

  /** How often the broker could not have some reports, so that they were published again. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Waits until the broker has confirmed so many more than now. */
  async expectMore(atLeast: number): Promise<void> {
    const before = this.count;
    await expect
      .poll(() => this.count - before, { timeout: 60_000, message: 'reports confirmed' })
      .toBeGreaterThanOrEqual(atLeast);
  }

  /** Publishes no more, and waits a while for the broker to confirm what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
    await this.#queue.close();
  }

  /** Compares what was confirmed with the history that the gateway answers. */
  async discrepancies(api: FleetApi): Promise<Discrepancies> {
    const missing: string[] = [];
    const repeated: string[] = [];
    for (const vehicle of this.#vehicles) {
      const times = await api.historyTimes(vehicle);
      const known = new Set(times);
      if (known.size < times.length) repeated.push(`${vehicle}: ${times.length - known.size}`);
      for (const report of this.#confirmed) {
        const time = report.time.toISOString();
        if (report.vehicle === vehicle && !known.has(time)) missing.push(`${vehicle} at ${time}`);
      }
    }
    return { missing: missing.slice(0, mostNamed), repeated: repeated.slice(0, mostNamed) };
  }

  async #publishOn(): Promise<void> {
    for (let step = 0; !this.#stopping.signal.aborted; step += 1) {
      const time = new Date();
      const batch = this.#vehicles.map((vehicle, lane) => ({
        vehicle,
        // North at about 40 km/h, each in a lane of its own.
        lat: -29.95 + step * 1e-5,
        lng: -71.3 + lane * 1e-3,
        time,
      }));
      await this.#publish(batch);
      await pause(1_000 / batchesPerSecond);
    }
  }

  /** Publishes until the broker confirms; what is published twice is stored once. */
  async #publish(batch: readonly PositionReport[]): Promise<void> {
    const deadline = AbortSignal.timeout(120_000);
    while (!deadline.aborted) {
      try {
        await this.#queue.publish(batch);
        this.#confirmed.push(...batch);
        return;
      } catch {
        this.#refusals += 1;
        await pause(retryMs);
      }
    }
    throw new Error('The queue confirmed no report for two minutes');
  }
}
