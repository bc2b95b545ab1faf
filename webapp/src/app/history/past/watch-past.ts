import type { LateFixes, PastRange } from '../../fleet/late-fixes';

/** A burst of late fixes is a change every few milliseconds: so long they are collected. */
export const collectMs = 1_000;

/**
 * Calls `reload` when fixes were added late to the past of this vehicle, until the returned function is
 * called: with the first at once, then once a second at most, with the range of all that came.
 */
export function watchPast(
  lateFixes: LateFixes,
  name: string,
  reload: (range: PastRange) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let collected: PastRange | undefined;
  const tell = (range: PastRange) => {
    collected = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      if (collected) tell(collected);
    }, collectMs);
    reload(range);
  };
  const stop = lateFixes.watch(name, (range) => {
    if (timer === undefined) tell(range);
    else collected = collected ? unionOf(collected, range) : range;
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function unionOf(a: PastRange, b: PastRange): PastRange {
  return { from: Math.min(a.from, b.from), until: Math.max(a.until, b.until) };
}
