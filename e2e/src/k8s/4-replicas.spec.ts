import { expect } from '@playwright/test';
import { PortForward } from '../machines/port-forward.ts';
import type { Kubectl } from '../machines/kubectl.ts';
import { livingPods } from './pods.ts';
import { whileVehiclesReport } from './reporting-vehicles.ts';
import { noCluster, note, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

const replicas = 3;

test('three trackers share the load, and store nothing twice', async ({ fleet }) => {
  const { set } = fleet;
  const { kubectl } = set;

  await whileVehiclesReport(kubectl, 'three trackers', async (reports) => {
    await kubectl.run(['scale', 'deployment/position-tracker', `--replicas=${replicas}`]);
    await set.whenReady();
    const pods = await livingPods(kubectl, 'position-tracker');
    const names = pods.map(({ metadata }) => metadata.name);
    const before = await storedByEach(kubectl, names);

    await reports.expectMore(1_000);

    const after = await storedByEach(kubectl, names);
    const shares = after.map((stored, index) => stored - (before[index] ?? 0));
    note(`stored by each: ${shares.join(', ')}`);
    expect(shares).toHaveLength(replicas);
    // A fair share is a third.
    expect(Math.min(...shares)).toBeGreaterThan(1_000 / replicas / 2);

    // While reports come, so that what is in hand when a tracker ends counts too.
    await kubectl.run(['scale', 'deployment/position-tracker', '--replicas=1']);
    await set.whenReady();
  });
});

/** How many reports each pod has stored since it started. */
function storedByEach(kubectl: Kubectl, pods: readonly string[]): Promise<readonly number[]> {
  return Promise.all(
    pods.map(async (pod) => {
      const forward = await PortForward.open(kubectl, `pod/${pod}`, 9090);
      try {
        const metrics = await (await fetch(`http://${forward.host}/metrics`)).text();
        const stored = /^fleetman_reports_stored_total(?:\{.*\})? (\d+)/m.exec(metrics)?.[1];
        if (stored === undefined) throw new Error(`No fleetman_reports_stored_total in ${metrics}`);
        return Number(stored);
      } finally {
        forward.close();
      }
    }),
  );
}
