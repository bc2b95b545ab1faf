import type { HistoryFix } from '../fixes/histories.ts';
import { simplifyTrack } from './simplify-track.ts';

/**
 * Those fixes of a judged history without which the vehicle is at no time further than `tolerance`
 * metres from where it was. Doubtful ones are left out. What a track is summed up from stays: each fix
 * at which the vehicle comes to a stand or drives off, the ends of each gap, and the distances, which
 * are counted from one kept fix to the next.
 *
 * @param history oldest first.
 */
export function simplifyHistory(
  history: readonly HistoryFix[],
  tolerance: number,
): readonly HistoryFix[] {
  const believed = history.filter(({ judged }) => judged.doubt === undefined);
  const drawn = drawnFixes(believed);
  const kept: HistoryFix[] = [];
  for (const [from, to] of stretchesOf(believed)) {
    let metres = 0;
    let next = from;
    for (const index of simplifyTrack(drawn.slice(from, to), tolerance)) {
      for (; next <= from + index; next += 1) metres += believed[next]?.judged.metres ?? 0;
      const own = believed[from + index];
      if (own) kept.push({ fix: own.fix, judged: { ...own.judged, metres } });
      metres = 0;
    }
  }
  return kept;
}

/** Where the fixes are drawn: a standing vehicle at the place where it came to a stand. */
function drawnFixes(believed: readonly HistoryFix[]): HistoryFix['fix'][] {
  let stand: HistoryFix | undefined;
  return believed.map((own) => {
    stand = own.judged.isStanding ? (stand ?? own) : undefined;
    return stand ? { ...own.fix, lat: stand.fix.lat, lng: stand.fix.lng } : own.fix;
  });
}

/** From where to below where the vehicle stands, or drives without a gap. */
function* stretchesOf(believed: readonly HistoryFix[]): Generator<readonly [number, number]> {
  let from = 0;
  for (let index = 1; index <= believed.length; index += 1) {
    const [before, own] = [believed[index - 1]?.judged, believed[index]?.judged];
    const isSame = own?.way === 'driven' && own.isStanding === before?.isStanding;
    if (isSame) continue;
    yield [from, index];
    from = index;
  }
}
