import type { TrackPoint } from '@fleetman/contract';

/** Since when a vehicle stands, in milliseconds since 1970; `before`: longer than the track says. */
export type StandingSince = number | 'before' | undefined;

/**
 * Reads from the end of a judged track since when its vehicle stands; `undefined` if it does not, or if nobody
 * knows. A vehicle that was brought to where it stands has stood since it was first reported there.
 *
 * @param track oldest first; points that are doubtful count for nothing.
 */
export function standingSince(track: readonly TrackPoint[]): StandingSince {
  const believed = track.filter(({ doubt }) => doubt === undefined);
  let start = believed.length;
  while (start > 0 && believed[start - 1]?.standing === true) {
    start -= 1;
    if (believed[start]?.way === 'none') break;
  }
  const first = believed[start];
  if (!first) return undefined;
  return start === 0 ? 'before' : Date.parse(first.timestamp);
}
