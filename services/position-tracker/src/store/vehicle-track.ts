import type { Fix, VehicleFixes, VehicleFixesAt } from '../fix.ts';
import { FixColumns } from './fix-columns.ts';
import type { Aged } from './oldest-first.ts';
import type { Extent, HistoryFixes, HistoryRange, Stretch } from './position-store.ts';

/** A position needs a speed, and a speed needs two fixes: these stay whatever the bounds. */
const leastLength = 2;

/** One vehicle in memory. `oldest` is always the retention's end: what is older counts as gone. */
export class VehicleTrack implements Aged {
  readonly name: string;
  place = -1;
  readonly #fixes = new FixColumns();
  #latest: VehicleFixes | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get length(): number {
    return this.#fixes.length;
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

  /** The newest fixes, `undefined` where the vehicle has been silent for longer than the retention. */
  latest(oldest: number): VehicleFixes | undefined {
    const latest = (this.#latest ??= this.#readLatest());
    if (!latest || latest.newest.time.getTime() < oldest) return undefined;
    const isPreviousGone = (latest.previous?.time.getTime() ?? oldest) < oldest;
    return isPreviousGone ? { vehicle: this.name, newest: latest.newest } : latest;
  }

  history({ since, until, limit }: HistoryRange, oldest: number): HistoryFixes {
    const gone = this.#fixes.indexAtOrAfter(oldest);
    const end = until ? this.#fixes.indexAtOrAfter(until.getTime() + 1) : this.length;
    const start = since ? this.#fixes.indexAtOrAfter(since.getTime()) : 0;
    const first = Math.max(start, gone, end - limit);
    const fixes: Fix[] = [];
    for (let index = end - 1; index >= first; index -= 1) {
      const fix = this.#fixes.at(index);
      if (fix) fixes.push(fix);
    }
    const before = fixes.length > 0 && first > gone ? this.#fixes.at(first - 1) : undefined;
    return { fixes, before };
  }

  /** As {@link PositionStore.at}; `undefined` where the vehicle had not reported by then. */
  at(time: Date, reachMs: number, oldest: number): VehicleFixesAt | undefined {
    const index = this.#fixes.indexAtOrAfter(time.getTime() + 1) - 1;
    const before = this.#fixes.at(index);
    if (!before || before.time.getTime() < oldest) return undefined;
    const found = { vehicle: this.name, before };
    if (index === this.length - 1) return { ...found, previous: this.latest(oldest)?.previous };
    const isNear = (this.#fixes.timeAt(index + 1) ?? Infinity) - before.time.getTime() <= reachMs;
    return isNear ? { ...found, next: this.#fixes.at(index + 1) } : found;
  }

  /** The fixes in a stretch of time, oldest first. */
  during({ after, until }: Stretch, oldest: number): Fix[] {
    const start = this.#fixes.indexAtOrAfter(Math.max(after.getTime() + 1, oldest));
    const end = this.#fixes.indexAtOrAfter(until.getTime() + 1);
    const indexes = Array.from({ length: Math.max(0, end - start) }, (_, place) => start + place);
    return indexes.map((index) => this.#fixes.at(index)).filter((fix) => fix !== undefined);
  }

  /** The times of its oldest and newest fix. */
  extent(oldest: number): Extent | undefined {
    const first = this.#fixes.timeAt(this.#fixes.indexAtOrAfter(oldest));
    const last = this.#fixes.timeAt(this.length - 1);
    if (first === undefined || last === undefined) return undefined;
    return { oldest: new Date(first), newest: new Date(last) };
  }

  #readLatest(): VehicleFixes | undefined {
    const newest = this.#fixes.at(this.length - 1);
    return newest && { vehicle: this.name, newest, previous: this.#fixes.at(this.length - 2) };
  }
}
