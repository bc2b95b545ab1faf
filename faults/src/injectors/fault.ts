import { pause } from '@fleetman/toolkit';
import type { Fleet } from '../load/fleet.ts';
import type { Reporter } from '../load/reporter.ts';
import type { RunLog } from '../log/run-log.ts';
import type { Stack } from '../processes/stack.ts';

/** Where a fault is done, and what the seed says of it. */
export interface Scene {
  readonly stack: Stack;
  readonly reporter: Reporter;
  readonly fleet: Fleet;
  readonly log: RunLog;
  /** From 0 to below 1; the same for the same seed. */
  readonly random: () => number;
  /** Whether there is little time: what is away comes back after 12 s instead of 30 s. */
  readonly isQuick: boolean;
}

/** Something that goes wrong in production. */
export interface Fault {
  readonly name: string;
  /** Whether it is done on purpose while people work: no request may fail, no page may freeze. */
  readonly isRolling?: boolean;
  /**
   * Whether RabbitMQ starts in it, which takes five seconds of a processor. Lanes take turns with these faults: two at
   * once would double each other's recovery.
   */
  readonly startsBroker?: boolean;
  /**
   * Does it, and resolves when it has ended: what was hit is there again or, if it is a service of ours, has
   * been let go.
   */
  readonly inject: (scene: Scene) => Promise<void>;
  /** Why it cannot be done on this stack. */
  readonly problem?: (stack: Stack) => string | undefined;
}

/** One of a list, by the seed. */
export function pick<T>({ random }: Pick<Scene, 'random'>, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}

/** Waits between the two times in milliseconds, by the seed. */
export async function pauseBetween(
  { random }: Pick<Scene, 'random'>,
  leastMs: number,
  mostMs: number,
): Promise<void> {
  await pause(leastMs + random() * (mostMs - leastMs));
}

/** How long what is away stays so, in milliseconds. */
export function awayMs({ isQuick }: Pick<Scene, 'isQuick'>): number {
  return isQuick ? 12_000 : 30_000;
}
