import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  type LiveFrameContent,
  type VehiclePosition,
} from '@fleetman/contract';

/** Rows to begin with; there are twice as many whenever they do not suffice. */
const firstCapacity = 1_024;

/**
 * The fleet as columns of coded numbers, ready to be copied into frames: vehicle number 5 is row 5.
 *
 * A vehicle that left keeps its number, so that a client never takes one vehicle for another, and gets
 * it again should it return. Vehicles that come and go for months are bounded all the same: when there
 * are twice as many numbers as there may be vehicles, those that are left are numbered anew, and a new
 * `epoch` begins, in which clients have to be told all names again.
 */
export class VehicleTable {
  readonly #maxRows: number;
  #rows = new Map<string, number>();
  #names: string[] = [];
  #columns = makeColumns(firstCapacity);
  #versions = new Float64Array(firstCapacity);
  #epoch = 1;
  #retractions = 0;

  constructor(maxVehicles: number) {
    this.#maxRows = 2 * maxVehicles;
  }

  /** Grows whenever the vehicles are numbered anew. */
  get epoch(): number {
    return this.#epoch;
  }

  /**
   * Grows with all that an update cannot say: a vehicle that leaves, and one whose time goes back, since
   * pages pass over a report that is older than what they know.
   */
  get retractions(): number {
    return this.#retractions;
  }

  /** How many numbers are given, to vehicles here or gone. */
  get count(): number {
    return this.#names.length;
  }

  /** The columns as they are now; a later `put` may replace them by larger ones. */
  get columns(): LiveFrameContent['columns'] {
    return this.#columns;
  }

  /** The names of the vehicles with this number and greater ones. */
  namesFrom(first: number): readonly string[] {
    return this.#names.slice(first);
  }

  /** The number of a vehicle that is or was here. */
  rowOf(name: string): number | undefined {
    return this.#rows.get(name);
  }

  /** The version of the latest change of the vehicle in this row; 0 when it is gone. */
  versionOf(row: number): number {
    return this.#versions[row] ?? 0;
  }

  /** Takes over a vehicle's position, at a version above 0 and all before. */
  put(position: VehiclePosition, version: number): void {
    const row = this.#rows.get(position.name) ?? this.#add(position.name);
    const time = Date.parse(position.timestamp);
    if (this.versionOf(row) > 0 && time < (this.#columns.times[row] ?? 0)) this.#retractions++;
    this.#columns.lats[row] = codeLatitude(position.lat);
    this.#columns.lngs[row] = codeLongitude(position.longitude);
    this.#columns.times[row] = time;
    this.#columns.speeds[row] = codeSpeed(position.speed);
    this.#columns.headings[row] = codeHeading(position.heading);
    this.#versions[row] = version;
  }

  /** The vehicle has left. */
  remove(name: string): void {
    const row = this.#rows.get(name);
    if (row === undefined || this.versionOf(row) === 0) return;
    this.#versions[row] = 0;
    this.#retractions++;
  }

  /** The vehicles here that changed after `version`, ascending; all of them for 0. */
  changedSince(version: number): readonly number[] {
    const changed: number[] = [];
    const versions = this.#versions;
    // One pass over numbers that lie side by side: 0.1 ms for 100,000 vehicles.
    for (let row = 0; row < this.#names.length; row++) {
      if ((versions[row] ?? 0) > version) changed.push(row);
    }
    return changed;
  }

  #add(name: string): number {
    if (this.#names.length >= this.#maxRows) this.#numberAnew();
    const row = this.#names.push(name) - 1;
    if (row >= this.#versions.length) this.#grow(2 * this.#versions.length);
    this.#rows.set(name, row);
    return row;
  }

  #numberAnew(): void {
    const staying = this.changedSince(0);
    staying.forEach((from, to) => {
      copyRow(this.#columns, from, to);
      this.#versions[to] = this.versionOf(from);
    });
    this.#names = staying.map((row) => this.#names[row] ?? '');
    this.#rows = new Map(this.#names.map((name, row) => [name, row]));
    this.#epoch++;
  }

  #grow(capacity: number): void {
    const [columns, versions] = [makeColumns(capacity), new Float64Array(capacity)];
    columns.lats.set(this.#columns.lats);
    columns.lngs.set(this.#columns.lngs);
    columns.times.set(this.#columns.times);
    columns.speeds.set(this.#columns.speeds);
    columns.headings.set(this.#columns.headings);
    versions.set(this.#versions);
    this.#columns = columns;
    this.#versions = versions;
  }
}

function makeColumns(capacity: number): LiveFrameContent['columns'] {
  return {
    ids: Uint32Array.from({ length: capacity }, (_, row) => row),
    lats: new Int32Array(capacity),
    lngs: new Int32Array(capacity),
    times: new Float64Array(capacity),
    speeds: new Uint16Array(capacity),
    headings: new Uint16Array(capacity),
  };
}

/** All but the number, which is the row. */
function copyRow(columns: LiveFrameContent['columns'], from: number, to: number): void {
  const { lats, lngs, times, speeds, headings } = columns;
  for (const column of [lats, lngs, times, speeds, headings]) column[to] = column[from] ?? 0;
}
