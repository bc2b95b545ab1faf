import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PositionReport } from '@fleetman/contract';
import type { Log, PositionQueue } from '@fleetman/messaging';
import { backOffDelay, pause, settledWithin } from '@fleetman/toolkit';
import { ReportBuffer } from './report-buffer.ts';

/** What one publish takes at most: few round trips when much waits, and still a second's work. */
const mostInHand = 5_000;

/** Between two tries while the queue cannot take reports: soon enough after it is back. */
const backOff = { firstMs: 200, maxMs: 2_000 } as const;

/** A broken queue is logged once, and what it costs at most this often. */
const logEveryMs = 10_000;

/** What the publisher tells those who count: called synchronously, must not throw. */
export interface PublisherEvents {
  onPublished(reports: number): void;
  /** Reports that nobody will get: the buffer was full, or the simulator stopped. */
  onDropped(reports: number): void;
}

/** What a publisher works with. */
export interface PublisherOptions {
  readonly queue: PositionQueue;
  /** How many reports wait at most while the queue is away, beside those in hand. */
  readonly bufferSize: number;
  readonly events: PublisherEvents;
  readonly log: Log;
  readonly now: () => number;
  /** Reports of the past, taken piece by piece when there is time for them. */
  readonly past?: Iterator<readonly PositionReport[]> | undefined;
}

/**
 * Brings reports to the queue in their order, one publish at a time. While the queue cannot take them
 * they wait, and the oldest go when there are too many. The past is brought in between, a piece after
 * each live batch: it never keeps live reports waiting for longer than one piece takes.
 */
export class ReportPublisher {
  readonly #options: PublisherOptions;
  readonly #buffer: ReportBuffer;
  readonly #stopping = new AbortController();
  #past: Iterator<readonly PositionReport[]> | undefined;
  #isPastsTurn = false;
  #isDraining = false;
  #inHand: readonly PositionReport[] = [];
  #wake = Promise.withResolvers<undefined>();
  #running: Promise<void> | undefined;
  #droppedUnlogged = 0;
  #nextDropLogMs = 0;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#past = options.past;
    this.#buffer = new ReportBuffer(options.bufferSize);
  }

  /** How many live reports wait. */
  get waiting(): number {
    return this.#buffer.size;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  add(reports: readonly PositionReport[]): void {
    this.#noteDropped(this.#buffer.add(reports));
    this.#wakeUp();
  }

  /**
   * Publishes the live reports that wait, as far as that is possible within `withinMs`, and stops. What
   * is left then is counted as dropped; what is left of the past is forgotten.
   */
  async close(withinMs: number): Promise<void> {
    this.#past = undefined;
    this.#isDraining = true;
    this.#wakeUp();
    if (this.#running && this.#options.queue.connection.connected) {
      await settledWithin(withinMs, this.#running);
    }
    this.#stopping.abort();
    const left = this.#buffer.size + this.#inHand.length;
    if (left === 0) return;
    this.#options.events.onDropped(left);
    this.#options.log.warn({ reports: left }, 'Stopped before all reports were published');
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#inHand = this.#nextBatch();
      if (this.#inHand.length > 0) await this.#deliver();
      else if (this.#isDraining) return;
      else await this.#moreReports();
      // A queue in memory answers without leaving this turn of the event loop: sockets get theirs.
      await nextTurn();
    }
  }

  #nextBatch(): readonly PositionReport[] {
    this.#isPastsTurn = !this.#isPastsTurn;
    const live = () => this.#buffer.take(mostInHand);
    if (!this.#isPastsTurn) return live();
    const past = this.#nextOfPast();
    return past.length > 0 ? past : live();
  }

  #nextOfPast(): readonly PositionReport[] {
    const next = this.#past?.next();
    if (!next) return [];
    if (!next.done) return next.value;
    this.#past = undefined;
    this.#options.log.info({}, 'The drive of the past hours is published');
    return [];
  }

  async #deliver(): Promise<void> {
    const { queue, events, log } = this.#options;
    const { signal } = this.#stopping;
    let isTrouble = false;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await queue.publish(this.#inHand);
        events.onPublished(this.#inHand.length);
        this.#inHand = [];
        if (isTrouble) log.info({ waiting: this.waiting }, 'The queue takes reports again');
        return;
      } catch (error) {
        // Whatever it is, the reports stay in hand: repeating those that did arrive changes nothing.
        if (!isTrouble)
          log.warn({ reason: String(error) }, 'The queue takes no reports: they wait');
        isTrouble = true;
        await pause(backOffDelay(attempt, backOff), signal);
      }
    }
  }

  async #moreReports(): Promise<void> {
    if (this.#past || this.#buffer.size > 0) return;
    await this.#wake.promise;
    this.#wake = Promise.withResolvers();
  }

  #wakeUp(): void {
    this.#wake.resolve(undefined);
  }

  #noteDropped(dropped: number): void {
    if (dropped === 0) return;
    const { events, log, now } = this.#options;
    events.onDropped(dropped);
    this.#droppedUnlogged += dropped;
    if (now() < this.#nextDropLogMs) return;
    log.warn({ reports: this.#droppedUnlogged }, 'Too many reports wait: the oldest were dropped');
    this.#droppedUnlogged = 0;
    this.#nextDropLogMs = now() + logEveryMs;
  }
}
