import { readDuration } from '@fleetman/toolkit';
import * as z from 'zod';
import { instant } from '../instant.ts';

/** The most frames that one range request may ask for. */
export const maxFleetFrames = 600;

/** The most places, frames times vehicles, that one answer of `GET /fleet/range` holds. */
export const maxFleetPlaces = 500_000;

const stepMessage = 'expected a duration of 1ms or more, like 500ms, 5s or 1m';

/** As the services' settings write durations; a step is a whole number of milliseconds above 0. */
const step = z.string(stepMessage).transform((text, context) => {
  const ms = readDuration(text);
  if (ms !== undefined && ms >= 1) return ms;
  context.addIssue({ code: 'custom', message: stepMessage });
  return z.NEVER;
});

/** The query of `GET /fleet`: the time at which the fleet is asked for. */
export const fleetAtQuery = z.object({ at: instant });
export type FleetAtQuery = Readonly<z.infer<typeof fleetAtQuery>>;

/**
 * The query of `GET /fleet/range`: frames at `from`, `from + step`, … up to and including `to`, at
 * most {@link maxFleetFrames}. `step` is read as milliseconds.
 */
export const fleetRangeQuery = z
  .object({ from: instant, to: instant, step })
  .superRefine(({ from, to, step }, context) => {
    const ms = to.getTime() - from.getTime();
    if (ms < 0) {
      const message = `expected ${from.toISOString()}, which is "from", or later`;
      context.addIssue({ code: 'custom', path: ['to'], message });
    } else if (countFrames({ from, to, step }) > maxFleetFrames) {
      const least = Math.floor(ms / maxFleetFrames) + 1;
      const message = `expected ${least}ms or more: ${maxFleetFrames} frames fit in an answer`;
      context.addIssue({ code: 'custom', path: ['step'], message });
    }
  });
export type FleetRangeQuery = Readonly<z.infer<typeof fleetRangeQuery>>;

/** How many frames such a query asks for. */
export function countFrames({ from, to, step }: FleetRangeQuery): number {
  return Math.floor((to.getTime() - from.getTime()) / step) + 1;
}
