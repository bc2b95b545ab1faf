import { expect } from '@playwright/test';
import { FleetApi } from '../programs/fleet-api.ts';
import { HttpLoad } from '../programs/http-load.ts';
import type { Kubectl } from '../machines/kubectl.ts';
import { PortForward } from '../machines/port-forward.ts';
import { isForeign } from './cluster-under-test.ts';
import { host, withCombination } from './combination.ts';
import { DeployedFleet } from './deployed-fleet.ts';
import { openIngresses } from './ingress-stand-in.ts';
import { deleteNamespace, makeNamespace, restricted } from './namespaces.ts';
import { below, deliverAsOsmAnd, overTls, Visitor } from './own-vehicle.ts';
import { livingPods } from './pods.ts';
import { whileVehiclesReport } from './reporting-vehicles.ts';
import { noCluster, note, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

test.describe('a second namespace', () => {
  let kubectl: Kubectl;

  /** Applies the set with components, and changes of the test's; resolves when all of it is Ready. */
  async function apply(
    components: readonly string[],
    ...changes: object[]
  ): Promise<DeployedFleet> {
    const second = await withCombination(components, changes, (folder) =>
      DeployedFleet.apply(kubectl, '-k', folder),
    );
    expect(second.applied.stderr, 'warnings').toBe('');
    await second.whenReady();
    note(`Ready ${((Date.now() - second.appliedAt) / 1_000).toFixed(1)} s after apply`);
    return second;
  }

  test.beforeAll(async ({ cluster }) => {
    kubectl = await makeNamespace(cluster, 'fleetman-test-second', restricted);
  });
  test.afterAll(() => deleteNamespace(kubectl));

  test('with components/no-nodeport has a fleet of its own beside the first', async ({ fleet }) => {
    const first = new FleetApi(fleet.doors.rest);
    const podsOfFirst = async () => {
      const pods = await livingPods(fleet.set.kubectl);
      return pods.map(({ metadata }) => metadata.uid).sort();
    };
    const before = await podsOfFirst();

    await apply(['no-nodeport']);
    await whileVehiclesReport(kubectl, 'Neighbour', async () => {
      const page = await PortForward.open(kubectl, 'service/fleetman-webapp', 80);
      const second = new FleetApi(`http://${page.host}/api`);
      try {
        for (const name of ['City Truck', 'Neighbour 1']) {
          await expect.poll(() => second.vehicleNames()).toContain(name);
        }
      } finally {
        page.close();
      }
    });

    const names = await first.vehicleNames();
    expect(names).toContain('City Truck');
    expect(names.filter((name) => name.startsWith('Neighbour'))).toEqual([]);
    expect(await podsOfFirst()).toEqual(before);
    expect(await fleet.set.restarts()).toBe(0);
  });

  test('over TLS, who logs in adds a vehicle that reports, and all of it outlives its pods', async () => {
    const secret = ['create', 'secret', 'generic', 'session'];
    await kubectl.run([...secret, '--from-literal=secret=thirty-two characters and some more']);
    const set = await apply(['no-nodeport', 'login', 'ingress', 'receiver']);
    const ingress = await openIngresses(kubectl);
    const outside = overTls(ingress.port, host);
    try {
      const visitor = new Visitor(below('/api', outside));
      expect((await visitor.ask('GET', '/vehicles')).status).toBe(401);
      const token = await firstAdminsToken(kubectl);
      const link = { token, password: 'a long password' };
      expect((await visitor.ask('POST', '/session/link', link)).status).toBe(200);
      const key = await visitor.addVehicle('van-1');

      // The way may still lead to a receiver of before, which is about to go.
      await expect.poll(() => deliverAsOsmAnd(outside, 'nobodys'), soon).toBe(401);
      await expect.poll(() => deliverAsOsmAnd(outside, key), soon).toBe(200);

      await expect.poll(() => visitor.vehicleNames()).toContain('van-1');
      const history = (await visitor.ask('GET', '/history/van-1')).body;
      expect(history).not.toEqual([]);
      const stranger = new Visitor(below('/api', outside));
      expect((await stranger.ask('GET', '/vehicles')).status).toBe(401);

      // As after a power cut: whatever the pods had in memory is gone.
      await kubectl.run(['delete', 'pod', '--all', '--grace-period=0', '--force']);
      await set.whenReady();
      const answers = (path: string) => async () => (await visitor.ask('GET', path)).body;
      await expect.poll(answers('/people'), soon).toMatchObject([{ login: 'admin' }]);
      await expect.poll(answers('/history/van-1'), soon).toEqual(history);
      await expect.poll(() => deliverAsOsmAnd(outside, key), soon).toBe(200);
    } finally {
      ingress.close();
    }
  });

  test('with components/hpa has more gateways when they are busy', async () => {
    test.skip(isForeign && !(await hasMetrics(kubectl)), 'this cluster has no metrics-server');
    await apply(['no-nodeport', 'hpa'], lowThreshold, noRateLimit);
    const gateways = async () => (await livingPods(kubectl, 'api-gateway')).length;
    await expect.poll(gateways, { timeout: 60_000 }).toBe(2);

    const forward = await PortForward.open(kubectl, 'service/fleetman-api-gateway', 8080);
    const load = new HttpLoad([
      { url: `http://${forward.host}/vehicles`, perSecond: 150, keepAlive: true },
    ]);
    const began = Date.now();
    try {
      await expect.poll(gateways, { timeout: 180_000 }).toBeGreaterThan(2);
      note(`a third gateway after ${((Date.now() - began) / 1_000).toFixed(0)} s of load`);
    } finally {
      await load.stop();
      forward.close();
    }
  });
});

/** Ways through the cluster that died with a pod are there again within this time. */
const soon = { timeout: 60_000 };

/** What the gateway's log says how the first admin gets in. */
async function firstAdminsToken(kubectl: Kubectl): Promise<string> {
  let token: string | undefined;
  await expect
    .poll(async () => {
      const log = await kubectl.text('logs', 'deployment/api-gateway', '--tail=-1');
      token = /#\/link\/(\S+) behind/.exec(log)?.[1];
      return token;
    })
    .toBeDefined();
  return token ?? '';
}

function hasMetrics(kubectl: Kubectl): Promise<boolean> {
  return kubectl.run(['get', '--raw', '/apis/metrics.k8s.io/v1beta1/nodes']).then(
    () => true,
    () => false,
  );
}

/** On two cores, with all else, nobody can keep two gateways busy: a tenth of that is to count. */
const lowThreshold = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'api-gateway' },
  spec: {
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '50m' } },
      },
    ],
  },
};

/** One client is the whole load. */
const noRateLimit = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'fleetman' },
  data: { RATE_LIMIT: '0' },
};
