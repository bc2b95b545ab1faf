import { expect } from '@playwright/test';
import { ConfirmedReports } from '../programs/confirmed-reports.ts';
import { whenVehiclesMove } from '../k8s/moving-vehicles.ts';
import { docker } from './docker.ts';
import { missing, note, test } from './test.ts';

test.skip(missing !== '', missing);

/** With the test's own, 500 reports a second: so much a database on a busy disk can store. */
const load = { VEHICLES: '300', REPORT_INTERVAL: '1s', BACKFILL: '0' };

test('everything killed at once under load: up again, and no confirmed report is lost', async ({
  fleet,
}) => {
  const { set, api } = fleet;
  await set.up(load);
  const reports = ConfirmedReports.start(fleet.queue, 'Witness', 20);
  try {
    await reports.expectMore(1_000);
    await expect
      .poll(async () => (await api.places()).size, { timeout: 60_000 })
      .toBeGreaterThan(300);

    const names = (await set.containers()).map(({ Name }) => Name.slice(1));
    await docker(['kill', '--signal', 'KILL', ...names]);
    const confirmed = reports.count;
    const states = (await set.containers()).map(({ State }) => State.Status);
    expect(new Set(states)).toEqual(new Set(['exited']));

    const begun = Date.now();
    const [, movingAfter] = await Promise.all([
      set.up(load),
      whenVehiclesMove(api, 180_000).then(() => (Date.now() - begun) / 1_000),
    ]);
    note(
      `${confirmed} reports confirmed before; vehicles move ${movingAfter.toFixed(1)} s after up`,
    );
    expect(movingAfter).toBeLessThanOrEqual(60);
    await reports.expectMore(1_000);
  } finally {
    await reports.stop();
  }

  // What waits is stored the sooner the less comes.
  await set.up({ ...load, SIMULATOR: '0' });
  await expect
    .poll(() => reports.discrepancies(api), { timeout: 300_000 })
    .toEqual({ missing: [], repeated: [] });
  note(`${reports.count} reports confirmed in all, ${reports.refusals} tries repeated`);
  await set.up();
});
