import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import type { ReportBatch } from '../position-queue.ts';

/** `count` reports that differ in their vehicle: `<prefix> 0`, `<prefix> 1`, … */
export function reportsOf(prefix: string, count: number): readonly PositionReport[] {
  return Array.from({ length: count }, (_, index) => aReport({ vehicle: `${prefix} ${index}` }));
}

/** A handler that stores everything at once and remembers it. */
export class RecordingHandler {
  readonly batches: ReportBatch[] = [];

  readonly handle = async (batch: ReportBatch) => {
    this.batches.push(batch);
    return [];
  };

  get reports(): readonly PositionReport[] {
    return this.batches.flat();
  }

  /** Each vehicle once, however often it was delivered, in the order of the alphabet. */
  get vehicles(): readonly string[] {
    return [...new Set(this.reports.map(({ vehicle }) => vehicle))].sort();
  }
}

/** A handler that holds every batch until it is told to go on. */
export class GatedHandler extends RecordingHandler {
  readonly #gate = Promise.withResolvers<undefined>();

  override readonly handle = async (batch: ReportBatch) => {
    this.batches.push(batch);
    await this.#gate.promise;
    return [];
  };

  open(): void {
    this.#gate.resolve(undefined);
  }
}
