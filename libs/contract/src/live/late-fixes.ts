import * as z from 'zod';
import { vehicleName } from '../reports/vehicle-name.ts';

const timestamp = z.iso.datetime({ precision: 3 }).describe('ISO 8601 with milliseconds, UTC');

/**
 * Fixes of one vehicle were stored that are older than its newest: its history between the two times,
 * both included, is not what it was. A page that shows that stretch asks for it again.
 */
export const lateFixes = z
  .object({ name: vehicleName, from: timestamp, until: timestamp })
  // Both are written as `toISOString` does, so texts compare.
  .refine(({ from, until }) => from <= until, {
    path: ['from'],
    error: 'expected no later than until',
  });
export type LateFixes = Readonly<z.infer<typeof lateFixes>>;
