import { newestFixes } from '@fleetman/motion';
import type { Fix, VehicleFixes, VehicleFixesAt } from '../../fixes/fix.ts';
import { isAllKnown, keptFixes } from '../../fixes/newest-fixes.ts';
import { FixColumns } from './fix-columns.ts';
import type { Aged } from './oldest-first.ts';
import {
  mostFixesOfPage,
  type Extent,
  type ForgottenPart,
  type HistoryRange,
  type Stretch,
  type TrackWish,
} from '../position-store.ts';

/** A position needs a speed, and a speed needs two fixes: these stay whatever the bounds. */
const leastLength = 2;

/** A receiver that has lost its place says 0,0 for hours: no further back than this for a better one. */
const farthestLook = 1_000;

/** One vehicle in memory. `oldest` is always the retention's end: what is older counts as gone. */
export class VehicleTrack implements Aged {
  readonly name: string;
  place = -1;
  /** The store's version when what `latest` says of this vehicle changed last. */
  changedAt = 0;
  readonly #fixes = new FixColumns();
  #latest: VehicleFixes | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get length(): number {
    return this.#fixes.length;
  }

  /** As {@link FixColumns.weight}. */
  get weight(): number {
    return this.#fixes.weight;
  }

  /** The time of the oldest fix that may be dropped; `Infinity` where none may. */
  get age(): number {
    return this.length > leastLength ? (this.#fixes.timeAt(0) ?? Infinity) : Infinity;
  }

  /** As {@link FixColumns.addAll}. */
  addAll(fixes: readonly Fix[]): number {
    const added = this.#fixes.addAll(fixes);
    if (added > 0) this.#latest = undefined;
    return added;
  }

  /** Forgets the `count` oldest, none where that is negative; the two newest stay. */
  dropOldest(count: number): void {
    const spare = Math.min(count, this.length - leastLength);
    if (spare > 0) this.#fixes.dropOldest(spare);
  }

  dropOlder(oldest: number): void {
    this.dropOldest(this.#fixes.indexAtOrAfter(oldest));
  }

  /** Forgets the fixes in a part of time; returns how many. */
  forget({ from, until }: ForgottenPart): number {
    const start = from ? this.#fixes.indexAtOrAfter(from.getTime()) : 0;
    const end = until ? this.#fixes.indexAtOrAfter(until.getTime() + 1) : this.length;
    if (end <= start) return 0;
    this.#fixes.drop(start, end);
    this.#latest = undefined;
    return end - start;
  }

  /** The newest fixes, `undefined` where the vehicle has been silent for longer than the retention. */
  latest(oldest: number, now: number): VehicleFixes | undefined {
    const latest = (this.#latest ??= this.#latestUntil(this.length));
    if (!latest || latest.newest.time.getTime() < oldest) return undefined;
    const [first] = latest.fixes;
    // A device whose clock is ahead has filled the newest fixes with what does not count yet.
    if (first && first.time.getTime() > now) {
      const due = this.#latestUntil(this.#fixes.indexAtOrAfter(now + 1))?.fixes ?? [];
      return { ...latest, fixes: [...due, ...latest.fixes] };
    }
    if (!first || first.time.getTime() >= oldest) return latest;
    return { ...latest, fixes: latest.fixes.filter(({ time }) => time.getTime() >= oldest) };
  }

  /** Whether its newest fix is older than that. */
  isSilent(oldest: number): boolean {
    return (this.#fixes.timeAt(this.length - 1) ?? -Infinity) < oldest;
  }

  /** Some fixes, `pageSize` at most, from a time on, in the order that is asked for. */
  page({ from, order, pageSize = Infinity, detail = 'motion' }: TrackWish, oldest: number): Fix[] {
    const size = Math.min(pageSize, mostFixesOfPage[detail]);
    const gone = this.#fixes.indexAtOrAfter(oldest);
    if (order > 0) {
      const start = from ? Math.max(gone, this.#fixes.indexAtOrAfter(from.getTime())) : gone;
      return this.#fixes.between(start, start + size, detail);
    }
    const end = from ? this.#fixes.indexAtOrAfter(from.getTime() + 1) : this.length;
    return this.#fixes.between(Math.max(gone, end - size), end, detail).reverse();
  }

  /** As {@link PositionStore.startOf}; `undefined` where fewer fixes are in the range. */
  startOf({ since, until, limit }: HistoryRange): Date | undefined {
    const end = until ? this.#fixes.indexAtOrAfter(until.getTime() + 1) : this.length;
    const time = this.#fixes.timeAt(end - limit);
    if (time === undefined || (since && time < since.getTime())) return undefined;
    return new Date(time);
  }

  /** As {@link PositionStore.at}; `undefined` where the vehicle had not reported by then. */
  at(time: Date, reachMs: number, oldest: number): VehicleFixesAt | undefined {
    const index = this.#fixes.indexAtOrAfter(time.getTime() + 1) - 1;
    const before = this.#fixes.at(index, 'motion');
    if (!before || before.time.getTime() < oldest) return undefined;
    const found = { vehicle: this.name, before };
    if (index === this.length - 1) {
      const previous = this.#fixes.at(index - 1, 'motion');
      return {
        ...found,
        previous: previous && previous.time.getTime() >= oldest ? previous : undefined,
      };
    }
    const isNear = (this.#fixes.timeAt(index + 1) ?? Infinity) - before.time.getTime() <= reachMs;
    return isNear ? { ...found, next: this.#fixes.at(index + 1, 'motion') } : found;
  }

  /** The fixes in a stretch of time, oldest first. */
  during({ after, until }: Stretch, oldest: number): Fix[] {
    const start = this.#fixes.indexAtOrAfter(Math.max(after.getTime() + 1, oldest));
    const end = this.#fixes.indexAtOrAfter(until.getTime() + 1);
    return this.#fixes.between(start, end, 'motion');
  }

  /** The times of its oldest and newest fix. */
  extent(oldest: number): Extent | undefined {
    const first = this.#fixes.timeAt(this.#fixes.indexAtOrAfter(oldest));
    const last = this.#fixes.timeAt(this.length - 1);
    if (first === undefined || last === undefined) return undefined;
    return { oldest: new Date(first), newest: new Date(last) };
  }

  /** The newest of the first `end` fixes; `undefined` if there is none. */
  #latestUntil(end: number): VehicleFixes | undefined {
    const newest = this.#fixes.at(end - 1, 'measured');
    return newest && { vehicle: this.name, newest, fixes: this.#keptUntil(end) };
  }

  /** Those of the first `end` fixes that are kept of all, as far as they lie among the last thousand. */
  #keptUntil(end: number): readonly Fix[] {
    for (let count = newestFixes; ; count *= 10) {
      const start = Math.max(0, end - count);
      const fixes = this.#fixes.between(start, end, 'measured');
      if (start === 0 || count >= farthestLook || isAllKnown(fixes)) return keptFixes(fixes);
    }
  }
}
