import { pickMeasurements, reportFieldNames, type ReportField } from '@fleetman/contract';
import type { Fix } from '../../fixes/fix.ts';
import { columnFor, type ValueColumn } from '../memory/value-column.ts';

/** Fixes of one vehicle: ten newest, two accurate ones, and two newest that may have no place. */
const slotsPerVehicle = 14;

/** Vehicles in one block of columns. */
const blockSize = 512;

/** The columns of some vehicles, `slotsPerVehicle` rows each. */
class Block {
  readonly counts = new Uint8Array(blockSize);
  readonly times = new Float64Array(blockSize * slotsPerVehicle);
  readonly lats = new Float64Array(blockSize * slotsPerVehicle);
  readonly lngs = new Float64Array(blockSize * slotsPerVehicle);
  /** What most devices do not measure takes no column. */
  readonly measured = new Map<ReportField, ValueColumn>();
}

/**
 * Up to 14 fixes of each of many vehicles, in columns of numbers: 340 bytes a vehicle, 112 more for each
 * thing that devices measure, where objects would take some 2,000.
 */
export class FixSlots {
  readonly #blocks: Block[] = [];

  /** The fixes in a vehicle's place, in the order they were put there. */
  read(place: number): Fix[] {
    const { block, index } = this.#find(place);
    const fixes: Fix[] = [];
    const start = index * slotsPerVehicle;
    const end = start + (block.counts[index] ?? 0);
    for (let row = start; row < end; row += 1) fixes.push(fixAt(block, row));
    return fixes;
  }

  /** The time of the newest but `back`, in milliseconds; -Infinity if there are not so many. */
  timeOf(place: number, back = 0): number {
    const { block, index } = this.#find(place);
    const count = block.counts[index] ?? 0;
    if (back >= count) return -Infinity;
    return block.times[index * slotsPerVehicle + count - 1 - back] ?? -Infinity;
  }

  /** Puts up to 14 fixes in a vehicle's place, oldest first, instead of those that are there. */
  write(place: number, fixes: readonly Fix[]): void {
    const { block, index } = this.#find(place);
    if (fixes.length > slotsPerVehicle) throw new RangeError(`${fixes.length} fixes of a vehicle`);
    block.counts[index] = fixes.length;
    let row = index * slotsPerVehicle;
    for (const fix of fixes) {
      put(block, row, fix);
      row += 1;
    }
  }

  #find(place: number): { block: Block; index: number } {
    const number = Math.floor(place / blockSize);
    const block = (this.#blocks[number] ??= new Block());
    return { block, index: place % blockSize };
  }
}

function fixAt({ times, lats, lngs, measured }: Block, row: number): Fix {
  const fix = { time: new Date(times[row] ?? NaN), lat: lats[row] ?? NaN, lng: lngs[row] ?? NaN };
  if (measured.size === 0) return fix;
  return { ...fix, ...pickMeasurements((name) => measured.get(name)?.at(row)) };
}

function put(block: Block, row: number, fix: Fix): void {
  block.times[row] = fix.time.getTime();
  block.lats[row] = fix.lat;
  block.lngs[row] = fix.lng;
  for (const name of reportFieldNames) {
    const value = fix[name];
    if (value !== undefined && !block.measured.has(name)) {
      block.measured.set(name, columnFor(value, blockSize * slotsPerVehicle));
    }
    block.measured.get(name)?.set(row, value);
  }
}
