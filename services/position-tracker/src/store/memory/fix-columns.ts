import {
  optionalFieldNames,
  withFields,
  type FieldValue,
  type OptionalField,
} from '@fleetman/contract';
import { fieldsOf, type FixDetail } from '../../fixes/fix-detail.ts';
import type { Fix } from '../../fixes/fix.ts';
import { columnFor, type ValueColumn } from './value-column.ts';

const leastCapacity = 8;

/** Bytes of a fix that measures more than its place, by which attributes are weighed. */
const bytesPerFix = 36;

/** Of a text in memory, beside its characters. */
const bytesPerText = 24;

/**
 * The fixes of one vehicle in the order of time, one a time, in columns of numbers: 24 bytes a fix
 * where objects would take some 150. Attributes are texts.
 */
export class FixColumns {
  #start = 0;
  #end = 0;
  #times = new Float64Array(leastCapacity);
  #lats = new Float64Array(leastCapacity);
  #lngs = new Float64Array(leastCapacity);
  /** What a device may measure beside its place; most do not, so these columns are made when needed. */
  readonly #measured = new Map<OptionalField, ValueColumn>();
  /** What all attributes weigh. */
  #attributes = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** What the fixes take in memory, in fixes without attributes. */
  get weight(): number {
    return this.length + this.#attributes;
  }

  /** The fix at `index`, 0 the oldest; `undefined` outside. */
  at(index: number, detail: FixDetail = 'all'): Fix | undefined {
    return this.between(index, index + 1, detail)[0];
  }

  /** The fixes from number `start` to below `end`, oldest first, as far as there are any. */
  between(start: number, end: number, detail: FixDetail): Fix[] {
    const names = fieldsOf[detail].filter((name) => this.#measured.has(name));
    const fixes: Fix[] = [];
    const last = this.#start + Math.min(end, this.length);
    for (let row = this.#start + Math.max(start, 0); row < last; row += 1) {
      fixes.push(this.#read(row, names));
    }
    return fixes;
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
    const start = this.#start + Math.min(count, this.length);
    this.#dropAttributes(this.#start, start);
    this.#start = start;
    const spare = this.#times.length > 8 * leastCapacity && this.length < this.#times.length / 4;
    if (spare) this.#resize(Math.ceil(this.length * 1.5));
  }

  /** Forgets those from number `start` to below `end`. */
  drop(start: number, end: number): void {
    this.#dropAttributes(this.#start + start, this.#start + end);
    this.#copyWithin(this.#start + start, this.#start + end, this.#end);
    const last = this.#end;
    this.#end -= end - start;
    // What lies behind the last one is written over, or read by nobody; texts would take memory.
    this.#measured.get('attributes')?.clear(this.#end, last);
  }

  #dropAttributes(start: number, end: number): void {
    const column = this.#measured.get('attributes');
    if (!column) return;
    for (let row = start; row < end; row += 1) this.#attributes -= weightOf(column.at(row));
    column.clear(start, end);
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

  #read(row: number, names: readonly OptionalField[]): Fix {
    const time = new Date(this.#times[row] ?? NaN);
    const place = { time, lat: this.#lats[row] ?? NaN, lng: this.#lngs[row] ?? NaN };
    return withFields(place, names, (name) => this.#measured.get(name)?.at(row));
  }

  #write(row: number, fix: Fix): void {
    this.#times[row] = fix.time.getTime();
    this.#lats[row] = fix.lat;
    this.#lngs[row] = fix.lng;
    this.#attributes += weightOf(fix.attributes);
    for (const name of optionalFieldNames) {
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
      this.#measured.get('attributes')?.clear(this.length, this.#end);
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

/** What attributes take beside their fix, in fixes. */
function weightOf(attributes: FieldValue | undefined): number {
  return typeof attributes === 'string'
    ? Math.ceil((attributes.length + bytesPerText) / bytesPerFix)
    : 0;
}
