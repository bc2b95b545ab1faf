import * as z from 'zod';
import { labelledPosition } from './labelled-position.ts';

/** What `snapshot` and `positions` carry: vehicles, those of a `snapshot` with their labels, and the gateway's clock when it sent them. */
export const fleetUpdate = z.object({
  now: z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC'),
  vehicles: z.array(labelledPosition).readonly(),
});
export type FleetUpdate = Readonly<z.infer<typeof fleetUpdate>>;
