import { backOffDelay, patientBackOff, pause } from '../back-off.ts';
import { deadLetterOf, type DeadLetter } from '../dead-letter.ts';
import { describeError } from '../describe-error.ts';
import type { Log } from '../log.ts';
import type { BatchHandler } from '../position-queue.ts';
import type { BatchCollector } from './batch-collector.ts';
import type { Delivery } from './delivery.ts';

/** What a loop does with a batch, step by step. */
export interface BatchSteps {
  readonly store: BatchHandler;
  /** Resolves when the dead-letter queue has them all for good. */
  park(letters: readonly DeadLetter[]): Promise<void>;
  /** All messages of the batch are done with. Batches come in the order of their deliveries. */
  acknowledge(batch: readonly Delivery[]): void;
}

/**
 * Takes batches from a collector, one at a time: stores, parks what cannot be stored, acknowledges.
 * A step that fails is tried again with back-off until it succeeds or the loop is stopped; nothing
 * else is taken meanwhile.
 */
export class BatchLoop {
  readonly #collector: BatchCollector;
  readonly #steps: BatchSteps;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #trouble: string | undefined;

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
    }
  }

  /** Takes nothing more and ends the retries; a step that is under way may still succeed. */
  stop(): void {
    this.#stopping.abort();
    this.#collector.close();
  }

  async #finish(batch: readonly Delivery[]): Promise<void> {
    const reports = batch.flatMap((delivery) => delivery.reports);
    const unreadable = batch.flatMap((delivery) => delivery.unreadable);
    const refusals =
      reports.length === 0 ? [] : await this.#keepTrying('store', () => this.#steps.store(reports));
    if (!refusals) return;
    const letters = [...unreadable, ...refusals.map(deadLetterOf)];
    const parked =
      letters.length === 0 || (await this.#keepTrying('park', () => this.#park(letters)));
    if (parked) this.#steps.acknowledge(batch);
  }

  async #park(letters: readonly DeadLetter[]): Promise<true> {
    await this.#steps.park(letters);
    return true;
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
