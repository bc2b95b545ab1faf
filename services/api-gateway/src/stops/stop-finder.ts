import { maxHistoryLimit, trackPoint, type TrackPoint } from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import { pause } from '@fleetman/toolkit';
import * as z from 'zod';
import type { TrackerClient } from '../tracker/tracker-client.ts';
import { standingSince } from './standing-since.ts';
import type { VehicleStops } from './vehicle-stops.ts';

const hourMs = 3_600_000;

/**
 * How far back is looked: most stands are short, so that the long questions are asked seldom. The last is as far as
 * the tracker remembers, if nobody sets its `HISTORY_RETENTION`.
 */
const reachesMs = [hourMs, 24 * hourMs, 7 * 24 * hourMs];

/** Fixes are left out without which the way differs by no more than so many metres: no begin of a stand is. */
const simplify = 20;

/** A longer answer is not read, in bytes: a week without the fixes that change nothing has about two thirds. */
const mostBytes = 4_000_000;

/** The tracker is asked half of the time at most. */
const rest = 1;

/** How often it is looked for vehicles to ask for, and how soon after a failure, in milliseconds. */
const lookMs = 500;
const retryMs = 5_000;

const tracks = z.array(trackPoint).readonly();

/** What a finder asks, and whom it tells. */
export interface StopFinderOptions {
  readonly stops: VehicleStops;
  readonly tracker: Pick<TrackerClient, 'track'>;
  readonly now: () => Date;
}

/**
 * Looks in the histories for when vehicles came to a stand that stood already when the gateway began: one vehicle
 * after the other, each once.
 */
export class StopFinder {
  readonly #options: StopFinderOptions;
  readonly #closing = new AbortController();
  #finding: Promise<void> | undefined;

  constructor(options: StopFinderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#finding ??= this.#find();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#finding;
  }

  async #find(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const name = this.#options.stops.unknown;
      await pause(name === undefined ? lookMs : await this.#findOne(name), signal);
    }
  }

  /** Resolves with how long the tracker is left alone, in milliseconds. */
  async #findOne(name: string): Promise<number> {
    const { stops } = this.#options;
    const start = performance.now();
    try {
      stops.learn(name, await this.#sinceOf(name));
    } catch (error) {
      const isAway = error instanceof FleetmanError && error.code === 'tracker-unavailable';
      if (isAway) stops.defer(name);
      else stops.learn(name, undefined);
      return isAway ? retryMs : 0;
    }
    return rest * (performance.now() - start);
  }

  async #sinceOf(name: string): Promise<number | undefined> {
    const now = this.#options.now().getTime();
    for (const reachMs of reachesMs) {
      const since = standingSince(await this.#track(name, new Date(now - reachMs)));
      if (since !== 'before') return since;
    }
    return undefined;
  }

  async #track(name: string, since: Date): Promise<readonly TrackPoint[]> {
    const query = { since, limit: maxHistoryLimit, simplify };
    const { signal } = this.#closing;
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of await this.#options.tracker.track(name, query, signal)) {
      const part = Buffer.from(piece);
      bytes += part.length;
      if (bytes > mostBytes) throw new Error(`more than ${mostBytes} bytes`);
      pieces.push(part);
    }
    return tracks.parse(JSON.parse(Buffer.concat(pieces).toString()));
  }
}
