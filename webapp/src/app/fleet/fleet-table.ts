import { stoppedMph } from '../vehicle/speed-classes';
import type { Vehicle } from '../vehicle/vehicle';

/**
 * Reports in columns: entry `i` of each column belongs to one vehicle. The columns may be longer
 * than `count`. An unknown speed (mph) or heading (degrees) is NaN.
 */
export interface ReportColumns {
  readonly count: number;
  nameAt(index: number): string;
  readonly lats: Float64Array;
  readonly lngs: Float64Array;
  /** Milliseconds since 1970. */
  readonly times: Float64Array;
  readonly speeds: Float32Array;
  readonly headings: Float32Array;
}

const firstCapacity = 64;

/**
 * A fleet in columns, a row for each vehicle: fifty thousand vehicles are six arrays, and a report
 * makes no object. A vehicle keeps its row until one is gone, which only {@link replaceAll} finds.
 */
export class FleetTable implements ReportColumns {
  #names: string[] = [];
  #rows = new Map<string, number>();
  #lats = new Float64Array(firstCapacity);
  #lngs = new Float64Array(firstCapacity);
  #times = new Float64Array(firstCapacity);
  #speeds = new Float32Array(firstCapacity);
  #headings = new Float32Array(firstCapacity);
  #stops = new Float64Array(firstCapacity);
  #changed = new Uint32Array(firstCapacity);

  /** A table that holds these vehicles. */
  static of(vehicles: readonly Vehicle[]): FleetTable {
    const table = new FleetTable();
    for (const vehicle of vehicles) table.#add(vehicle);
    return table;
  }

  get count(): number {
    return this.#names.length;
  }

  /** Entries from {@link count} on mean nothing; the array is another one once the fleet has grown. */
  get lats(): Float64Array {
    return this.#lats;
  }

  get lngs(): Float64Array {
    return this.#lngs;
  }

  get times(): Float64Array {
    return this.#times;
  }

  get speeds(): Float32Array {
    return this.#speeds;
  }

  get headings(): Float32Array {
    return this.#headings;
  }

  /**
   * When each vehicle stopped; NaN for one that moves, or had stopped before it was first heard of and of
   * which nobody has told it since ({@link learnStop}).
   */
  get stops(): Float64Array {
    return this.#stops;
  }

  /** All rows, in order. */
  rows(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, row) => row);
  }

  /** The name in that row; empty where there is no such row. */
  nameAt(row: number): string {
    return this.#names[row] ?? '';
  }

  /** The row of a vehicle; -1 for an unknown one. */
  indexOf(name: string): number {
    return this.#rows.get(name) ?? -1;
  }

  /** A copy of a row; `undefined` where there is no such row. */
  vehicleAt(row: number): Vehicle | undefined {
    const name = this.#names[row];
    if (name === undefined) return undefined;
    return {
      name,
      lat: this.#lats[row] ?? 0,
      lng: this.#lngs[row] ?? 0,
      time: this.#times[row] ?? 0,
      speedMph: nullIfUnknown(this.#speeds[row]),
      heading: nullIfUnknown(this.#headings[row]),
    };
  }

  /** The vehicle of that name as last reported. */
  find(name: string): Vehicle | undefined {
    return this.vehicleAt(this.indexOf(name));
  }

  /**
   * Takes over reports, except those older than what is known of their vehicle; new vehicles get
   * rows at the end. Answers the rows that were written, in an array that the next call fills anew.
   */
  update(reports: ReportColumns): Uint32Array {
    return this.#write(reports, false);
  }

  /**
   * Takes over a whole fleet, older reports too. Whether all vehicles kept their rows: where one is
   * gone, rows mean other vehicles from now on. Every row was written.
   */
  replaceAll(reports: ReportColumns): boolean {
    const written = this.#write(reports, true);
    if (countDistinct(written, this.count) === this.count) return true;
    this.#names = [];
    this.#rows = new Map();
    this.#write(reports, true);
    return false;
  }

  /**
   * Takes over since when a vehicle stands, in milliseconds since 1970, as its history says, unless it moves or
   * an earlier time is known.
   */
  learnStop(name: string, since: number): void {
    const row = this.indexOf(name);
    const isStopped = row >= 0 && (this.#speeds[row] ?? NaN) < stoppedMph;
    if (isStopped && !((this.#stops[row] ?? NaN) <= since)) this.#stops[row] = since;
  }

  #write(reports: ReportColumns, isOlderTaken: boolean): Uint32Array {
    const { lats, lngs, times, speeds } = reports;
    this.#reserve(this.count + reports.count);
    let changed = 0;
    for (let index = 0; index < reports.count; index++) {
      const time = times[index] ?? 0;
      const row = this.#rowOf(reports.nameAt(index));
      if (!isOlderTaken && time < (this.#times[row] ?? -Infinity)) continue;
      this.#lats[row] = lats[index] ?? 0;
      this.#lngs[row] = lngs[index] ?? 0;
      this.#times[row] = time;
      this.#stops[row] = this.#stopIn(row, reports, index);
      this.#speeds[row] = speeds[index] ?? NaN;
      this.#headings[row] = this.#headingIn(row, reports, index);
      this.#changed[changed++] = row;
    }
    return this.#changed.subarray(0, changed);
  }

  /** Where it moved before, it has stopped now; of a stop that goes on the time is known, if ever. */
  #stopIn(row: number, { speeds, times }: ReportColumns, index: number): number {
    if (!((speeds[index] ?? NaN) < stoppedMph)) return NaN;
    const hasStopped = (this.#speeds[row] ?? NaN) >= stoppedMph;
    return (hasStopped ? times[index] : this.#stops[row]) ?? NaN;
  }

  /** A vehicle that stands looks where it looked when it came, which its report need not say. */
  #headingIn(row: number, reports: ReportColumns, index: number): number {
    const { headings, speeds } = reports;
    const heading = headings[index] ?? NaN;
    const isKept = Number.isNaN(heading) && speeds[index] === 0;
    return isKept ? (this.#headings[row] ?? NaN) : heading;
  }

  /** The vehicle's row, at the end of the table for a new one. */
  #rowOf(name: string): number {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row = this.#names.push(name) - 1;
    this.#rows.set(name, row);
    this.#times[row] = -Infinity;
    this.#speeds[row] = NaN;
    this.#headings[row] = NaN;
    this.#stops[row] = NaN;
    return row;
  }

  #add({ name, lat, lng, time, speedMph, heading }: Vehicle): void {
    this.#reserve(this.count + 1);
    const row = this.#rowOf(name);
    this.#lats[row] = lat;
    this.#lngs[row] = lng;
    this.#times[row] = time;
    this.#speeds[row] = speedMph ?? NaN;
    this.#headings[row] = heading ?? NaN;
  }

  /** Makes room for `rows`, and half as many again, so that a growing fleet seldom needs more. */
  #reserve(rows: number): void {
    if (rows <= this.#lats.length) return;
    const capacity = Math.ceil(rows * 1.5);
    this.#lats = enlarged(this.#lats, new Float64Array(capacity));
    this.#lngs = enlarged(this.#lngs, new Float64Array(capacity));
    this.#times = enlarged(this.#times, new Float64Array(capacity));
    this.#speeds = enlarged(this.#speeds, new Float32Array(capacity));
    this.#headings = enlarged(this.#headings, new Float32Array(capacity));
    this.#stops = enlarged(this.#stops, new Float64Array(capacity));
    this.#changed = new Uint32Array(capacity);
  }
}

function countDistinct(rows: Uint32Array, limit: number): number {
  const isSeen = new Uint8Array(limit);
  for (const row of rows) isSeen[row] = 1;
  return isSeen.reduce((sum, seen) => sum + seen, 0);
}

function enlarged<Column extends Float64Array | Float32Array>(old: Column, empty: Column): Column {
  empty.set(old);
  return empty;
}

function nullIfUnknown(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
