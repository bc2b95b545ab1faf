import type { Fix, VehicleFixes } from '../fix.ts';
import { FixColumns } from './fix-columns.ts';
import type { Aged } from './oldest-first.ts';
import type { HistoryFixes, HistoryRange } from './position-store.ts';

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

  #readLatest(): VehicleFixes | undefined {
    const newest = this.#fixes.at(this.length - 1);
    return newest && { vehicle: this.name, newest, previous: this.#fixes.at(this.length - 2) };
  }
}
