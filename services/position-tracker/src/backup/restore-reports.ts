import type { PositionReport } from '@fleetman/contract';
import type { Saved } from '../store/position-store.ts';

/** As many as the tracker stores at once. */
const batchSize = 1_000;

/** What became of the reports of a backup. */
export interface RestoreCounts {
  /** Reports that the store has now, but for those that are older than its retention. */
  reports: number;
  /** Those that the store did not have before. */
  added: number;
}

/**
 * Hands reports to `save` in batches, raising `counts` as it goes; `save` resolves with how many
 * of them were new. Saving is idempotent: after a failure the whole may simply be done again, also
 * beside trackers that are at work.
 */
export async function restoreReports(
  reports: AsyncIterable<PositionReport>,
  save: (reports: readonly PositionReport[]) => Promise<Pick<Saved, 'added'>>,
  counts: RestoreCounts,
): Promise<void> {
  let batch: PositionReport[] = [];
  const saveBatch = async () => {
    const { added } = await save(batch);
    counts.added += added;
    counts.reports += batch.length;
    batch = [];
  };
  for await (const report of reports) {
    batch.push(report);
    if (batch.length === batchSize) await saveBatch();
  }
  if (batch.length > 0) await saveBatch();
}
