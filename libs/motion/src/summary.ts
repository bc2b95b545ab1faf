import { distanceMetres } from './distance.ts';
import type { JudgedFix } from './judge-track.ts';
import type { Place } from './motion-fix.ts';
import { findStops, stopRadius, type Stop } from './stops.ts';

/** What a summary needs of a fix: a judged one, or one of a track that was simplified after that. */
export interface SummaryPoint extends Place {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly doubt?: JudgedFix['doubt'];
  readonly isStanding: boolean;
  readonly way: JudgedFix['way'];
  /** Driven since the point before, in metres. */
  readonly metres: number;
}

/** What a vehicle did. */
export interface DriveSummary {
  readonly metres: number;
  readonly drivingMs: number;
  readonly standingMs: number;
  /** In gaps and on ways that cannot have been driven. */
  readonly unknownMs: number;
  /** In the order of time. */
  readonly stops: readonly Stop[];
}

/**
 * Distance, times and stops of a track, from its believed fixes alone: the one function that counts
 * them, so that no two panels disagree.
 *
 * @param points oldest first.
 */
export function summarise(points: readonly SummaryPoint[]): DriveSummary {
  const believed = points.filter(({ doubt }) => doubt === undefined);
  let [metres, drivingMs, standingMs, unknownMs] = [0, 0, 0, 0];
  for (const [index, point] of believed.entries()) {
    const before = believed[index - 1];
    if (!before) continue;
    metres += point.metres;
    const passed = point.time - before.time;
    if (isStandingBetween(before, point)) standingMs += passed;
    else if (point.way === 'driven') drivingMs += passed;
    else unknownMs += passed;
  }
  return { metres, drivingMs, standingMs, unknownMs, stops: findStops(believed) };
}

/** A vehicle that is found where it was lost stood there. */
function isStandingBetween(before: SummaryPoint, point: SummaryPoint): boolean {
  if (point.way === 'driven') return point.isStanding;
  return distanceMetres(before, point) <= stopRadius;
}
