import type { JudgeOptions, MotionRules } from '@fleetman/motion';

/** By which clock and which rules fixes are judged. */
export abstract class MotionClock {
  abstract now(): Date;
  abstract readonly rules: MotionRules;
  /** How far ahead of our clock a device's may be, in milliseconds. */
  abstract readonly toleranceMs: number;
}

/** What the library for motion wants to know, at this moment. */
export function judgeOptions(clock: MotionClock): JudgeOptions {
  return { now: clock.now().getTime(), rules: clock.rules };
}
