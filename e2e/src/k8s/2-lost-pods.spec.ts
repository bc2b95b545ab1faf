import { expect } from '@playwright/test';
import { FleetApi } from '../programs/fleet-api.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { livingPods } from './pods.ts';
import { RabbitConsole } from './rabbit-console.ts';
import { whileVehiclesReport } from './reporting-vehicles.ts';
import { noCluster, note, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

// A small page is drawn by the processor with less trouble for the cluster beside it.
test.use({ viewport: { width: 800, height: 500 } });

/** Whose pods go, all at the same moment. */
const losses: readonly { workloads: readonly string[]; how?: readonly string[] }[] = [
  { workloads: ['position-simulator'] },
  { workloads: ['position-tracker'] },
  { workloads: ['api-gateway'] },
  { workloads: ['webapp'] },
  { workloads: ['mongodb'] },
  { workloads: ['queue'] },
  { workloads: ['mongodb', 'queue'] },
  { workloads: ['mongodb', 'queue'], how: ['--grace-period=0', '--force'] },
];

for (const { workloads, how = [] } of losses) {
  const what = ['delete pod', workloads.join(' and '), ...how].join(' ');

  test(`${what}: it heals by itself, and nothing confirmed is lost`, async ({ fleet, page }) => {
    const { set, doors } = fleet;
    const api = new FleetApi(doors.rest);
    const shown = await FleetPage.open(page, doors.page);
    await shown.expectFleet(38);
    await expect.poll(() => api.historyTimes('City Truck')).not.toHaveLength(0);
    const history = await api.historyTimes('City Truck');

    const reports = await whileVehiclesReport(set.kubectl, what, async () => {
      const pods = await Promise.all(workloads.map((each) => livingPods(set.kubectl, each)));
      const names = pods.flat().map(({ metadata }) => metadata.name);
      const began = Date.now();
      await set.kubectl.run(['delete', 'pod', '--wait=false', ...how, ...names]);
      await set.whenReady();
      note(`Ready again after ${((Date.now() - began) / 1_000).toFixed(1)} s`);
      await shown.expectFleet(38);
      await shown.expectMovement();
    });

    note(`${reports.count} reports confirmed, ${reports.refusals} tries repeated`);
    const after = new Set(await api.historyTimes('City Truck'));
    expect(history.filter((time) => !after.has(time))).toEqual([]);
    expect(await new RabbitConsole(doors.console).deadLetters()).toBe(0);
    expect(await set.restarts()).toBe(0);
  });
}
