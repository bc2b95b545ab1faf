import type { FieldValue } from '@fleetman/contract';

/** The values of one optional field, or the attributes, a row a fix; most devices leave most of them out. */
export interface ValueColumn {
  /** The value in a row; `undefined` if that fix has none. */
  at(row: number): FieldValue | undefined;
  set(row: number, value: FieldValue | undefined): void;
  /** Forgets the values of the rows from `start` to below `end`. */
  clear(start: number, end: number): void;
  /** Copies rows over others, as arrays do. */
  copyWithin(target: number, start: number, end: number): void;
  /** A column of so many rows that begins with those from `start` to `end`. */
  resized(capacity: number, start: number, end: number): ValueColumn;
}

/** An empty column for values of the type of this one. */
export function columnFor(value: FieldValue, capacity: number): ValueColumn {
  return typeof value === 'number'
    ? new NumberColumn(new Float64Array(capacity).fill(NaN))
    : new AnyColumn(emptyRows(capacity));
}

/** Eight bytes a row; NaN, which no report holds, is none. */
class NumberColumn implements ValueColumn {
  readonly #values: Float64Array;

  constructor(values: Float64Array) {
    this.#values = values;
  }

  at(row: number): number | undefined {
    const value = this.#values[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  set(row: number, value: FieldValue | undefined): void {
    this.#values[row] = typeof value === 'number' ? value : NaN;
  }

  clear(start: number, end: number): void {
    this.#values.fill(NaN, start, end);
  }

  copyWithin(target: number, start: number, end: number): void {
    this.#values.copyWithin(target, start, end);
  }

  resized(capacity: number, start: number, end: number): ValueColumn {
    const values = new Float64Array(capacity).fill(NaN);
    values.set(this.#values.subarray(start, end));
    return new NumberColumn(values);
  }
}

/** For truth values and texts. */
class AnyColumn implements ValueColumn {
  readonly #values: (FieldValue | undefined)[];

  constructor(values: (FieldValue | undefined)[]) {
    this.#values = values;
  }

  at(row: number): FieldValue | undefined {
    return this.#values[row];
  }

  set(row: number, value: FieldValue | undefined): void {
    this.#values[row] = value;
  }

  clear(start: number, end: number): void {
    this.#values.fill(undefined, start, end);
  }

  copyWithin(target: number, start: number, end: number): void {
    this.#values.copyWithin(target, start, end);
  }

  resized(capacity: number, start: number, end: number): ValueColumn {
    const kept = this.#values.slice(start, end);
    return new AnyColumn([...kept, ...emptyRows(capacity - kept.length)]);
  }
}

function emptyRows(count: number): undefined[] {
  return Array.from({ length: count }, () => undefined);
}
