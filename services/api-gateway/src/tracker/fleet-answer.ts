import type { VehiclePosition } from '@fleetman/contract';
import { bodyOf, type Body } from '@fleetman/service-kit';
import { vehiclesAnswer } from './tracker-answers.ts';
import { isForm, read, type Answer } from './tracker-replies.ts';

/** The whole fleet as the tracker said it: as text for front ends, and as values for the gateway itself. */
export interface FleetAnswer {
  readonly body: Body;
  /** The vehicles, sorted by name; read once. Throws `tracker-unavailable` where they are of no known shape. */
  readonly vehicles: () => readonly VehiclePosition[];
}

/**
 * The text of our own tracker is handed on as it is, and read only by those who need values. What another tracker
 * says is read and written anew.
 */
export function toFleetAnswer(answer: Answer): FleetAnswer {
  if (!isForm(answer, 'vehicles')) {
    const vehicles = read(answer, vehiclesAnswer);
    return { body: bodyOf(JSON.stringify(vehicles)), vehicles: () => vehicles };
  }
  const bytes = Buffer.from(answer.body.buffer, answer.body.byteOffset, answer.body.byteLength);
  let vehicles: readonly VehiclePosition[] | undefined;
  return {
    body: answer.etag === undefined ? bodyOf(bytes) : { bytes, etag: answer.etag },
    vehicles: () => (vehicles ??= read(answer, vehiclesAnswer)),
  };
}
