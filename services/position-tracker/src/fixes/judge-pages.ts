import {
  judgeTrack,
  neededBeside,
  neighboursAfter,
  neighboursBefore,
  openEnd,
  type JudgeOptions,
} from '@fleetman/motion';
import type { TimeOrder, TrackPage } from '../store/position-store.ts';
import type { Fix } from './fix.ts';
import type { HistoryFix } from './histories.ts';

/**
 * Fixes that wait for what comes after them at most: a receiver without a place for longer than they take is
 * judged as if its track ended there.
 */
const mostOpen = 10_000;

/** A track that comes page by page. */
export interface PagedTrack {
  /** 1: oldest first, -1: newest first; of the pages and within them. */
  readonly order: TimeOrder;
  readonly pages: AsyncIterable<TrackPage>;
  /** Fixes just beside the first one, on the other side of it than the pages; nearest first. */
  readonly beside: TrackPage;
}

/**
 * Judges a track as it comes, in its order: each fix as if all were judged together. What a fix's neighbours
 * can still change waits for the next page. Of what was given out a few dozen fixes are kept.
 */
export async function* judgePages(
  { order, pages, beside }: PagedTrack,
  options: JudgeOptions,
): AsyncGenerator<readonly HistoryFix[], void, undefined> {
  const [believedAhead, believedBehind] = believedBeside(order);
  // Both in the order of the pages.
  let behind: readonly Fix[] = beside.toReversed();
  let open: readonly Fix[] = [];
  for await (const page of pages) {
    open = [...open, ...page];
    const judged = judgeInOrder([...behind, ...open], order, options);
    const waiting = openEnd(judged.toReversed(), believedAhead, options.rules);
    const isLong = open.length >= mostOpen && waiting >= open.length;
    const end = judged.length - (isLong ? believedAhead : waiting);
    if (end <= behind.length) continue;
    yield judged.slice(behind.length, end);
    const known = judged.slice(0, end);
    const kept = neededBeside(known.toReversed(), believedBehind, options.rules);
    open = open.slice(end - behind.length);
    behind = known.slice(-Math.min(kept, mostOpen)).map(({ fix }) => fix);
  }
  if (open.length === 0) return;
  yield judgeInOrder([...behind, ...open], order, options).slice(behind.length);
}

/**
 * Those fixes beside the first one of a track that are needed to judge it, nearest first.
 *
 * @param pages of the track on the other side, in the order `away`.
 */
export async function besideOf(
  pages: AsyncIterable<TrackPage>,
  away: TimeOrder,
  options: JudgeOptions,
): Promise<TrackPage> {
  const [believed] = believedBeside(away);
  const found: Fix[] = [];
  for await (const page of pages) {
    found.push(...page);
    const needed = neededBeside(judgeInOrder(found, away, options), believed, options.rules);
    if (needed < found.length || found.length >= mostOpen) return found.slice(0, needed);
  }
  return found;
}

/** How many believed fixes are needed of what comes next in an order, and of what came before. */
function believedBeside(order: TimeOrder): readonly [ahead: number, behind: number] {
  return order > 0 ? [neighboursAfter, neighboursBefore] : [neighboursBefore, neighboursAfter];
}

function judgeInOrder(
  fixes: readonly Fix[],
  order: TimeOrder,
  options: JudgeOptions,
): readonly HistoryFix[] {
  const track = order > 0 ? fixes : fixes.toReversed();
  const judged = judgeTrack(track, options);
  const found = track.flatMap((fix, index) => {
    const own = judged[index];
    return own ? { fix, judged: own } : [];
  });
  return order > 0 ? found : found.reverse();
}
