import * as z from 'zod';

/** A vehicle that stands, and since when, as `GET /fleet/stops` of the gateway says. */
export const vehicleStop = z.object({
  name: z.string(),
  since: z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC'),
});
export type VehicleStop = Readonly<z.infer<typeof vehicleStop>>;
