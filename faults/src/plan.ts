import { hashOf } from '@fleetman/toolkit';
import type { Fault } from './injectors/fault.ts';

/** Faults that share a run, and its seed. */
export interface PlannedRun {
  readonly seed: string;
  readonly faults: readonly Fault[];
}

/**
 * Shares the faults out over runs. Those that share one are chosen and ordered by the seed, so that other
 * faults follow each other with each seed; alone, all seeds of a fault come one after the other.
 */
export function planRuns(
  faults: readonly Fault[],
  seeds: readonly string[],
  together: number,
): PlannedRun[] {
  if (together === 1)
    return faults.flatMap((fault) => seeds.map((seed) => ({ seed, faults: [fault] })));
  return seeds.flatMap((seed) => {
    const order = ({ name }: Fault) => hashOf(`${seed} ${name}`);
    const shuffled = faults.toSorted((one, other) => order(one) - order(other));
    const runs = Math.ceil(faults.length / together);
    return Array.from({ length: runs }, (_, nth) => ({
      seed,
      faults: shuffled.filter((__, index) => index % runs === nth),
    }));
  });
}
