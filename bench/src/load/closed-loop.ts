import { setTimeout as delay } from 'node:timers/promises';
import type { PositionReport } from '@fleetman/contract';
import type { Outcome } from '../measuring/rounds.ts';

/** How far the publisher may run ahead, in reports, whatever is said in seconds. */
const ahead = { least: 5_000, most: 20_000 };

/** Publishes that are under way at a time: none of them waits for another's confirms. */
const publishesAtOnce = 4;

/** Asking more often would cost the measured process more than it tells. */
const lookEveryMs = 100;

/** When nothing was dealt with for so long, something is broken. */
const patienceMs = 30_000;

/** A load that goes as fast as what it loads. */
export interface ClosedLoop {
  readonly chunks: Iterator<readonly PositionReport[], never>;
  readonly publish: (reports: readonly PositionReport[]) => Promise<unknown>;
  /** How many reports are dealt with by now. */
  readonly countDone: () => number | Promise<number>;
  readonly ms: number;
  /** How many seconds' work the publisher may run ahead: 1.5, enough to keep the store busy, if not given. */
  readonly aheadSeconds?: number | undefined;
  /** Ends it before its time. */
  readonly isEnough?: () => boolean;
}

/** What a closed loop gave. */
export interface LoopOutcome extends Outcome {
  /** Reports that were dealt with in a second. */
  readonly rate: number;
  /** All that were dealt with, also after the time was over. */
  readonly work: number;
}

/**
 * Publishes for some time as fast as reports are dealt with, at most 20,000 ahead. The rate is that from
 * the start until the last report is dealt with.
 */
export async function runClosedLoop({
  chunks,
  publish,
  countDone,
  ms,
  aheadSeconds = 1.5,
  isEnough = () => false,
}: ClosedLoop): Promise<LoopOutcome> {
  const before = await countDone();
  const start = performance.now();
  let [published, done] = [0, 0];
  let [mostAhead, lastDone, doneAt] = [ahead.least, 0, start];
  const isOver = () => isEnough() || performance.now() - start >= ms;
  const publishOn = async (): Promise<void> => {
    while (!isOver()) {
      if (published - done > mostAhead) {
        await delay(5);
        continue;
      }
      const reports = chunks.next().value;
      published += reports.length;
      await publish(reports);
    }
  };
  const publishing = Promise.all(Array.from({ length: publishesAtOnce }, publishOn));
  while (!isOver() || done < published) {
    await delay(lookEveryMs);
    done = (await countDone()) - before;
    const perSecond = done / ((performance.now() - start) / 1_000);
    mostAhead = Math.min(Math.max(ahead.least, perSecond * aheadSeconds), ahead.most);
    if (done !== lastDone) [lastDone, doneAt] = [done, performance.now()];
    if (performance.now() - doneAt > patienceMs) {
      throw new Error(`${published - done} reports are missing`);
    }
  }
  await publishing;
  return { rate: done / ((performance.now() - start) / 1_000), work: done };
}
