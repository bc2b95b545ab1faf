import type { LateFixes, VehiclePosition } from '@fleetman/contract';
import type { LiveFeed, Log } from '@fleetman/messaging';
import { describeError, pause } from '@fleetman/toolkit';
import type { FleetSnapshot } from './fleet-snapshot.ts';
import type { TrackerClient } from '../tracker/tracker-client.ts';

/** What a follower listens to, and what it keeps current. */
export interface FleetFollowerOptions {
  readonly fleet: FleetSnapshot;
  readonly tracker: TrackerClient;
  readonly feed?: LiveFeed | undefined;
  readonly log: Log;
  /** How long after an answer the tracker is asked again, in milliseconds. */
  readonly intervalMs: number;
  /** Hears how many positions of the feed are not believed. */
  readonly onRefused?: ((count: number) => void) | undefined;
}

/** While the feed is silent the tracker is asked this often for what is new, in milliseconds. */
const quietMs = 1_000;

/** Vehicles whose clocks are behind are asked for as well, by so much, in milliseconds. */
const overlapMs = 10_000;

/**
 * Keeps the snapshot current: from the live feed where there is one, and by asking the tracker for
 * the whole fleet again and again, which also finds the vehicles that it no longer lists, and what the
 * feed said falsely. While the feed is silent it asks more often for what is new: that tells a fleet
 * that rests from a tracker that is gone.
 */
export class FleetFollower {
  readonly #options: FleetFollowerOptions;
  readonly #closing = new AbortController();
  #following: Promise<void> | undefined;
  #notifyLate: ((late: readonly LateFixes[]) => void) | undefined;
  #isTrackerAway = false;
  #saidFull = false;
  #saidRefused = false;

  constructor(options: FleetFollowerOptions) {
    this.#options = options;
  }

  /** Calls `listener` whenever the feed announces late fixes; there is one listener. */
  onLate(listener: (late: readonly LateFixes[]) => void): void {
    this.#notifyLate = listener;
  }

  start(): void {
    this.#following ??= this.#follow();
  }

  /** Stops listening and asking; the tracker client is to be closed before. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#options.feed?.close();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { feed, log, intervalMs } = this.#options;
    feed
      ?.subscribe(({ positions, late }) => {
        this.#take(positions);
        if (late.length > 0) this.#notifyLate?.(late);
      })
      .catch((error: unknown) => {
        log.error({ err: error }, 'Cannot listen to the live feed; only the tracker is asked');
      });
    let listAt = 0;
    while (!this.#closing.signal.aborted) {
      if (performance.now() >= listAt) {
        await this.#ask(() => this.#list());
        listAt = performance.now() + intervalMs;
      } else if (feed && this.#isQuiet()) {
        await this.#ask(() => this.#catchUp());
      }
      const restMs = Math.max(0, listAt - performance.now());
      await pause(Math.min(quietMs, restMs), this.#closing.signal);
    }
  }

  #take(positions: readonly VehiclePosition[]): void {
    const { fleet, log, onRefused } = this.#options;
    const refused = fleet.merge(positions);
    const [first] = refused;
    if (!first) return;
    onRefused?.(refused.length);
    if (this.#saidRefused) return;
    this.#saidRefused = true;
    const { name: vehicle, timestamp } = first;
    log.warn({ vehicle, timestamp }, 'The live feed is ahead of our clock: left to the tracker');
  }

  #isQuiet(): boolean {
    const { ageSeconds } = this.#options.fleet;
    return ageSeconds === undefined || ageSeconds * 1_000 >= quietMs;
  }

  async #list(): Promise<void> {
    const { fleet, tracker } = this.#options;
    const askedAt = fleet.version;
    const vehicles = await tracker.vehicles({});
    fleet.replace(vehicles, askedAt);
    this.#sayIfFull(vehicles.length);
  }

  async #catchUp(): Promise<void> {
    const { fleet, tracker } = this.#options;
    const askedAt = fleet.version;
    const since = new Date((fleet.heardAt?.getTime() ?? overlapMs) - overlapMs);
    fleet.correct(await tracker.vehicles({ since }), askedAt);
  }

  async #ask(question: () => Promise<void>): Promise<void> {
    const { log } = this.#options;
    try {
      await question();
      if (this.#isTrackerAway) log.info({}, 'The tracker is back');
      this.#isTrackerAway = false;
    } catch (error) {
      // The tracker restarts or the network is broken: the next round asks again.
      const reason = describeError(error);
      const isKnown = this.#isTrackerAway || this.#closing.signal.aborted;
      if (!isKnown) log.warn({ reason }, 'The tracker is away; the fleet is shown as last heard');
      this.#isTrackerAway = true;
    }
  }

  #sayIfFull(listed: number): void {
    const { fleet, log } = this.#options;
    if (this.#saidFull || listed <= fleet.size) return;
    this.#saidFull = true;
    log.warn({ listed, kept: fleet.size }, 'More vehicles than MAX_VEHICLES: the rest is left out');
  }
}
