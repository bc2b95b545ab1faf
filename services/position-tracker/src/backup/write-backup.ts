import { encodeReports } from '@fleetman/contract';
import type { PositionStore } from '../store/position-store.ts';
import type { BackupFooter, BackupHeader } from './backup-format.ts';

/** How many fixes of a vehicle are in memory at once; about 2 MB, and more if they have attributes. */
const defaultPageSize = 10_000;

/** What a backup that is being written counts. */
interface BackupCounts {
  vehicles: number;
  reports: number;
}

/** How a backup is written. */
export interface WriteOptions {
  readonly now: () => Date;
  readonly pageSize?: number;
  /** Raised while pieces are taken. */
  readonly counts: BackupCounts;
}

/**
 * Everything that the store answers, as the text of a backup, piece by piece. What is stored when it
 * begins is in it; what is stored meanwhile may be.
 */
export async function* writeBackup(
  store: PositionStore,
  { now, pageSize = defaultPageSize, counts }: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  const header = { format: 'fleetman-backup', version: 1, createdAt: now().toISOString() } as const;
  yield toLine(header satisfies BackupHeader);
  const names = (await store.latest()).map(({ vehicle }) => vehicle).sort();
  for (const vehicle of names) {
    counts.vehicles += 1;
    let until: Date | undefined;
    do {
      const { fixes } = await store.history(vehicle, { until, limit: pageSize, detail: 'all' });
      yield fixes.map((fix) => `${encodeReports([{ vehicle, ...fix }])}\n`).join('');
      counts.reports += fixes.length;
      until = beforeAll(fixes, pageSize);
    } while (until);
  }
  yield toLine({ reports: counts.reports } satisfies BackupFooter);
}

/** Where the next page ends; `undefined` after the last. No vehicle has two fixes with one time. */
function beforeAll(newestFirst: readonly { time: Date }[], pageSize: number): Date | undefined {
  const oldest = newestFirst.at(-1);
  return oldest && newestFirst.length === pageSize
    ? new Date(oldest.time.getTime() - 1)
    : undefined;
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
