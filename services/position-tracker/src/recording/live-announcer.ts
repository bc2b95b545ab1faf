import type { PositionReport } from '@fleetman/contract';
import type { LiveFeed, Log } from '@fleetman/messaging';
import { PacedWork, type PaceClock } from '@fleetman/toolkit';
import { noTracer, OriginJoin, type Tracer } from '@fleetman/tracing';
import { judgeOptions, type MotionClock } from '../fixes/motion-clock.ts';
import type { PositionStore } from '../store/position-store.ts';
import { changesOf } from './fleet-changes.ts';
import { ReportSpans } from './report-spans.ts';

/** Vehicles that are judged at once: some milliseconds in which nothing else happens. */
const mostAtOnce = 1_000;

/** A sixth of the time at most goes into judging and publishing: at 3.5 µs each, 50,000 vehicles a second. */
const rest = 5;

/** What a {@link LiveAnnouncer} works with. */
export interface LiveAnnouncerOptions {
  readonly store: PositionStore;
  readonly feed: LiveFeed;
  readonly log: Log;
  /** By which clock and rules positions are judged. */
  readonly motion: MotionClock;
  readonly clock?: PaceClock;
  /** Records announcements of what was recorded before. Default: none. */
  readonly tracer?: Tracer;
}

/**
 * Tells the live feed what stored reports have changed, without ever holding up or failing the one who
 * stored them. A position is judged when it is published. What comes meanwhile waits: of each vehicle the
 * stretch of time that its reports are from.
 */
export class LiveAnnouncer {
  readonly #options: LiveAnnouncerOptions;
  readonly #spans = new ReportSpans();
  readonly #pace: PacedWork;
  readonly #tracer: Tracer;
  readonly #causes: OriginJoin;

  constructor(options: LiveAnnouncerOptions) {
    this.#options = options;
    this.#tracer = options.tracer ?? noTracer;
    this.#causes = new OriginJoin(this.#tracer);
    this.#pace = new PacedWork({
      work: () => this.#publish(),
      rest,
      onFailure: (error) => {
        options.log.warn({ err: error }, 'Live positions have to wait');
      },
      ...(options.clock && { clock: options.clock }),
    });
  }

  /** Has the vehicles of these reports announced, which the store has by now. */
  announce(reports: readonly PositionReport[]): void {
    if (reports.length === 0) return;
    this.#spans.add(reports);
    this.#causes.note();
    this.#pace.ask();
  }

  /** Announces what is left, then closes the feed. */
  async close(): Promise<void> {
    await this.#pace.close();
    if (this.#spans.size > 0) await this.#publishRest();
    await this.#options.feed.close();
  }

  #publish(): Promise<void> {
    return this.#tracer.span('announce positions', this.#causes.take(), () => this.#publishPart());
  }

  async #publishPart(): Promise<void> {
    const { store, feed, motion } = this.#options;
    const spans = this.#spans.take(mostAtOnce);
    try {
      const vehicles = await store.latest({ names: [...spans.keys()] });
      const { positions, late } = changesOf(spans, vehicles, judgeOptions(motion));
      if (positions.length + late.length > 0) await feed.publish({ positions, late });
    } catch (error) {
      this.#spans.putBack(spans);
      this.#causes.note();
      throw error;
    }
    if (this.#spans.size === 0) return;
    this.#causes.note();
    this.#pace.ask();
  }

  async #publishRest(): Promise<void> {
    try {
      while (this.#spans.size > 0) await this.#publish();
    } catch (error) {
      // The live feed promises no more; the reports are stored.
      this.#options.log.warn({ err: error }, 'Live positions were not announced');
    }
  }
}
