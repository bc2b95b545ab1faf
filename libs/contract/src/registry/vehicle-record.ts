import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';
import { groupName, line, lines } from './kinds.ts';

const colourMessage = 'expected a colour like #1f77b4';
const symbolMessage = 'expected the name of a symbol, like van';
const deviceMessage = "expected a device's name of 1 to 100 characters, like an IMEI";

const details = {
  name: line(100).describe('what people call it; it may change'),
  plate: line(20).optional(),
  group: groupName.optional(),
  colour: z
    .string(colourMessage)
    .regex(/^#[0-9a-f]{6}$/i, colourMessage)
    .optional(),
  symbol: z
    .string(symbolMessage)
    .regex(/^[a-z][a-z0-9-]{0,39}$/, symbolMessage)
    .optional(),
  driver: line(100).optional(),
  notes: lines(2_000).optional(),
  retired: z.boolean('expected true or false').describe('kept with its history, out of the list'),
};

/** A vehicle of the fleet. `id` never changes: it is what reports call `vehicle`. */
export const vehicleRecord = z.object({ id: vehicleName, ...details });
export type Vehicle = Readonly<z.infer<typeof vehicleRecord>>;

/**
 * The body of `PUT /vehicles/{id}`: the whole record but its id. What is left out is unset; without a name
 * the vehicle is called by its id.
 */
export const vehicleChange = z.object({
  ...details,
  name: details.name.optional(),
  retired: details.retired.default(false),
});
export type VehicleChange = Readonly<z.infer<typeof vehicleChange>>;

/** What a device calls itself: an IMEI, Traccar's `uniqueId`, the `id` of a form. */
export const deviceName = vehicleName.describe(deviceMessage);

/** A device, and the vehicle that holds it. A device is in one vehicle at most. */
export const deviceRecord = z.object({ id: deviceName, vehicle: vehicleName });
export type Device = Readonly<z.infer<typeof deviceRecord>>;

/** A group of vehicles, by the name that their records have. */
export const vehicleGroup = z.object({ name: groupName, vehicles: z.int() });
export type VehicleGroup = Readonly<z.infer<typeof vehicleGroup>>;

/** The most vehicles that one import takes. */
export const maxImportedVehicles = 20_000;

/** The answer to an import of vehicles. A line with a problem changed nothing, the others count. */
export const vehicleImport = z.object({
  imported: z.int().describe('vehicles that are new'),
  updated: z.int().describe('vehicles that were there already'),
  problems: z.array(
    z.object({ line: z.int().describe('from 1, the header'), problem: z.string() }),
  ),
});
export type VehicleImport = Readonly<z.infer<typeof vehicleImport>>;
