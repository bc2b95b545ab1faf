import type { JudgeOptions } from '@fleetman/motion';
import type { VehicleFixes } from '../fixes/fix.ts';
import { positionOf } from '../fixes/positions.ts';
import { withZone, type ZoneSuffix } from './time-zone.ts';

/** What is written of a vehicle. */
export interface WrittenVehicle {
  /** Empty while the vehicle has no place that can be believed. */
  readonly json: string;
  /** The time of the fix that is written; undefined while there is none. */
  readonly time: Date | undefined;
}

/** The same, and from which fixes it was written. */
interface Piece extends WrittenVehicle {
  readonly key: number;
}

/**
 * Writes the whole fleet as JSON, sorted by name. The vehicles that did not move since the last time
 * are not worked out anew: of 60 ms for ten thousand vehicles they cost 3.
 */
export class FleetWriter {
  readonly #zone: ZoneSuffix;
  readonly #pieces = new Map<string, Piece>();
  #names: readonly string[] | undefined = [];

  constructor(zone: ZoneSuffix) {
    this.#zone = zone;
  }

  /** Takes over the whole fleet: vehicles that are not in it have left. */
  replace(fleet: readonly VehicleFixes[], options: JudgeOptions): void {
    const present = new Set(fleet.map(({ vehicle }) => vehicle));
    for (const name of this.#pieces.keys()) {
      if (present.has(name)) continue;
      this.#pieces.delete(name);
      this.#names = undefined;
    }
    this.update(fleet, options);
  }

  /** Takes over the vehicles that changed. */
  update(changed: readonly VehicleFixes[], options: JudgeOptions): void {
    for (const fixes of changed) this.writeOne(fixes, options);
  }

  /** Takes over one vehicle; returns what is written of it. */
  writeOne(fixes: VehicleFixes, options: JudgeOptions): WrittenVehicle {
    const { vehicle } = fixes;
    const known = this.#pieces.get(vehicle);
    const key = keyOf(fixes, options.now);
    if (known?.key === key) return known;
    if (!known) this.#names = undefined;
    const position = positionOf(fixes, options);
    const json = position ? withZone(JSON.stringify(position), this.#zone) : '';
    const piece = { key, json, time: position && new Date(position.timestamp) };
    this.#pieces.set(vehicle, piece);
    return piece;
  }

  /** All vehicles; those without a place that can be believed are left out. */
  write(): string {
    // As the Java system sorts: by UTF-16 units.
    this.#names ??= [...this.#pieces.keys()].sort();
    const texts = this.#names.map((name) => this.#pieces.get(name)?.json ?? '');
    return `[${texts.filter((json) => json !== '').join(',')}]`;
  }
}

/**
 * Differs if the fixes do: of a vehicle the first fix of a time stands for ever, so that the times say
 * which fixes they are. A fix ahead of now will count later: then no two keys are alike (NaN).
 */
function keyOf({ fixes }: VehicleFixes, now: number): number {
  let key = fixes.length;
  for (const { time } of fixes) {
    const ms = time.getTime();
    if (ms > now) return NaN;
    key = (key * 31 + ms) % 9_007_199_254_740_881;
  }
  return key;
}
