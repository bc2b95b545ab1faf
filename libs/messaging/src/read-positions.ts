import { vehiclePosition, type VehiclePosition } from '@fleetman/contract';
import type { Log } from './log.ts';

const positions = vehiclePosition.array().readonly();

/** The positions in a message of the live feed; `undefined`, and a line in the log, for any other. */
export function readPositions(body: Buffer, log: Log): readonly VehiclePosition[] | undefined {
  try {
    return positions.parse(JSON.parse(body.toString('utf8')));
  } catch (error) {
    // A SyntaxError or a ZodError: somebody else publishes there.
    log.warn({ err: error }, 'Dropped a live message that holds no positions');
    return undefined;
  }
}
