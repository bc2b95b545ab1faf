import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Refusal } from '@fleetman/contract';
import { backOffDelay, describeError, patientBackOff, pause } from '@fleetman/toolkit';
import type { DeadLetter } from '../dead-letter.ts';
import type { Log } from '../log.ts';
import type { BatchHandler, ReportBatch } from '../position-queue.ts';
import type { BatchCollector } from './batch-collector.ts';
import { lettersOf } from './parking/batch-letters.ts';
import type { Delivery, IncomingMessage } from './delivery.ts';
import { LetterSlices } from './parking/letter-slices.ts';
import { Trial } from './suspects/trial.ts';

/** What a loop does with a batch, step by step. */
export interface BatchSteps {
  /** Has the work on a batch recorded, if anything is. */
  trace(batch: readonly Delivery[], work: () => Promise<boolean>): Promise<boolean>;
  readonly store: BatchHandler;
  /** So many reports were stored, or known already. */
  accepted(count: number): void;
  /** Resolves when the dead-letter queue has them all for good. */
  park(letters: readonly DeadLetter[]): Promise<void>;
  /** All messages of the batch are done with. Batches come in the order of their deliveries. */
  acknowledge(batch: readonly Delivery[]): void;
  /** Resolves when the message was published anew for good, so that its returns count from zero. */
  publishAnew(message: IncomingMessage): Promise<void>;
}

/**
 * Takes batches from a collector, one at a time: stores, parks what cannot be stored, acknowledges.
 * A step that fails is tried again with back-off until it succeeds or the loop is stopped; nothing
 * else is taken meanwhile. A suspect message is a batch of its own, on trial.
 */
export class BatchLoop {
  readonly #collector: BatchCollector;
  readonly #steps: BatchSteps;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #trouble: string | undefined;
  #trial: Trial | undefined;

  constructor(collector: BatchCollector, steps: BatchSteps, log: Log) {
    this.#collector = collector;
    this.#steps = steps;
    this.#log = log;
  }

  /** Why the batch in hand is not done yet, in a sentence; `undefined` while all goes well. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Resolves once {@link stop} was called and the batch in hand is done, or given up. */
  async run(): Promise<void> {
    for (;;) {
      const batch = await this.#collector.next();
      if (batch.length === 0) return;
      await this.#finish(batch);
      // A store in memory is done at once: what else this process does gets its turn, and more comes in.
      await nextTurn();
    }
  }

  /** Takes nothing more and ends the retries; a step that is under way may still succeed. */
  stop(): void {
    this.#stopping.abort();
    this.#collector.close();
  }

  async #finish(batch: readonly Delivery[]): Promise<void> {
    const suspect = batch[0]?.suspect;
    this.#trial = suspect && new Trial(() => this.#clear(suspect, batch));
    const isDone = await this.#steps.trace(batch, () => this.#deal(batch));
    const wasCleared = await this.#trial?.end();
    this.#trial = undefined;
    if (isDone && !wasCleared) this.#steps.acknowledge(batch);
  }

  /** Resolves with false if the loop was stopped before all was stored or parked. */
  async #deal(batch: readonly Delivery[]): Promise<boolean> {
    const refusals = await this.#store(batch.flatMap((delivery) => delivery.reports));
    if (!refusals) return false;
    const letters = lettersOf(batch, refusals);
    if (letters.length === 0) return true;
    const slices = new LetterSlices(letters);
    const parked = await this.#keepTrying('park', async () => {
      await slices.sendAll((slice) => this.#steps.park(slice));
      return true;
    });
    return parked ?? false;
  }

  async #store(reports: ReportBatch): Promise<readonly Refusal[] | undefined> {
    if (reports.length === 0) return [];
    const refusals = await this.#keepTrying('store', () => this.#steps.store(reports));
    if (refusals) this.#steps.accepted(reports.length - refusals.length);
    return refusals;
  }

  async #clear(suspect: IncomingMessage, batch: readonly Delivery[]): Promise<void> {
    await this.#steps.publishAnew(suspect);
    this.#steps.acknowledge(batch);
  }

  /** What the step resolved with; `undefined` where the loop was stopped before it did. */
  async #keepTrying<T>(verb: 'store' | 'park', step: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await step();
        if (attempt > 1) this.#log.info({ attempt }, `Could ${verb} the reports in hand at last`);
        this.#trouble = undefined;
        return result;
      } catch (error) {
        this.#noteTrouble(verb, error);
        // A message that was published anew is tried again when it comes.
        if (await this.#trial?.survived()) return undefined;
        await pause(backOffDelay(attempt, patientBackOff), this.#stopping.signal);
        if (this.#stopping.signal.aborted) return undefined;
      }
    }
  }

  /** Attempts that fail in the same way are logged once; a stack only says where defects are. */
  #noteTrouble(verb: 'store' | 'park', error: unknown): void {
    const reason = describeError(error);
    const trouble = `Cannot ${verb} reports: ${reason}`;
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    const isExpected = typeof error === 'object' && error !== null && 'code' in error;
    const data = { reason, ...(!isExpected && { err: error }) };
    this.#log.warn(data, `Cannot ${verb} reports; keeping them in hand to try again`);
  }
}
