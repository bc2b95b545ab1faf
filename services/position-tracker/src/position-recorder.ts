import type { PositionReport, Refusal, VehiclePosition } from '@fleetman/contract';
import type { ReportBatch } from '@fleetman/messaging';
import type { VehicleFixes } from './fix.ts';
import { positionOf } from './positions.ts';
import type { PositionStore } from './store/position-store.ts';
import type { VehicleRoll } from './vehicle-roll.ts';

/** What the recorder tells those who count: called synchronously, must not throw. */
export interface RecorderEvents {
  /** A batch was dealt with: this many reports came in, and this many of them were new and stored. */
  onRecorded(counts: { readonly consumed: number; readonly stored: number }): void;
}

/** What a {@link PositionRecorder} works with. */
export interface PositionRecorderOptions {
  readonly store: PositionStore;
  readonly roll: VehicleRoll;
  /** Takes the new positions, oldest batch first; must not throw. */
  readonly announce: (positions: readonly VehiclePosition[]) => void;
  readonly events: RecorderEvents;
  readonly now: () => Date;
  /** How far a device's clock may be ahead of ours, in milliseconds. */
  readonly futureToleranceMs: number;
}

/** Takes reports from the queue into the store, and tells the live feed where vehicles are now. */
export class PositionRecorder {
  readonly #options: PositionRecorderOptions;

  constructor(options: PositionRecorderOptions) {
    this.#options = options;
  }

  /**
   * Stores a batch and resolves with the reports that it refuses. Rejects where the store fails: give
   * it the same batch again, as often as needed.
   */
  async record(batch: ReportBatch): Promise<readonly Refusal[]> {
    const { store, events } = this.#options;
    const refusals = await this.#refuse(batch);
    const refused = new Set(refusals.map(({ report }) => report));
    const accepted = batch.filter((report) => !refused.has(report));
    const stored = await store.saveAll(accepted);
    await this.#announce(accepted);
    events.onRecorded({ consumed: batch.length, stored });
    return refusals;
  }

  async #refuse(batch: ReportBatch): Promise<readonly Refusal[]> {
    const latest = new Date(this.#options.now().getTime() + this.#options.futureToleranceMs);
    const inTime = batch.filter((report) => report.time <= latest);
    const withoutRoom = await this.#options.roll.withoutRoom(inTime.map(({ vehicle }) => vehicle));
    return batch.flatMap((report) => {
      if (report.time > latest) return timeAhead(report, latest);
      return withoutRoom.has(report.vehicle) ? vehiclesFull(report) : [];
    });
  }

  async #announce(reports: readonly PositionReport[]): Promise<void> {
    if (reports.length === 0) return;
    const reportsOf = Map.groupBy(reports, ({ vehicle }) => vehicle);
    const vehicles = await this.#options.store.latest({ names: [...reportsOf.keys()] });
    this.#options.roll.enter(vehicles.map(({ vehicle }) => vehicle));
    const changed = vehicles.filter((fixes) => isAmong(fixes, reportsOf.get(fixes.vehicle) ?? []));
    this.#options.announce(changed.map(positionOf));
  }
}

/** Whether a vehicle's position rests on one of these reports: late ones do not change it. */
function isAmong({ newest, previous }: VehicleFixes, reports: readonly PositionReport[]): boolean {
  const times = [newest.time.getTime(), previous?.time.getTime()];
  return reports.some(({ time }) => times.includes(time.getTime()));
}

function timeAhead(report: PositionReport, latest: Date): Refusal {
  const detail = `time: ${report.time.toISOString()} given, expected ${latest.toISOString()} or earlier`;
  return { report, cause: 'time-ahead', detail };
}

function vehiclesFull(report: PositionReport): Refusal {
  const detail = `vehicle: ${JSON.stringify(report.vehicle)} given, expected one of the vehicles that are followed already: there is no room for more`;
  return { report, cause: 'vehicles-full', detail };
}
