import type { PositionReport } from './position-report.ts';

/** Why a report, or a whole message, was parked instead of stored. */
export const refusalCauses = [
  /** The message's body is not JSON. */
  'not-json',
  /** A report breaks the schema, or an array holds more than 1,000. */
  'schema',
  /** The message is larger than 1 MiB and was not read. */
  'too-large',
  /** The report's time is too far ahead of the tracker's clock. */
  'time-ahead',
  /** The report's time lies before the year 2000: a device with a reset clock. */
  'too-old',
  /** The tracker already follows as many vehicles as it may. */
  'vehicles-full',
  /** Each process that took the message ended, again and again, at last with nothing else in hand (RabbitMQ's word). */
  'delivery_limit',
] as const;

/** One of {@link refusalCauses}. */
export type RefusalCause = (typeof refusalCauses)[number];

/** A valid report that its handler will not take, and why; it is parked. */
export interface Refusal {
  readonly report: PositionReport;
  readonly cause: RefusalCause;
  /** One sentence: what was given and what was expected. */
  readonly detail: string;
}
