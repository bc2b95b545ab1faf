import { arrivalHeading } from './distance.ts';
import { quietSpeed } from './leg-noise.ts';
import type { FixWindow } from './fix-window.ts';
import type { MotionFix, Place } from './motion-fix.ts';
import type { MotionRules } from './motion-rules.ts';
import { isStanding } from './standing.ts';

/** How a vehicle moves at one of its fixes. */
export interface VehicleMotion {
  /** Where it is: as reported, or the held place of a vehicle that stands. */
  readonly place: Place;
  readonly isStanding: boolean;
  /** Metres a second, at most the fastest that the rules allow; `null` while unknown. */
  readonly speed: number | null;
  /** Degrees clockwise from north, 0 to below 360; `null` while unknown. */
  readonly heading: number | null;
}

/** A direction is told by places at least so far apart, in metres, if there are such in the window. */
const clearMove = 10;

/** Below this a change of place is the receiver's noise, and its direction says nothing, in metres. */
const leastMove = 1;

/** A measured speed that is so many times the way's, or the other way round, and more, is wrong. */
const grossFactor = 3;
/** In metres a second: what acceleration between two reports may explain. */
const grossDifference = 20;

/** How a vehicle moves at the newest fix of a window. */
export function motionIn(window: FixWindow, rules: MotionRules): VehicleMotion {
  const standing = isStanding(window);
  const { lat, lng } = window.newest;
  return {
    place: standing ? window.heldPlace : { lat, lng },
    isStanding: standing,
    speed: standing ? 0 : speedOf(window, rules),
    heading: headingOf(window, standing),
  };
}

function speedOf(window: FixWindow, { maxSpeed }: MotionRules): number | null {
  const driven = quietSpeed(window);
  const measured = window.newest.speed;
  const isBelievable =
    measured !== undefined && measured <= maxSpeed && !isContradicted(measured, driven);
  const speed = isBelievable ? measured : driven;
  return speed === undefined || speed > maxSpeed ? null : speed;
}

/** Whether a measured speed and the way driven cannot both be right. */
function isContradicted(measured: number, driven: number | undefined): boolean {
  if (driven === undefined) return false;
  const [less, more] = measured < driven ? [measured, driven] : [driven, measured];
  return more > grossFactor * less + grossDifference;
}

function headingOf(window: FixWindow, standing: boolean): number | null {
  if (window.newest.heading !== undefined) return window.newest.heading % 360;
  if (standing) return null;
  const from = lastFurtherThan(window, clearMove) ?? lastFurtherThan(window, leastMove);
  return from ? arrivalHeading(from, window.newest) : null;
}

/** The newest fix that lies so many metres from the last one. */
function lastFurtherThan(window: FixWindow, metres: number): MotionFix | undefined {
  for (let at = window.size - 2; at >= 0; at -= 1) {
    if (window.metresFrom(at, 0, 0) >= metres) return window.at(at);
  }
  return undefined;
}
