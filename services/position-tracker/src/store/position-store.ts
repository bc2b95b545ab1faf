import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState } from '@fleetman/messaging';
import type { Fix, VehicleFixes, VehicleFixesAt } from '../fix.ts';

/** Which part of a vehicle's history is asked for; the ends are inclusive. */
export interface HistoryRange {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Where more fixes lie in the range, the newest of them are answered. */
  readonly limit: number;
}

/** A part of a vehicle's history. */
export interface HistoryFixes {
  /** Newest first. */
  readonly fixes: readonly Fix[];
  /** The stored fix just older than all of `fixes`, in the range or not: a neighbour for the speed. */
  readonly before?: Fix | undefined;
}

/** Which vehicles are asked for; all where nothing is said. */
export interface VehicleFilter {
  readonly names?: readonly string[] | undefined;
  /** Only those whose newest fix is at this time or later. */
  readonly since?: Date | undefined;
}

/** The times of the oldest and the newest fix that are kept. */
export interface Extent {
  readonly oldest: Date;
  readonly newest: Date;
}

/** A stretch of time: `after` lies outside, `until` inside. */
export interface Stretch {
  readonly after: Date;
  readonly until: Date;
}

/**
 * What is kept of every vehicle: its history and its two newest fixes.
 *
 * Order and repetition never matter: any order and any repetition of a set of reports, split into
 * batches in any way and saved through any number of stores on one database, ends in the same answers.
 * Nothing older than the retention is answered, and a vehicle silent for longer is not known any more.
 *
 * Not in the port: connecting, indexes and expiry. Each adapter does these by itself, and waits for a
 * database that is not there. While it is away every method but `close` rejects with a `FleetmanError`
 * `store-unavailable`.
 */
export abstract class PositionStore {
  /** Whether the store can do its job now. */
  abstract get connection(): ConnectionState;

  /**
   * Resolves when all reports are stored for good, with the number of those that were new. Idempotent
   * on vehicle and time: of two reports that share both the first stored stands, in the history and in
   * `latest` alike. When it rejects, some may be stored: save all of them again.
   */
  abstract saveAll(reports: readonly PositionReport[]): Promise<number>;

  /** The vehicles that the filter lets through, in no promised order; unknown names are left out. */
  abstract latest(filter?: VehicleFilter): Promise<readonly VehicleFixes[]>;

  /** A vehicle's fixes in a range; none where the vehicle is unknown. */
  abstract history(vehicle: string, range: HistoryRange): Promise<HistoryFixes>;

  /**
   * Every vehicle that had reported by `time`, in no promised order: its last fix then and, where no
   * more than `reachMs` lie between the two, the one after it. Where a vehicle stands whose newest fix
   * this is, the fix before comes along instead: that is how it moved as far as is known.
   */
  abstract at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]>;

  /**
   * All fixes in a stretch of time, in pieces; those of one vehicle in the order of time, those of
   * different vehicles in any. Whoever has read enough leaves the loop.
   */
  abstract during(stretch: Stretch): AsyncIterable<readonly PositionReport[]>;

  /** How far back it goes; `undefined` while there is no fix. */
  abstract extent(): Promise<Extent | undefined>;

  /** How many vehicles are known; may lag behind expiry by some minutes. */
  abstract countVehicles(): Promise<number>;

  /** Lets work in hand finish, then releases all. Rejects nothing and can be called twice. */
  abstract close(): Promise<void>;
}
