import { distanceMetres } from './distance.ts';
import { findDoubts, type Doubt } from './doubt.ts';
import { FixWindow } from './fix-window.ts';
import { isGap } from './gap.ts';
import { quietLength } from './leg-noise.ts';
import type { MotionFix, Place } from './motion-fix.ts';
import { windowSize, type MotionRules } from './motion-rules.ts';
import { isReachable } from './reachable.ts';
import { motionIn, type VehicleMotion } from './vehicle-motion.ts';

/**
 * What is known of the way to a fix from the one before it that is not doubtful.
 * - `driven`: it was driven about straight.
 * - `gap`: there was no fix for much longer than usual, so that nobody knows which way was taken
 *   (see `isGap`); it counts as straight.
 * - `none`: there is none, since the vehicle cannot have driven it (a ferry, a flight, a trailer), or
 *   since no fix comes before.
 */
export type Way = 'driven' | 'gap' | 'none';

/** What is known of a vehicle at one fix of its track. */
export interface JudgedFix {
  /** Why the fix is not believed; absent for all others. Then it has no speed and no way. */
  readonly doubt?: Doubt | undefined;
  /** As of {@link VehicleMotion}: where to draw it. */
  readonly place: Place;
  readonly isStanding: boolean;
  /** Metres a second; `null` while unknown. */
  readonly speed: number | null;
  /** Degrees clockwise from north; `null` while unknown. */
  readonly heading: number | null;
  readonly way: Way;
  /** How far the vehicle drove on that way, in metres; the noise of a standing vehicle is not driven. */
  readonly metres: number;
}

/** Says which part of a track is wanted, and what is needed to judge it. */
export interface JudgeOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly rules: MotionRules;
}

/**
 * Judges every fix of a track. The same fix is judged the same in a longer track, if at least
 * `neighboursBefore` fixes before it and `neighboursAfter` after it are in both.
 *
 * @param fixes oldest first, no two of one time.
 * @example
 * const judged = judgeTrack(fixes, { now: Date.now(), rules: defaultMotionRules });
 * const metres = judged.reduce((sum, fix) => sum + fix.metres, 0);
 */
export function judgeTrack(
  fixes: readonly MotionFix[],
  { now, rules }: JudgeOptions,
): readonly JudgedFix[] {
  const found = findDoubts(fixes, now, rules);
  const walk = new TrackWalk(
    fixes.filter((_, index) => found[index] === undefined),
    rules,
  );
  return fixes.map((fix, index) => {
    const doubt = found[index];
    return doubt === undefined ? walk.next() : doubtful(fix, doubt);
  });
}

function doubtful({ lat, lng }: MotionFix, doubt: Doubt): JudgedFix {
  const nothing = {
    isStanding: false,
    speed: null,
    heading: null,
    way: 'none',
    metres: 0,
  } as const;
  return { doubt, place: { lat, lng }, ...nothing };
}

/** Goes along a track without doubtful fixes. */
class TrackWalk {
  readonly #track: readonly MotionFix[];
  readonly #rules: MotionRules;
  readonly #window: FixWindow;
  readonly #motions: VehicleMotion[] = [];

  constructor(track: readonly MotionFix[], rules: MotionRules) {
    this.#track = track;
    this.#window = new FixWindow(track);
    this.#rules = rules;
  }

  /** The next fix, judged. */
  next(): JudgedFix {
    const index = this.#motions.length;
    const motion = motionIn(this.#window.moveTo(index), this.#rules);
    this.#motions.push(motion);
    const { place, isStanding, speed, heading } = motion;
    const { way, metres } = this.#wayTo(index, isStanding);
    return { place, isStanding, speed, heading, way, metres };
  }

  #wayTo(index: number, isStanding: boolean): Pick<JudgedFix, 'way' | 'metres'> {
    const window = this.#window;
    const before = this.#track[index - 1];
    if (!before) return { way: 'none', metres: 0 };
    const leg = distanceMetres(before, window.newest);
    const way = this.#kindOfWay(index, before, leg);
    if (way === 'none') return { way, metres: 0 };
    const wasStanding = this.#motions[index - 1]?.isStanding === true;
    if (isStanding && wasStanding) return { way, metres: 0 };
    const start = wasStanding ? this.#anchorBefore(index) : before;
    const metres = start === before ? leg : distanceMetres(start, window.newest);
    if (isWithinError(before, window.newest, metres, this.#rules)) return { way, metres: 0 };
    return { way, metres: quietLength(window, metres) };
  }

  #kindOfWay(index: number, before: MotionFix, metres: number): Way {
    if (!isReachable(before, this.#window.newest, metres, this.#rules)) return 'none';
    return isGap(this.#track, index) ? 'gap' : 'driven';
  }

  /** Where the vehicle stood before fix number `index`: where it came to a stand, or the held place. */
  #anchorBefore(index: number): Place {
    let first = index - 1;
    while (
      first > 0 &&
      index - first < windowSize &&
      this.#motions[first - 1]?.isStanding === true
    ) {
      first -= 1;
    }
    const isWhole = first === 0 || this.#motions[first - 1]?.isStanding !== true;
    const arrival = this.#track[first];
    const held = this.#motions[index - 1]?.place;
    return (isWhole ? arrival : held) ?? arrival ?? { lat: 0, lng: 0 };
  }
}

/** Whether a way is no longer than a coarse fix at one of its ends may be off. */
function isWithinError(
  from: MotionFix,
  to: MotionFix,
  metres: number,
  { maxInaccuracy }: MotionRules,
): boolean {
  const error = Math.max(from.accuracy ?? 0, to.accuracy ?? 0);
  return error > maxInaccuracy && metres < error;
}
