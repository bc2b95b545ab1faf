import type { MotionFix, Place } from '../motion-fix.ts';

/** When the tracks of tests begin, in milliseconds since 1970. */
export const start = new Date('2026-11-22T10:00:00.000Z').getTime();

/** Metres of a degree of latitude. */
const metresPerDegree = 111_194.93;

/** The place so many metres from a street corner in La Serena. */
export function placeAt(east: number, north: number): Place {
  const lat = -29.905;
  const perLongitude = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  return { lat: lat + north / metresPerDegree, lng: -71.25 + east / perLongitude };
}

/** A fix there, so many seconds after the start. */
export function fixAt(
  seconds: number,
  east: number,
  north: number,
  measured: Partial<MotionFix> = {},
): MotionFix {
  return { time: start + seconds * 1_000, ...placeAt(east, north), ...measured };
}

/** Numbers from 0 to below 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Errors with this standard deviation (Box and Muller). */
function errors(seed: number, metres: number): () => number {
  const random = seeded(seed);
  return () => metres * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A parked vehicle that reports every `everySeconds` for a time, with errors in each direction. */
export function parked(
  seed: number,
  noise: number,
  everySeconds: number,
  hours = 2,
): readonly MotionFix[] {
  const error = errors(seed, noise);
  return Array.from({ length: (hours * 3_600) / everySeconds }, (_, index) =>
    fixAt(index * everySeconds, error(), error()),
  );
}

/** A drive through a town, and its true length in metres. */
export interface Drive {
  readonly fixes: readonly MotionFix[];
  readonly metres: number;
}

/**
 * Half an hour along blocks of 150 to 450 m with turns, halts of up to 50 s, and 8 to 20 m/s between
 * them, reported every `everySeconds` with errors in each direction.
 */
export function townDrive(seed: number, noise: number, everySeconds: number): Drive {
  const random = seeded(seed);
  const error = errors(seed + 1, noise);
  const fixes: MotionFix[] = [];
  const step = 0.1;
  let [east, north, heading, speed, left, halt, metres, most] = [0, 0, 0, 0, 250, 0, 0, 14];
  for (let tick = 0; tick < 18_000; tick += 1) {
    if (tick % Math.round(everySeconds / step) === 0) {
      fixes.push(fixAt(tick * step, east + error(), north + error()));
    }
    if (halt > 0) {
      halt -= step;
      continue;
    }
    const isBraking = left <= (speed * speed - 16) / 4;
    speed = isBraking ? Math.max(4, speed - 2 * step) : Math.min(most, speed + 1.5 * step);
    east += Math.cos(heading) * speed * step;
    north += Math.sin(heading) * speed * step;
    metres += speed * step;
    left -= speed * step;
    if (left > 0) continue;
    if (random() < 0.7) heading += (random() < 0.5 ? -1 : 1) * (Math.PI / 2);
    left = 150 + random() * 300;
    most = 8 + random() * 12;
    if (random() < 0.3) [halt, speed] = [10 + random() * 40, 0];
  }
  return { fixes, metres };
}
