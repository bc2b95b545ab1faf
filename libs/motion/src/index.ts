export { isGap } from './gap.ts';
export { arrivalHeading, distanceMetres } from './distance.ts';
export { doubts, findDoubts, isVoid, type Doubt } from './doubt.ts';
export { judgeTrack, type JudgedFix, type JudgeOptions, type Way } from './judge-track.ts';
export { longitudeBetween, wrapLongitude } from './local-plane.ts';
export { timeOf, type MotionFix, type Place } from './motion-fix.ts';
export {
  defaultMotionRules,
  neighboursAfter,
  neighboursBefore,
  newestFixes,
  type MotionRules,
} from './motion-rules.ts';
export { neededBeside, openEnd, type JudgedMotion } from './open-end.ts';
export { isReachable } from './reachable.ts';
export { presentOf, type Present } from './present.ts';
export { findStops, shortestStopMs, stopRadius, type StayPoint, type Stop } from './stops.ts';
export { summarise, type DriveSummary, type SummaryPoint } from './summary.ts';
export type { VehicleMotion } from './vehicle-motion.ts';
