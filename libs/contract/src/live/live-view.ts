import * as z from 'zod';

const latitude = z.number('expected a number from -90 to 90').min(-90).max(90);
const longitude = z.number('expected a number from -180 to 180').min(-180).max(180);
const name = z.string('expected the name of a vehicle').max(100);

/** The most vehicles that one front end may watch besides the one it follows. */
export const maxWatched = 20;

/**
 * What a front end's map shows, in WGS84 degrees. `west` is greater than `east` where it lies over
 * the antimeridian; -180 to 180 is all around. A view a little larger than the map has vehicles that
 * come in at its edge arrive on time.
 */
export const liveView = z
  .object({
    north: latitude,
    south: latitude,
    east: longitude,
    west: longitude,
    /** The name of a vehicle that is told as those inside are, wherever it is. */
    follow: name.optional(),
    /** Vehicles whose past it shows: it is told of their late fixes, as of those of the followed one. */
    watch: z
      .array(name, 'expected a list of names')
      .max(maxWatched, `expected at most ${maxWatched} names`)
      .optional(),
  })
  .refine(({ north, south }) => south <= north, {
    path: ['south'],
    error: 'expected no more than north',
  });
export type LiveView = Readonly<z.infer<typeof liveView>>;
