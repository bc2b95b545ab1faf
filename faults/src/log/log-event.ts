/** One report as the load made it or as it was found: milliseconds since 1970, WGS84 degrees. */
export interface LoggedFix {
  readonly vehicle: string;
  readonly time: number;
  readonly lat: number;
  readonly lng: number;
}

/**
 * What must become of a message: `stored`; `parked`, since it is bad; `either`, where a wrong clock of
 * ours may refuse a good report, which must then be among the dead letters.
 */
export type Fate = 'stored' | 'parked' | 'either';

/** What a process of ours has counted since it started. */
export interface Counters {
  readonly consumed: number;
  readonly stored: number;
  readonly known: number;
  readonly parked: number;
}

/**
 * One line of a run's log. `at` is this machine's clock in milliseconds since 1970; `id` names a message:
 * {@link fixId} of its report or, of what is no report, a text that it holds.
 */
export type LogEvent =
  /** A fault began, ended, or its harm was over: every part ready and answering what is new. */
  | { kind: 'fault'; name: string; phase: 'begun' | 'ended' | 'recovered'; at: number }
  /** About to be published for the first time. */
  | { kind: 'attempted'; id: string; fate: Fate; fix?: LoggedFix; at: number }
  /** The broker has confirmed it. */
  | { kind: 'confirmed'; id: string; at: number }
  /** A request to the gateways; without `failure` it was answered with 200. */
  | { kind: 'asked'; at: number; tookMs: number; failure?: string }
  /** A fix was seen in an answer or a live update for the first time. */
  | { kind: 'answered'; by: string; vehicle: string; time: number; at: number }
  /** A page showed something newer than before. */
  | { kind: 'shown'; page: number; at: number }
  /** In `positions` in the end; one event a document. */
  | { kind: 'found'; fix: LoggedFix }
  /** Among the dead letters in the end. */
  | { kind: 'letter'; id: string; cause: string }
  /** What a part says of a vehicle in the end. A page's place is rounded to 1e-7 degrees. */
  | { kind: 'latest'; by: string; fix: LoggedFix }
  /** The times of a vehicle's whole history in the end. */
  | { kind: 'history'; by: string; vehicle: string; times: readonly number[] }
  | { kind: 'counters'; by: string; counters: Counters }
  /** Load and faults were over at the first; all agreed with `positions` at the second. */
  | { kind: 'settled'; quietAt: number; at: number };

/** Names a report as the store does: a vehicle has one at a time. */
export function fixId({ vehicle, time }: Pick<LoggedFix, 'vehicle' | 'time'>): string {
  return `${vehicle} ${new Date(time).toISOString()}`;
}
