import { degreesOf, headingOf, speedOf, timeAt, type LiveFrame } from '@fleetman/contract';
import type { ReportColumns } from '../fleet-table';

/**
 * What a frame of the gateway says, in the table's columns: the same memory for every frame, so that
 * a frame makes no object for a vehicle.
 */
export class FrameReports implements ReportColumns {
  readonly #names: string[] = [];
  #ids = new Uint32Array(0);
  #count = 0;
  lats = new Float64Array(0);
  lngs = new Float64Array(0);
  times = new Float64Array(0);
  speeds = new Float32Array(0);
  headings = new Float32Array(0);

  get count(): number {
    return this.#count;
  }

  /** How many vehicles the gateway has named. */
  get namedCount(): number {
    return this.#names.length;
  }

  nameAt(index: number): string {
    return this.#names[this.#ids[index] ?? -1] ?? '';
  }

  /** Vehicle `first + i` is called `names[i]`; with `first` 0 all names from before are void. */
  name(first: number, names: readonly string[]): void {
    this.#names.length = first;
    for (const name of names) this.#names.push(name);
  }

  /** Takes over a frame, without vehicles that the gateway has not named. */
  read(frame: LiveFrame): this {
    this.#reserve(frame.count);
    let count = 0;
    for (let row = 0; row < frame.count; row++) {
      const id = frame.ids[row] ?? 0;
      if (id >= this.#names.length) continue;
      this.#ids[count] = id;
      this.lats[count] = degreesOf(frame.lats[row] ?? 0);
      this.lngs[count] = degreesOf(frame.lngs[row] ?? 0);
      this.times[count] = timeAt(frame, row);
      this.speeds[count] = speedOf(frame.speeds[row] ?? 0);
      this.headings[count] = headingOf(frame.headings[row] ?? 0);
      count++;
    }
    this.#count = count;
    return this;
  }

  #reserve(count: number): void {
    if (count <= this.#ids.length) return;
    const capacity = Math.ceil(count * 1.5);
    this.#ids = new Uint32Array(capacity);
    this.lats = new Float64Array(capacity);
    this.lngs = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.speeds = new Float32Array(capacity);
    this.headings = new Float32Array(capacity);
  }
}
