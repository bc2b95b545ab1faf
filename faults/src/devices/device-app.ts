import type { LoggedFix } from '../log/log-event.ts';

/** How long a device waits for an answer, in milliseconds. */
export const answerWithinMs = 10_000;

/** How a device delivers to the receivers. */
export interface DeviceApp {
  /** The most fixes that it sends at once. */
  readonly atOnce: number;
  /** Resolves with whether it was told yes; what it was told no for it sends again. */
  deliver(fixes: readonly LoggedFix[]): Promise<boolean>;
  close(): void;
}
