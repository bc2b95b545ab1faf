import { distanceMetres, isReachable, isVoid, timeOf, type MotionRules } from '@fleetman/motion';
import type { Fix } from '../fixes/fix.ts';

/** What the sieve knows of a vehicle. */
interface Track {
  /** The last fix that was passed on. */
  readonly last?: Fix | undefined;
  /** The fix after that, of which the next one will say whether it is a jump. */
  readonly open?: Fix | undefined;
}

/** An accurate fix makes coarse ones doubtful for so long, in milliseconds; as libs/motion says. */
const coarseReachMs = 600_000;

/**
 * Keeps doubtful fixes out of a stream of many vehicles' fixes, one look ahead: void ones, coarse ones
 * after an accurate one, and single jumps. Those of one vehicle come in the order of time.
 */
export class FixSieve {
  readonly #rules: MotionRules;
  readonly #tracks = new Map<string, Track>();

  constructor(rules: MotionRules) {
    this.#rules = rules;
  }

  /** Takes a vehicle's first fix, which is believed. */
  start(vehicle: string, fix: Fix): void {
    this.#tracks.set(vehicle, { last: fix });
  }

  /** Takes a vehicle's next fix; returns the one before it, if that is believed now. */
  push(vehicle: string, fix: Fix): Fix | undefined {
    const track = this.#tracks.get(vehicle) ?? {};
    if (isVoid(fix) || this.#isCoarse(track, fix)) return undefined;
    const { last, open } = track;
    const isBelieved = open && (this.#isReached(last, open) || this.#isReached(open, fix));
    this.#tracks.set(vehicle, { last: isBelieved ? open : last, open: fix });
    return isBelieved ? open : undefined;
  }

  /** The last fix of each vehicle, if it was reached from the one before. */
  *rest(): Generator<readonly [vehicle: string, fix: Fix]> {
    for (const [vehicle, { last, open }] of this.#tracks) {
      if (open && this.#isReached(last, open)) yield [vehicle, open];
    }
  }

  #isReached(from: Fix | undefined, to: Fix): boolean {
    return !from || isReachable(from, to, distanceMetres(from, to), this.#rules);
  }

  #isCoarse({ last, open }: Track, fix: Fix): boolean {
    if ((fix.accuracy ?? 0) <= this.#rules.maxInaccuracy) return false;
    const better = [open, last].find(
      (known) => known && (known.accuracy ?? 0) <= this.#rules.maxInaccuracy,
    );
    return better !== undefined && timeOf(fix) - timeOf(better) <= coarseReachMs;
  }
}
