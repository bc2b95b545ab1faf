import { encodeReports, type Refusal, type RefusalCause } from '@fleetman/contract';

/** What was parked, as it lies in the dead-letter queue: the body, and why nobody stored it. */
export interface DeadLetter {
  readonly cause: RefusalCause;
  /** One sentence: what was given and what was expected. */
  readonly detail: string;
  /** One report or, where a message could not be taken apart, the message as it came. */
  readonly body: string | Buffer;
}

/** The dead letter of a valid report that its handler would not take. */
export function deadLetterOf({ report, cause, detail }: Refusal): DeadLetter {
  return { cause, detail, body: encodeReports([report]) };
}
