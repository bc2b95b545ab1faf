import type { FixWindow } from './fix-window.ts';
import { scatterRadius } from './motion-rules.ts';

/** Below this a measured speed is none, in metres a second: receivers at rest say up to 0.4. */
const leastMeasuredSpeed = 0.5;

/** Above this a device that measures speed drives, unless its places say for a minute that it stands. */
const surelyMeasuredSpeed = 1.5;

/** A place held for this long contradicts a measured speed, in seconds. */
const contradictionSeconds = 60;

/** A way as fast and long as this contradicts a measured 0: metres a second, metres. */
const contradictingSpeed = 5;
const contradictingMetres = 50;

/** Fewer fixes than this are no place. */
const leastPlace = 4;

/** Some fixes at one place for so many seconds: a vehicle that drove until then has come to a stand. */
const settledSeconds = 15;

/** Fewer fixes than this show neither direction nor scatter: then the last leg decides. */
const leastScatter = 6;

/** Or within this many radii, where the device states its accuracy: noise of that size brings eight places so far apart. */
const scatterRadii = 2;

/** Places that scatter farther, in metres, are none, however much they zigzag. */
const farthestScatter = 150;

/**
 * Half the mean square of the steps from fix to fix, over the variance of the places (von Neumann's ratio, 1941):
 * about 1 of independent errors, and 0.3 at most of a way there and back or round a block.
 */
const leastZigzag = 0.4;

/** Legs slower than this are noise, in metres a second: an error of 10 m at both ends every 10 s. */
const slowLeg = 5;

/**
 * So many times the scatter must a shift of the places be until it counts as driving. Of 100,000
 * windows of eight fixes with independent errors none reached 10.6, one in a thousand 5.6.
 */
const clearShift = 10;

/**
 * A vehicle that crawls goes so far within a window, in metres, and so fast, in metres a second: the
 * places of a receiver at rest wander as clearly, but at a tenth of a metre a second.
 */
const leastCrawl = 7;
const slowestCrawl = 0.5;

/**
 * Both newest places outside of so many times the scatter of those before, and of so many radii: the
 * vehicle drives off. Of a million windows with independent errors of 10 m 1.5 do so (284 at 4.5 times
 * the scatter and one radius, which is one report in two of three hours that are reported every second).
 */
const clearDeparture = 7;
const departureRadii = 2;

/**
 * Whether a vehicle stands at the end of a window: its device measures no speed, or its places lie as
 * near to each other as those of a receiver at rest do, without a direction.
 */
export function isStanding(window: FixWindow): boolean {
  const { speed } = window.newest;
  if (speed === undefined) return isHeld(window);
  if (speed < leastMeasuredSpeed) return !contradictsStanding(window);
  return speed > surelyMeasuredSpeed ? contradictsDriving(window) : isHeld(window);
}

/** A device whose speed is always 0 drives all the same. */
function contradictsStanding(window: FixWindow): boolean {
  return (
    window.lastLeg > contradictingMetres &&
    window.lastSpeed > contradictingSpeed &&
    spreadOf(window) > scatterRadius
  );
}

/** A device whose speed never falls stands all the same. */
function contradictsDriving(window: FixWindow): boolean {
  if (window.size < leastPlace || window.duration < contradictionSeconds) return false;
  return spreadOf(window) <= window.radius;
}

/** Whether the places alone say that the vehicle stands. */
function isHeld(window: FixWindow): boolean {
  const { size, radius } = window;
  if (size < 2) return false;
  const spread = spreadOf(window);
  if (spread > Math.max(scatterRadius, scatterRadii * radius) && !isZigzag(window, spread))
    return isSettled(window, radius);
  if (size < leastScatter) return spread <= radius ? isPlace(window) : window.lastSpeed < slowLeg;
  if (spread <= radius) return !isCrawling(window);
  return !isShifting(window) && !isDeparting(window, radius);
}

/** Few fixes are a place; fewer are one unless the last leg was fast. */
function isPlace(window: FixWindow): boolean {
  return window.size >= leastPlace || window.lastSpeed < slowLeg;
}

/** Whether places that lie near to each other do so because the vehicle is slow and reports often. */
function isCrawling(window: FixWindow): boolean {
  const { shift, scatter } = trendOf(window);
  const isWalk = shift > leastCrawl && shift > slowestCrawl * window.duration;
  return isWalk && shift > clearShift * scatter;
}

/** Whether places jump to and fro, as those of a receiver between walls do, and not those of a vehicle. */
function isZigzag(window: FixWindow, spread: number): boolean {
  const { size, east, north } = window;
  if (size < leastScatter || spread > farthestScatter) return false;
  const [meanEast, meanNorth] = window.mean();
  const squares = sumOf(size, (at) => window.metresFrom(at, meanEast, meanNorth) ** 2);
  const steps = sumOf(
    size - 1,
    (at) => window.metresFrom(at, east[at + 1] ?? 0, north[at + 1] ?? 0) ** 2,
  );
  return steps > 2 * leastZigzag * squares * ((size - 1) / size);
}

/** Whether the newest places are one, while the older ones of the window are on the way there. */
function isSettled(window: FixWindow, radius: number): boolean {
  const first = window.size - leastPlace;
  if (first < 0 || -(window.seconds[first] ?? 0) < settledSeconds) return false;
  return spreadOf(window, first) <= radius;
}

/** The distance of the outermost place from the mean of all, in metres; of those from `first` on. */
function spreadOf(window: FixWindow, first = 0): number {
  const [east, north] = window.mean(first);
  let most = 0;
  for (let at = first; at < window.size; at += 1) {
    most = Math.max(most, window.metresFrom(at, east, north));
  }
  return most;
}

/** Whether the straight line through the places over time is long compared with the places' scatter. */
function isShifting(window: FixWindow): boolean {
  const { shift, scatter } = trendOf(window);
  return shift > clearShift * scatter;
}

/**
 * How long the straight line through the places over time is (least squares), and how far they scatter
 * around it in each direction, in metres.
 */
function trendOf(window: FixWindow): { readonly shift: number; readonly scatter: number } {
  const { size, seconds } = window;
  const [meanEast, meanNorth] = window.mean();
  const meanTime = sumOf(size, (at) => seconds[at] ?? 0) / size;
  const passed = (at: number) => (seconds[at] ?? 0) - meanTime;
  const squares = sumOf(size, (at) => passed(at) ** 2);
  const rateEast = sumOf(size, (at) => (window.east[at] ?? 0) * passed(at)) / squares;
  const rateNorth = sumOf(size, (at) => (window.north[at] ?? 0) * passed(at)) / squares;
  const rests = sumOf(size, (at) => {
    const [east, north] = [meanEast + rateEast * passed(at), meanNorth + rateNorth * passed(at)];
    return window.metresFrom(at, east, north) ** 2;
  });
  return {
    shift: Math.hypot(rateEast, rateNorth) * window.duration,
    scatter: Math.sqrt(rests / (2 * (size - 2))),
  };
}

/** Whether the two newest places lie clearly outside of all others, the newest further out. */
function isDeparting(window: FixWindow, radius: number): boolean {
  const earlier = window.size - 2;
  const [east, north] = window.mean(0, earlier);
  const squares = sumOf(earlier, (at) => window.metresFrom(at, east, north) ** 2);
  const border = Math.max(
    departureRadii * radius,
    clearDeparture * Math.sqrt(squares / (2 * (earlier - 1))),
  );
  const before = window.metresFrom(earlier, east, north);
  const away = window.metresFrom(earlier + 1, east, north);
  return before > border && away > before;
}

function sumOf(count: number, value: (at: number) => number): number {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += value(at);
  return sum;
}
