import type { PositionReport } from '@fleetman/contract';
import { hashOf, nthHash, randomFrom } from '@fleetman/toolkit';
import { moved, roundedPlace, type Offset } from '../drive/geometry.ts';
import type { Noise, NoiseKind } from './noise.ts';

/** The noise of one vehicle: a pure function of seed, name and report, as its drive is. */
export interface Disturbance {
  readonly noise: Noise;
  /** 32 bits of the vehicle's own. */
  readonly seed: number;
}

/** The share of the fixes that are spoiled, by kind: often enough to be met within minutes. */
const shares = { void: 1 / 400, coarse: 1 / 100, jumps: 1 / 200 } as const;

/** How far a single fix jumps: beyond what can be driven between two reports. */
const jumpM = { least: 1_000, most: 10_000 } as const;

/** The accuracy that a fix by cell towers reports, in metres. */
const coarseM = { least: 500, most: 2_000 } as const;

/**
 * Accuracy is the radius around the fix in which the truth lies with 68 % (Android's
 * `Location.getAccuracy`); with a normal error in both directions that is √(-2 ln 0.32) deviations.
 */
const accuracyPerDeviation = Math.sqrt(-2 * Math.log(0.32));

/** The noise of the vehicle with this name. */
export function disturbanceFor(
  vehicle: string,
  seed: number,
  noise: Noise | undefined,
): Disturbance | undefined {
  return noise && { noise, seed: hashOf(`noise ${seed} ${vehicle}`) };
}

/**
 * A report as the vehicle's receiver would have it; `index` is the report's number. Each kind takes random
 * numbers of its own, so that switching one on changes no fix that it does not spoil.
 */
export function disturb(
  report: PositionReport,
  index: number,
  { noise, seed }: Disturbance,
): PositionReport {
  const random = randomFrom(nthHash(seed, index));
  const fault = faultOf(random(), noise);
  const [direction, reach] = [random() * 2 * Math.PI, random()];
  const error = { deviation: normalOffset(random), direction, reach };
  if (fault === 'void') return { ...report, lat: 0, lng: 0 };
  const deviationM =
    fault === 'coarse' ? between(coarseM, reach) / accuracyPerDeviation : noise.metres;
  const { east, north } = error.deviation;
  const noisy = moved(report, { east: east * deviationM, north: north * deviationM });
  const place = fault === 'jumps' ? moved(noisy, towards(direction, between(jumpM, reach))) : noisy;
  return { ...report, ...roundedPlace(place), ...accuracyOf(deviationM) };
}

/** Reported to a decimetre, as receivers do; unknown where there is no error. */
function accuracyOf(deviationM: number): { readonly accuracy?: number } {
  if (deviationM === 0) return {};
  return { accuracy: Math.round(deviationM * accuracyPerDeviation * 10) / 10 };
}

/** Each kind has its own part of the numbers from 0 to 1. */
function faultOf(draw: number, { kinds }: Noise): NoiseKind | undefined {
  let from = 0;
  for (const kind of ['void', 'coarse', 'jumps'] as const) {
    const to = from + shares[kind];
    if (draw >= from && draw < to) return kinds.has(kind) ? kind : undefined;
    from = to;
  }
  return undefined;
}

function between({ least, most }: { least: number; most: number }, share: number): number {
  return least + share * (most - least);
}

/** Two independent numbers, normally distributed with a deviation of 1 (Box and Muller). */
function normalOffset(random: () => number): Offset {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return towards(random() * 2 * Math.PI, radius);
}

function towards(direction: number, length: number): Offset {
  return { east: Math.sin(direction) * length, north: Math.cos(direction) * length };
}
