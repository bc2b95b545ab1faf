import type { HistoryPosition, HistoryQuery, TrackPoint } from '@fleetman/contract';
import { selectFixes } from './tracker-answers.ts';

/** So many fixes become text at once. */
const fixesAtOnce = 5_000;

/**
 * The history that a tracker answered which does not know how front ends want it, as these want it: oldest
 * first, only what was asked for, piece by piece.
 *
 * @param fixes checked, newest first.
 */
export async function* writeTrack(
  fixes: readonly HistoryPosition[],
  query: HistoryQuery,
): AsyncGenerator<string, void, undefined> {
  const track = selectFixes(fixes, query).toReversed();
  for (let first = 0; first < track.length; first += fixesAtOnce) {
    const points = track.slice(first, first + fixesAtOnce).map(toTrackPoint);
    yield (first === 0 ? '[' : ',') + JSON.stringify(points).slice(1, -1);
  }
  yield track.length === 0 ? '[]' : ']';
}

function toTrackPoint({ lat, longitude, timestamp, speed, ...said }: HistoryPosition): TrackPoint {
  const { doubt, standing, way, metres } = said;
  return { lat, lng: longitude, timestamp, speed, doubt, standing, way, metres };
}
