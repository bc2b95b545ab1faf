import type { RefusalCause } from '@fleetman/contract';

/** What was parked, as it lies in the dead-letter queue: the body, and why nobody stored it. */
export interface DeadLetter {
  /** Of the first of its reports. */
  readonly cause: RefusalCause;
  /** One sentence: what was given and what was expected. */
  readonly detail: string;
  /** One report, several as an array or, if a message could not be taken apart, the message as it came. */
  readonly body: string | Buffer;
  /** How many reports lie in it for each cause; a message that was not taken apart counts as one. */
  readonly counts: ReadonlyMap<RefusalCause, number>;
}

/** The dead letter of one report, or of one message that was not taken apart. */
export function singleLetter(
  cause: RefusalCause,
  detail: string,
  body: string | Buffer,
): DeadLetter {
  return { cause, detail, body, counts: new Map([[cause, 1]]) };
}

/** How many reports lie in a letter. */
export function sizeOfLetter({ counts }: DeadLetter): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
