import type { FleetUpdate } from '../positions/fleet-update.ts';
import type { FrameShown } from './frame-shown.ts';
import type { LateFixes } from './late-fixes.ts';
import type { LiveView } from './live-view.ts';
import type { Problem } from '../problem.ts';

/** Where the gateway's socket.io server listens, below the gateway's own address. */
export const liveSocketPath = 'socket.io';

/**
 * What a front end says of itself when it connects: `io(url, { auth: { codec: liveFrameVersion } })`.
 * A gateway that reads this version sends frames, any other sends JSON, so be ready for both.
 */
export interface LiveGreeting {
  readonly codec?: number;
}

/** Whether what the gateway sends is the present: tracker and live feed are heard. */
export interface LiveSource {
  /** False when the tracker or the live feed has been away for more than 5 s. */
  readonly fresh: boolean;
  /** When either was last heard, by the gateway's clock: ISO 8601 with milliseconds, UTC. */
  readonly heardAt: string | null;
}

/**
 * The events a front end receives over socket.io, shaped for its typed `Socket`.
 *
 * As JSON: `snapshot` comes after every connect, and when a client may see other vehicles than before;
 * it holds all that the client sees, with the labels that vehicles have. `positions` comes at most 25 times a second and holds the vehicles
 * that changed since this client's last update, each once, at its latest position.
 *
 * In frames (`decodeLiveFrame`), for a client whose greeting says so: first `names`, then `fleet`
 * with a `snapshot`, then `fleet` as vehicles change. A frame speaks of vehicles by number. Every
 * number is told by `names` before the first frame that uses it: `names[i]` is vehicle `first + i`, and `labels[i]` what
 * people call it; null, or no `labels` at all, if that is its name.
 * `names` with `first` 0 begins a new table, on every connect and, rarely, later: numbers that were told
 * before mean nothing any more.
 *
 * Either way a client that reads slowly gets fewer and newer updates, and every vehicle's last one.
 */
export interface LiveEvents {
  snapshot: (update: FleetUpdate) => void;
  positions: (update: FleetUpdate) => void;
  names: (first: number, names: readonly string[], labels?: readonly (string | null)[]) => void;
  fleet: (frame: ArrayBuffer) => void;
  /**
   * Older fixes of a vehicle that this client follows or watches have been stored: what it shows of the
   * vehicle between the two times is to be asked for again. At most once a second, one event a vehicle,
   * over all that came meanwhile; to clients that are told in frames only.
   */
  late: (late: LateFixes) => void;
  /** On connect, and whenever it changes. */
  source: (source: LiveSource) => void;
  /**
   * The next frame is a part of a trace that is recorded: its span, as the header `traceparent` of W3C
   * Trace Context. To a few of the clients that are told in frames, and only while traces are recorded.
   */
  trace: (traceparent: string) => void;
  /**
   * The answer to a `view` that is none; or, as `urn:fleetman:not-logged-in`, that the session is over, before the
   * connection ends. A client that comes without a session gets such a problem as the `data` of `connect_error`.
   */
  problem: (problem: Problem) => void;
}

/**
 * The events a front end may send. `view` says what its map shows; a client that never sends it is
 * told everything at once. It is answered by a `bounds` frame with the vehicles that are there, and
 * the followed one. From then on these are told as they change, all others together every 10 s; late
 * fixes are told of the followed vehicle and of those in `watch`. JSON clients are told everything,
 * whatever they view, but of late fixes.
 */
export interface LiveRequests {
  view: (view: LiveView) => void;
  /** The frame after a `trace` is on the screen; passed over by a gateway that has not asked. */
  shown: (shown: FrameShown) => void;
}
