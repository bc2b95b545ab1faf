import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aReport } from '@fleetman/contract/testing';
import { silentLog } from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeChangedVehicles } from '../../testing/changed-vehicles.contract.ts';
import { describeConvergence } from '../../testing/convergence.contract.ts';
import { describeForgetting } from '../../testing/forgetting.contract.ts';
import { describeNewestFixes } from '../../testing/newest-fixes.contract.ts';
import { describePast } from '../../testing/past.contract.ts';
import { describePositionStore, type StorePlace } from '../../testing/position-store.contract.ts';
import { describeReportFields } from '../../testing/report-fields.contract.ts';
import { describeTracks } from '../../testing/track.contract.ts';
import { SqlitePositionStore } from './sqlite-position-store.ts';

/** A file in a folder of its own. No other process may write to it, so there is one store on it. */
async function createPlace(): Promise<StorePlace> {
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-sqlite-'));
  const path = join(folder, 'fleet.db');
  let store: SqlitePositionStore | undefined;
  return {
    open: async (options) => {
      store ??= new SqlitePositionStore({ path, maxBytes: 1e9, log: silentLog, ...options });
      await store.begun;
      return store;
    },
    healed: async () => undefined,
    dispose: async () => {
      await store?.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describePositionStore('SqlitePositionStore', createPlace);
describeChangedVehicles('SqlitePositionStore', createPlace);
describeTracks('SqlitePositionStore', createPlace);
describeNewestFixes('SqlitePositionStore', createPlace);
describeForgetting('SqlitePositionStore', createPlace);
describePast('SqlitePositionStore', createPlace, 8);
describeConvergence('SqlitePositionStore', createPlace, 6);
describeReportFields('SqlitePositionStore', createPlace);

describe('SqlitePositionStore', () => {
  const start = Date.parse('2026-11-22T10:00:00.000Z');
  const hourMs = 3_600_000;
  let folder: string;
  let store: SqlitePositionStore;
  let now: number;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-sqlite-'));
    now = start + hourMs;
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  async function open(options: { maxBytes?: number; retentionMs?: number } = {}): Promise<void> {
    store = new SqlitePositionStore({
      path: join(folder, 'fleet.db'),
      ...{ maxBytes: 1e9, retentionMs: 24 * hourMs, now: () => new Date(now), log: silentLog },
      ...options,
    });
    await store.begun;
  }

  /** One report a second. */
  const drive = (vehicle: string, count: number, extra = {}) =>
    Array.from({ length: count }, (_, index) =>
      aReport({ vehicle, time: new Date(start + index * 1_000), ...extra }),
    );

  async function countOf(vehicle: string): Promise<number> {
    return (await store.history(vehicle, { limit: 100_000 })).fixes.length;
  }

  it('says after a restart what it said before it', async () => {
    await open();
    const coarse = drive('A', 40, { accuracy: 900 });
    await store.saveAll([...drive('A', 20).slice(0, 5), ...coarse.slice(5), ...drive('B', 3)]);
    const before = await store.latest();
    await store.close();

    await open();

    expect(await store.latest()).toEqual(before);
    expect((await store.saveAll(drive('B', 4))).added).toBe(1);
    expect(await countOf('B')).toBe(4);
  });

  it('removes what is older than the retention, and vehicles of which nothing is left', async () => {
    await open({ retentionMs: 1_000 * hourMs });
    await store.saveAll([...drive('A', 1_200), ...drive('B', 2)]);
    await store.close();
    await open({ retentionMs: hourMs });
    now = start + hourMs + 1_100_000;

    await store.sweep();
    await store.close();
    await open({ retentionMs: 1_000 * hourMs });

    expect(await countOf('A')).toBe(100);
    expect(await store.countVehicles()).toBe(1);
    expect(await store.latest({ names: ['B'] })).toEqual([]);
  });

  it('lets the oldest fixes go if its file is too large, but for the two newest of a vehicle', async () => {
    await open({ maxBytes: 300_000 });
    await store.saveAll(drive('Early', 3));
    await store.saveAll(drive('A', 10_000).slice(10));
    const before = await countOf('A');

    await store.sweep();

    const left = await countOf('A');
    expect(left).toBeLessThan(before);
    expect(left).toBeGreaterThan(1_000);
    expect(await countOf('Early')).toBe(2);
    const [newest] = (await store.history('A', { limit: 1 })).fixes;
    expect(newest?.time).toEqual(new Date(start + 9_999_000));
    await store.close();
    await open({ maxBytes: 1 });
    await store.sweep();
    expect(await countOf('A')).toBe(2);
  });

  it('says why it cannot be used, and answers nothing meanwhile', async () => {
    store = new SqlitePositionStore({
      path: join(folder, 'none', 'fleet.db'),
      ...{ maxBytes: 1e9, retentionMs: hourMs, now: () => new Date(now), log: silentLog },
    });
    await store.begun;

    expect(store.connection).toMatchObject({ connected: false });
    const away = { code: 'store-unavailable' };
    await expect(store.saveAll(drive('A', 1))).rejects.toMatchObject(away);
    await expect(store.latest()).rejects.toMatchObject(away);
    await expect(store.at(new Date(now), 1)).rejects.toMatchObject(away);
    await expect(store.history('A', { limit: 1 })).rejects.toMatchObject(away);
  });
});
