import type { Tracer } from '@fleetman/tracing';
import type { Log } from '../log.ts';

/** What a live feed reports to those who count: called synchronously, must not throw. */
export interface LiveFeedEvents {
  /** So many positions or late fixes, or one whole message, were received and cannot be believed. */
  onDropped?(count: number): void;
}

/** How a live feed is opened; all but `log` has a default. */
export interface LiveFeedOptions {
  readonly log: Log;
  /** The name that publishers and subscribers share. Default `positions.live`. */
  readonly exchange?: string;
  readonly events?: LiveFeedEvents;
  /** Records what is published and received. Default: nothing is. */
  readonly tracer?: Tracer;
  /** Feed objects of one name do not hear each other. Default: a name of its own for each. */
  readonly publisher?: string;
}

/** The name of the live feed if nobody gives another. */
export const defaultExchange = 'positions.live';
