/** While something moves a frame is drawn this often at least: a report is seen at once. */
export const longestPauseMs = 250;
/** Nobody sees a smaller step than this, in CSS pixels: a frame for less would be for nothing. */
const leastStep = 0.5;
/** With this many in sight, and map frames that take this long, the picture is moved along with the map. */
const slow = { vehicles: 20_000, frameMs: 40 } as const;

/** How long a frame may take: they come unevenly, after a short one a long one is still likely. */
export function frameMs(passed: number, before: number): number {
  return passed > longestPauseMs ? 50 : Math.max(passed, 0.8 * before);
}

/**
 * Milliseconds until something has moved as far as one can see.
 *
 * @param fastest of the vehicles in sight, in CSS pixels a second.
 */
export function pauseMs(fastest: number): number {
  return Math.min(longestPauseMs, (1_000 * leastStep) / fastest);
}

/** Whether the map draws frames just now, `sinceMs` after its last one: it draws the vehicles too. */
export function isMapDrawing(sinceMs: number, mapFrameMs: number): boolean {
  return sinceMs < 1.5 * mapFrameMs;
}

/** Whether there are so many vehicles on so slow a map that they would make it slower still. */
export function isSlow(vehicles: number, mapFrameMs: number): boolean {
  return vehicles > slow.vehicles && mapFrameMs > slow.frameMs;
}
