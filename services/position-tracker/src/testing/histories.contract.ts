import type { HistoryPosition } from '@fleetman/contract';
import { judgeTrack, type JudgeOptions } from '@fleetman/motion';
import { allOf } from '@fleetman/toolkit';
import type { Fix } from '../fixes/fix.ts';
import { positionForm, type HistoryFix } from '../fixes/histories.ts';
import { readHistory, type HistoryQuestion } from '../fixes/read-history.ts';
import type { PositionStore } from '../store/position-store.ts';

/** A track judged all at once, oldest first. */
export function judgeWhole(fixes: readonly Fix[], options: JudgeOptions): readonly HistoryFix[] {
  const judged = judgeTrack(fixes, options);
  return fixes.flatMap((fix, index) => {
    const own = judged[index];
    return own ? { fix, judged: own } : [];
  });
}

/** All pages of a history. */
export async function readWhole(
  store: PositionStore,
  question: HistoryQuestion,
  options: JudgeOptions,
): Promise<readonly HistoryFix[]> {
  return (await allOf(readHistory(store, question, options))).flat();
}

/** A judged history as REST states it. */
export function toPositions(vehicle: string, history: readonly HistoryFix[]): HistoryPosition[] {
  const { write } = positionForm(vehicle, 'Z');
  // What is written is of this shape.
  return history.map((fix) => JSON.parse(write(fix)) as HistoryPosition);
}
