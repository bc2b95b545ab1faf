import * as z from 'zod';
import { vehiclePosition } from './vehicle-position.ts';

/** What `snapshot` and `positions` carry: vehicles, and the gateway's clock when it sent them. */
export const fleetUpdate = z.object({
  now: z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC'),
  vehicles: z.array(vehiclePosition).readonly(),
});
export type FleetUpdate = Readonly<z.infer<typeof fleetUpdate>>;
