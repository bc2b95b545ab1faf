import * as z from 'zod';
import { positionShape } from '../positions/vehicle-position.ts';

const time = z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC');
const age = z.number().nonnegative().describe('milliseconds from the last fix to this time');
const speed = z.number().nonnegative().nullable().describe('mph; null while unknown');
const heading = z.number().nullable().describe('degrees clockwise from north; null while unknown');

/**
 * Where a vehicle was at a past time: between two fixes at the place on the way between them, else at
 * its last fix. `timestamp` is that of the last fix at or before the time, `age` the time since.
 */
export const pastPosition = z.object({ ...positionShape, heading, age });
export type PastPosition = Readonly<z.infer<typeof pastPosition>>;

/** The answer of `GET /fleet?at`: the vehicles that had reported by then, sorted by name. */
export const fleetAt = z.object({ at: time, vehicles: z.array(pastPosition).readonly() });
export type FleetAt = Readonly<z.infer<typeof fleetAt>>;

/** A vehicle in a frame; the first number is its index in `names`. */
export const framePlace = z
  .tuple([z.int().nonnegative(), z.number(), z.number(), speed, heading, age])
  .readonly()
  .describe('index of the name, latitude, longitude, speed, heading, age');
export type FramePlace = z.infer<typeof framePlace>;

/** The whole fleet at one time; vehicles that had not reported by then are absent. */
export const fleetFrame = z.object({ at: time, vehicles: z.array(framePlace).readonly() });
export type FleetFrame = Readonly<z.infer<typeof fleetFrame>>;

/** The answer of `GET /fleet/range`: frames for playing, the oldest first. */
export const fleetRange = z.object({
  from: time,
  to: time,
  step: z.int().positive().describe('milliseconds'),
  names: z.array(z.string()).readonly(),
  frames: z.array(fleetFrame).readonly(),
});
export type FleetRange = Readonly<z.infer<typeof fleetRange>>;

/** The answer of `GET /fleet/extent`: the times of the oldest and newest fix that are kept. */
export const fleetExtent = z.object({ oldest: time.nullable(), newest: time.nullable() });
export type FleetExtent = Readonly<z.infer<typeof fleetExtent>>;
