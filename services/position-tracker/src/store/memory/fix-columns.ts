import { pickMeasurements, reportFieldNames, type ReportField } from '@fleetman/contract';
import type { Fix } from '../../fixes/fix.ts';
import { columnFor, type ValueColumn } from './value-column.ts';

const leastCapacity = 8;

/**
 * The fixes of one vehicle in the order of time, one a time, in columns of numbers: 24 bytes a fix
 * where objects would take some 150.
 */
export class FixColumns {
  #start = 0;
  #end = 0;
  #times = new Float64Array(leastCapacity);
  #lats = new Float64Array(leastCapacity);
  #lngs = new Float64Array(leastCapacity);
  /** What a device may measure beside its place; most do not, so these columns are made when needed. */
  readonly #measured = new Map<ReportField, ValueColumn>();

  get length(): number {
    return this.#end - this.#start;
  }

  /** The fix at `index`, 0 the oldest; `undefined` outside. */
  at(index: number): Fix | undefined {
    const row = this.#start + index;
    const time = this.timeAt(index);
    const lat = this.#lats[row];
    const lng = this.#lngs[row];
    if (time === undefined || lat === undefined || lng === undefined) return undefined;
    const fix = { time: new Date(time), lat, lng };
    return this.#measured.size === 0
      ? fix
      : { ...fix, ...pickMeasurements((name) => this.#measured.get(name)?.at(row)) };
  }

  /** The time at `index` in milliseconds; `undefined` outside. */
  timeAt(index: number): number | undefined {
    return index >= 0 && index < this.length ? this.#times[this.#start + index] : undefined;
  }

  /** The index of the first fix at `time` or later; `length` where there is none. */
  indexAtOrAfter(time: number): number {
    return this.#rowAtOrAfter(time, this.#end) - this.#start;
  }

  /** Adds those whose time is not there yet, given in the order of time; returns how many. */
  addAll(fixes: readonly Fix[]): number {
    if (this.#isBefore(fixes[0])) return this.#append(fixes);
    const fresh = fixes.filter((fix) => !this.#has(fix.time.getTime()));
    this.#reserve(fresh.length);
    let unmoved = this.#end;
    this.#end += fresh.length;
    // From the newest to the oldest, so that each stored fix moves once, straight to its place.
    for (const [before, fix] of [...fresh.entries()].reverse()) {
      const row = this.#rowAtOrAfter(fix.time.getTime(), unmoved);
      if (row < unmoved) this.#copyWithin(row + before + 1, row, unmoved);
      this.#write(row + before, fix);
      unmoved = row;
    }
    return fresh.length;
  }

  /** Forgets the `count` oldest. */
  dropOldest(count: number): void {
    this.#start += Math.min(count, this.length);
    const spare = this.#times.length > 8 * leastCapacity && this.length < this.#times.length / 4;
    if (spare) this.#resize(Math.ceil(this.length * 1.5));
  }

  /** Forgets those from number `start` to below `end`. */
  drop(start: number, end: number): void {
    this.#copyWithin(this.#start + start, this.#start + end, this.#end);
    this.#end -= end - start;
    // What lies behind the last one is written over, or read by nobody.
  }

  /** Whether all that is there is older: so most fixes come. */
  #isBefore(fix: Fix | undefined): boolean {
    return fix !== undefined && (this.timeAt(this.length - 1) ?? -Infinity) < fix.time.getTime();
  }

  #append(fixes: readonly Fix[]): number {
    this.#reserve(fixes.length);
    for (const fix of fixes) {
      this.#write(this.#end, fix);
      this.#end += 1;
    }
    return fixes.length;
  }

  #has(time: number): boolean {
    return this.timeAt(this.indexAtOrAfter(time)) === time;
  }

  #rowAtOrAfter(time: number, end: number): number {
    let low = this.#start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #write(row: number, fix: Fix): void {
    this.#times[row] = fix.time.getTime();
    this.#lats[row] = fix.lat;
    this.#lngs[row] = fix.lng;
    for (const name of reportFieldNames) {
      const value = fix[name];
      if (value !== undefined && !this.#measured.has(name)) {
        this.#measured.set(name, columnFor(value, this.#times.length));
      }
      this.#measured.get(name)?.set(row, value);
    }
  }

  #copyWithin(target: number, start: number, end: number): void {
    const columns = [this.#times, this.#lats, this.#lngs, ...this.#measured.values()];
    for (const column of columns) column.copyWithin(target, start, end);
  }

  /** Makes room for `count` more at the end: by moving to the front while a quarter stays free. */
  #reserve(count: number): void {
    const needed = this.length + count;
    if (this.#end + count <= this.#times.length) return;
    if (needed > this.#times.length * 0.75) this.#resize(Math.ceil(needed * 1.5));
    else {
      this.#copyWithin(0, this.#start, this.#end);
      this.#end = this.length;
      this.#start = 0;
    }
  }

  #resize(capacity: number): void {
    const rows = Math.max(capacity, leastCapacity);
    const resized = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(rows);
      copy.set(column.subarray(this.#start, this.#end));
      return copy;
    };
    this.#times = resized(this.#times);
    this.#lats = resized(this.#lats);
    this.#lngs = resized(this.#lngs);
    for (const [name, column] of this.#measured) {
      this.#measured.set(name, column.resized(rows, this.#start, this.#end));
    }
    this.#end = this.length;
    this.#start = 0;
  }
}
