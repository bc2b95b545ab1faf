import type { PositionReport } from '@fleetman/contract';
import type { ConnectionState } from '@fleetman/messaging';
import type { Fix, VehicleFixes, VehicleFixesAt } from '../fixes/fix.ts';
import type { FixDetail } from '../fixes/fix-detail.ts';
import { findVehicle } from './find-vehicle.ts';
import { gatherHistory } from './gather-history.ts';

/** Which part of a vehicle's history is asked for; the ends are inclusive. */
export interface HistoryRange {
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  /** Where more fixes lie in the range, the newest of them are answered. */
  readonly limit: number;
}

/** A part of a history for those who want few fixes. */
export interface HistoryWish extends HistoryRange {
  /** Which optional fields the fixes carry; those of `motion` if nothing is said. */
  readonly detail?: FixDetail | undefined;
}

/** A part of a vehicle's history, and the fixes beside it that are needed to judge it. */
export interface HistoryFixes {
  /** Newest first. */
  readonly fixes: readonly Fix[];
  /** Up to `neighboursBefore` stored fixes just older than all of `fixes`, newest first. */
  readonly before: readonly Fix[];
  /** Up to `neighboursAfter` stored fixes just newer than the range, oldest first. */
  readonly after: readonly Fix[];
}

/** Which vehicles are asked for; all where nothing is said. */
export interface VehicleFilter {
  readonly names?: readonly string[] | undefined;
  /** Only those whose newest fix is at this time or later. */
  readonly since?: Date | undefined;
  /** Only those of which `latest` may say something else than when `version` was this number. */
  readonly changedAfter?: number | undefined;
}

/** 1: oldest first, -1: newest first. */
export type TimeOrder = 1 | -1;

/** Some fixes of one vehicle in the order that was asked for, no two of one time. */
export type TrackPage = readonly Fix[];

/** Which part of a vehicle's track is asked for. */
export interface TrackWish {
  /** The time of the first fix at most, inclusive; the newest or oldest of all where nothing is said. */
  readonly from?: Date | undefined;
  readonly order: TimeOrder;
  /** No page holds more fixes; for those who want few. A store has a bound of its own. */
  readonly pageSize?: number | undefined;
  /** Which optional fields the fixes carry; those of `motion` if nothing is said. */
  readonly detail?: FixDetail | undefined;
}

/** A page of a track holds no more fixes: some 400 kB while it is worked on, and 12 MB with the longest attributes. */
export const mostFixesOfPage: Readonly<Record<FixDetail, number>> = {
  motion: 2_500,
  measured: 2_500,
  all: 500,
};

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

/** Which part of a vehicle is forgotten: both ends are inclusive; all of it if nothing is said. */
export interface ForgottenPart {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** What became of some reports that were saved. */
export interface Saved {
  /** How many of them were new. */
  readonly added: number;
}

/**
 * What is kept of every vehicle: its history and its newest fixes.
 *
 * Order and repetition never matter: any order and any repetition of a set of reports, split into
 * batches in any way and saved through any number of stores on one database, ends in the same answers.
 * Nothing older than the retention is answered, and a vehicle silent for longer is not known any more:
 * a caller refuses a report that is older before it saves, or the report is gone unseen.
 *
 * Not in the port: connecting, indexes and expiry. Each adapter does these by itself, and waits for a
 * database that is not there. While it is away every method but `close` rejects with a `FleetmanError`
 * `store-unavailable`.
 */
export abstract class PositionStore {
  /** Whether the store can do its job now. */
  abstract get connection(): ConnectionState;

  /** Resolves when the store was tried for the first time: `connection` says whether it can be used. */
  abstract get begun(): Promise<unknown>;

  /**
   * Resolves when all reports are stored for good, with what became of them. Idempotent
   * on vehicle and time: of two reports that share both the first stored stands, in the history and in
   * `latest` alike. When it rejects, some may be stored: save all of them again.
   */
  abstract saveAll(reports: readonly PositionReport[]): Promise<Saved>;

  /**
   * Counts up whenever what `latest` answers may have changed: by reports, by the hour of a fix that was
   * ahead of now (to the second), and when a vehicle has left with its retention (to the minute).
   */
  abstract get version(): number;

  /**
   * Forgets a vehicle, or its fixes in a part of its time; resolves with how many fixes these were, once they are
   * gone for good. If it rejects some may be gone: forget again. A report that comes later, from the queue as
   * well, is stored as any other, that of a vehicle that was forgotten whole as of a new one. Other stores on
   * the database know it some seconds later.
   */
  abstract forget(vehicle: string, part?: ForgottenPart): Promise<number>;

  /** Counts up whenever a vehicle has left, which `latest` with `changedAfter` does not tell. */
  abstract get departures(): number;

  /**
   * The vehicles that the filter lets through, in no promised order; unknown names are left out. Their fixes carry
   * all fields of the contract's list, and need not carry attributes. What other stores on the database saved may
   * come some seconds late.
   */
  abstract latest(filter?: VehicleFilter): Promise<readonly VehicleFixes[]>;

  /** What `latest` says of one vehicle; one that is new is known at once, whichever store saved it. */
  find(vehicle: string): Promise<VehicleFixes | undefined> {
    return findVehicle(this, vehicle);
  }

  /**
   * A vehicle's fixes from a time on, in pages; none if the vehicle is unknown. A caller that has read enough
   * leaves the loop. Fixes that are stored meanwhile may be among them.
   */
  abstract track(vehicle: string, wish: TrackWish): AsyncIterable<TrackPage>;

  /**
   * Where to begin to read a range forwards: the time of the oldest of the `limit` newest fixes in it; of
   * fewer fixes `since`, or nothing for the oldest of all.
   */
  abstract startOf(vehicle: string, range: HistoryRange): Promise<Date | undefined>;

  /** A vehicle's fixes in a range, for those who want few; none where the vehicle is unknown. */
  history(vehicle: string, wish: HistoryWish): Promise<HistoryFixes> {
    return gatherHistory(this, vehicle, wish);
  }

  /**
   * Every vehicle that had reported by `time`, in no promised order: its last fix then and, where no
   * more than `reachMs` lie between the two, the one after it. Where a vehicle stands whose newest fix
   * this is, the fix before comes along instead: that is how it moved as far as is known. Here, and of `during`,
   * fixes carry at least the fields of `motion`.
   */
  abstract at(time: Date, reachMs: number): Promise<readonly VehicleFixesAt[]>;

  /**
   * All fixes in a stretch of time, in pieces; those of one vehicle in the order of time, those of
   * different vehicles in any. A caller that has read enough leaves the loop.
   */
  abstract during(stretch: Stretch): AsyncIterable<readonly PositionReport[]>;

  /** How far back it goes; `undefined` while there is no fix. */
  abstract extent(): Promise<Extent | undefined>;

  /** How many vehicles are known; may lag behind expiry by some minutes. */
  abstract countVehicles(): Promise<number>;

  /** Lets work in hand finish, then releases all. Rejects nothing and can be called twice. */
  abstract close(): Promise<void>;
}
