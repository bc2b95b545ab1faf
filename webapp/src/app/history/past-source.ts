import type { Vehicle } from '../fleet/vehicle';

/** From when to when there are reports, in milliseconds since 1970. */
export interface Reach {
  readonly oldest: number;
  readonly newest: number;
}

/** The whole fleet at one past time; a vehicle that had not reported by then is not in it. */
export interface PastFleet {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly vehicles: readonly Vehicle[];
}

/** Frames at `from`, `from + stepMs`, … up to and including `to`. */
export interface FrameQuery {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** The tracker behind the gateway keeps no past of the fleet that could be asked for. */
export class PastNotSupported extends Error {
  override readonly name = 'PastNotSupported';

  constructor() {
    super('This tracker cannot tell where the fleet was.');
  }
}

/**
 * Where the fleet's past comes from. Every method rejects with {@link PastNotSupported} where there
 * never is an answer, with another error where there is none now, and when `signal` is aborted.
 */
export abstract class PastSource {
  /** `undefined` where nothing is stored. */
  abstract reach(signal: AbortSignal): Promise<Reach | undefined>;

  abstract fleetAt(at: number, signal: AbortSignal): Promise<PastFleet>;

  /** The oldest first. */
  abstract frames(query: FrameQuery, signal: AbortSignal): Promise<readonly PastFleet[]>;
}
