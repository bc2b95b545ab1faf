import { correctWeekRollover, type PositionReport, type Refusal } from '@fleetman/contract';
import type { ReportBatch } from '@fleetman/messaging';
import { noTracer, type Tracer } from '@fleetman/tracing';
import type { PositionStore, Saved } from '../store/position-store.ts';
import { timeAhead, tooOld, vehiclesFull } from './refusals.ts';
import type { VehicleRoll } from './vehicle-roll.ts';

/** What the recorder tells those who count: called synchronously, must not throw. */
export interface RecorderEvents {
  /** A batch was dealt with. */
  onRecorded(counts: RecordedCounts): void;
}

/** What became of a batch: all reports that are neither stored nor known were refused. */
interface RecordedCounts {
  /** New, and stored now. */
  readonly stored: number;
  /** Stored before. */
  readonly known: number;
  /** Of all, those whose time was wrong by an epoch of GPS. */
  readonly corrected: number;
}

/** What a {@link PositionRecorder} works with. */
export interface PositionRecorderOptions {
  readonly store: PositionStore;
  readonly roll: VehicleRoll;
  /** Hears of each batch what is stored of it by now; must not throw. */
  readonly announce: (reports: readonly PositionReport[]) => void;
  readonly events: RecorderEvents;
  readonly now: () => Date;
  /** How far a device's clock may be ahead of ours, in milliseconds. */
  readonly futureToleranceMs: number;
  /** What is older is not stored, in milliseconds. */
  readonly retentionMs: number;
  /** What the store runs on, by OpenTelemetry's name for it. Default `memory`. */
  readonly database?: string;
  /** Records what is stored. Default: nothing is. */
  readonly tracer?: Tracer;
}

/** Takes reports from the queue into the store. */
export class PositionRecorder {
  readonly #options: PositionRecorderOptions;

  constructor(options: PositionRecorderOptions) {
    this.#options = options;
  }

  /**
   * Stores a batch and resolves with the reports that it refuses. Rejects where the store fails: give
   * it the same batch again, as often as needed.
   */
  async record(given: ReportBatch): Promise<readonly Refusal[]> {
    const { roll, announce, events } = this.#options;
    const now = this.#options.now();
    const { batch, asGiven } = this.#correctTimes(given, now);
    const refusals = await this.#refuse(batch, now.getTime());
    const accepted = without(batch, refusals);
    const { added } = await this.#save(accepted);
    roll.enter(namesOf(accepted));
    announce(accepted);
    events.onRecorded({ stored: added, known: accepted.length - added, corrected: asGiven.size });
    if (asGiven.size === 0) return refusals;
    // Refused as it came: the queue knows its messages by their own reports.
    return refusals.map((refusal) => ({
      ...refusal,
      report: asGiven.get(refusal.report) ?? refusal.report,
    }));
  }

  #save(reports: ReportBatch): Promise<Saved> {
    const { store, tracer = noTracer, database = 'memory' } = this.#options;
    if (!tracer.isOn) return store.saveAll(reports);
    // By OpenTelemetry's conventions for databases.
    const attributes = {
      'db.system.name': database,
      'db.operation.name': 'insert',
      'db.collection.name': 'positions',
      'db.operation.batch.size': reports.length,
    };
    const options = { kind: 'client', attributes } as const;
    return tracer.span('insert positions', options, () => store.saveAll(reports));
  }

  /** The batch with times put right, and for each corrected report what was given. */
  #correctTimes(given: ReportBatch, now: Date) {
    const clock = { now, toleranceMs: this.#options.futureToleranceMs };
    const asGiven = new Map<PositionReport, PositionReport>();
    const batch = given.map((report) => {
      const time = correctWeekRollover(report.time, clock);
      if (!time) return report;
      const corrected = { ...report, time };
      asGiven.set(corrected, report);
      return corrected;
    });
    return { batch, asGiven };
  }

  async #refuse(batch: ReportBatch, now: number): Promise<readonly Refusal[]> {
    const latest = now + this.#options.futureToleranceMs;
    const oldest = now - this.#options.retentionMs + boundaryMs;
    const refusals: Refusal[] = [];
    const inTime = batch.filter((report) => {
      const ms = report.time.getTime();
      if (ms > latest) refusals.push(timeAhead(report, new Date(latest)));
      else if (ms < oldest) refusals.push(tooOld(report, new Date(oldest)));
      else return true;
      return false;
    });
    const withoutRoom = await this.#options.roll.withoutRoom(namesOf(inTime));
    if (withoutRoom.size === 0) return refusals;
    const strangers = inTime.filter(({ vehicle }) => withoutRoom.has(vehicle));
    return [...refusals, ...strangers.map(vehiclesFull)];
  }
}

function* namesOf(reports: readonly PositionReport[]): Generator<string, void, undefined> {
  for (const { vehicle } of reports) yield vehicle;
}

function without(batch: ReportBatch, refusals: readonly Refusal[]): ReportBatch {
  if (refusals.length === 0) return batch;
  const refused = new Set(refusals.map(({ report }) => report));
  return batch.filter((report) => !refused.has(report));
}

/**
 * A report that is about to leave with the retention would be gone between this look at the clock and
 * the store's own: neither stored nor refused.
 */
const boundaryMs = 1_000;
