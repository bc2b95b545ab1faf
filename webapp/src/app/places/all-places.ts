import type { Place } from '../geo/mercator';
import { answerWithin } from './answer-within';
import type { Whereabouts } from './whereabouts';

/** How long a file or a print waits for the gazetteer, which comes after the map: enough for a slow line. */
const defaultPatienceMs = 15_000;

/**
 * Where each of the places is, for what is written once and not read anew. Waits for the gazetteer, which
 * may still be loading; empty texts where nothing is known, or nothing is found within `patienceMs`.
 */
export async function allPlaces(
  whereabouts: Whereabouts,
  places: readonly Place[],
  patienceMs = defaultPatienceMs,
): Promise<readonly string[]> {
  const book = await answerWithin(patienceMs, whereabouts.opened);
  return (await book?.all(places, patienceMs)) ?? places.map(() => '');
}
