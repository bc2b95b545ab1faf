import { randomInt } from 'node:crypto';

/**
 * The header of a dead letter that says in which samples it is: random binary digits. Nobody tells over STOMP
 * how many messages lie in a queue, a browser is shown 400 at most (`maxBrowsePageSize` of ActiveMQ), and a
 * selector can neither count nor divide; but of letters whose digits begin with k zeros there is one in 2^k.
 */
export const drawHeader = 'draw';

/** One sample in 2^20 is enough for a bound of 200 million letters. */
const digits = 20;

/** So many letters of a sample tell the number of all to about 9 %, and are no more than can be browsed. */
const mostSampled = 200;

/** The digits of a new letter. */
export function newDraw(): string {
  return randomInt(2 ** digits)
    .toString(2)
    .padStart(digits, '0');
}

/** Which letters are looked at, and how many of them there are if there are as many as may be. */
export interface LetterSample {
  /** An ActiveMQ selector; none: all letters. */
  readonly selector: string | undefined;
  readonly most: number;
}

/** The sample by which `max` letters are counted: all of them up to 200. */
export function sampleFor(max: number): LetterSample {
  const zeros = Math.max(0, Math.ceil(Math.log2(max / mostSampled)));
  return {
    selector: zeros === 0 ? undefined : `${drawHeader} LIKE '${'0'.repeat(zeros)}%'`,
    most: Math.floor(max / 2 ** zeros),
  };
}

/**
 * The time up to which letters are too many, by the times of those in the sample; `undefined` if none are.
 * Those of one millisecond go together, so that never more than `most` stay.
 */
export function excessUntil(times: readonly number[], most: number): number | undefined {
  return times.toSorted((a, b) => a - b)[times.length - most - 1];
}
