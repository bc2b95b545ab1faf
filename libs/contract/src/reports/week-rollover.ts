/** No tracker is older than satellite navigation for everybody; an earlier time is a reset clock. */
export const earliestReportTime = new Date('2000-01-01T00:00:00.000Z');

/** GPS counts weeks in ten bits: a receiver that does not know better is a multiple of this late. */
const epochMs = 1_024 * 7 * 86_400_000;

/** How far back a corrected time may lie: nobody is late by a whole number of epochs and by more. */
const reachMs = 86_400_000;

/** By what a time is judged. */
export interface RolloverClock {
  readonly now: Date;
  /** How far a device's clock may be ahead of ours, in milliseconds. */
  readonly toleranceMs: number;
}

/**
 * The true time of a fix whose receiver lost one or two of GPS's epochs of 1,024 weeks (IS-GPS-200,
 * 20.3.3.3.1.1; the last ended on 2019-04-07): those added, it lies between a day ago and the tolerance
 * ahead. `undefined` for any other time, which is to be taken, or refused, as it is.
 */
export function correctWeekRollover(
  time: Date,
  { now, toleranceMs }: RolloverClock,
): Date | undefined {
  // Of nearly every report: no time is to be made an object of to see that it is none of these.
  if (time.getTime() + epochMs - now.getTime() > toleranceMs) return undefined;
  return [1, 2]
    .map((epochs) => new Date(time.getTime() + epochs * epochMs))
    .find((corrected) => {
      const ahead = corrected.getTime() - now.getTime();
      return ahead >= -reachMs && ahead <= toleranceMs;
    });
}
