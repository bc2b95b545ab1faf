import * as z from 'zod';
import { vehicleDetails, vehiclePosition } from './vehicle-position.ts';

const label = z.string().optional().describe('what people call it; absent if that is its name');

/**
 * Where a vehicle is, as the gateway answers it. `name` is its id, as the clients of the Java system take it; `label`
 * is what the registry calls it.
 */
export const labelledPosition = vehiclePosition.extend({ label });

/** The same with what else its device said: the answer of `GET /vehicles/{name}`. */
export const labelledDetails = vehicleDetails.extend({ label });
