import type { Log } from './log.ts';

/** How a live feed is opened; all but `log` has a default. */
export interface LiveFeedOptions {
  readonly log: Log;
  /** The name that publishers and subscribers share. Default `positions.live`. */
  readonly exchange?: string;
}

/** The name of the live feed where nobody gives another. */
export const defaultExchange = 'positions.live';
