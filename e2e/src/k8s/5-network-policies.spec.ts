import { expect } from '@playwright/test';
import type { Kubectl } from '../machines/kubectl.ts';
import { isForeign } from './cluster-under-test.ts';
import { deleteNamespace, makeNamespace } from './namespaces.ts';
import { livingPods } from './pods.ts';
import { noCluster, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

/** What is asked for, by Service and port. */
const targets = [
  'fleetman-webapp:80',
  'fleetman-api-gateway:8080',
  'fleetman-position-tracker:8080',
  'fleetman-fleet-registry:8080',
  'fleetman-position-receiver:8080',
  'fleetman-queue:5672',
  'fleetman-queue:15672',
  'fleetman-mongodb:27017',
];

/** Who may connect to what, and nobody to anything else. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  webapp: ['fleetman-api-gateway:8080'],
  'api-gateway': [
    'fleetman-position-tracker:8080',
    'fleetman-fleet-registry:8080',
    'fleetman-queue:5672',
  ],
  'position-receiver': ['fleetman-fleet-registry:8080', 'fleetman-queue:5672'],
  'position-tracker': ['fleetman-queue:5672', 'fleetman-mongodb:27017'],
  'fleet-registry': ['fleetman-mongodb:27017'],
  'position-simulator': ['fleetman-queue:5672'],
  queue: [],
  mongodb: [],
  'stranger inside': [],
  // The NodePorts are for everybody, and so is what is behind them; all who have a key may deliver.
  'stranger outside': [
    'fleetman-webapp:80',
    'fleetman-api-gateway:8080',
    'fleetman-position-receiver:8080',
    'fleetman-queue:15672',
  ],
};

/** The images of these have Node and no shell; all others have bash. */
const nodeOnly = [
  'api-gateway',
  'position-receiver',
  'position-tracker',
  'fleet-registry',
  'position-simulator',
];

test('network policies open what is needed, and nothing else', async ({ fleet, cluster }) => {
  const inside = fleet.set.kubectl;
  const outside = await makeNamespace(cluster, 'fleetman-test-outside', []);
  try {
    await Promise.all([startStranger(inside), startStranger(outside)]);
    const addresses = await clusterAddresses(inside);
    const lookFrom = (name: string): Promise<readonly string[]> => {
      if (name === 'stranger outside') return reach(outside, 'stranger', addresses);
      if (name === 'stranger inside') return reach(inside, 'stranger', addresses);
      return reach(inside, name, addresses);
    };
    const lookFromAll = async () =>
      Object.fromEntries(
        await Promise.all(Object.keys(allowed).map(async (name) => [name, await lookFrom(name)])),
      ) as unknown;

    test.skip(
      isForeign && !(await becomesEmpty(() => lookFrom('stranger inside'))),
      'the network of this cluster knows no policies',
    );

    // Policies take a moment to reach a new pod.
    await expect.poll(lookFromAll, { timeout: 60_000 }).toEqual(allowed);
  } finally {
    await deleteNamespace(outside);
    await inside.run(['delete', 'pod', 'stranger', '--ignore-not-found']);
  }
});

/** Whether a list is empty within 20 s. */
function becomesEmpty(list: () => Promise<readonly string[]>): Promise<boolean> {
  const empty = expect.poll(list, { timeout: 20_000 }).toEqual([]);
  return empty.then(
    () => true,
    () => false,
  );
}

/** Each target under the address that its Service has, so that it matters nothing what DNS answers. */
async function clusterAddresses(kubectl: Kubectl): Promise<ReadonlyMap<string, string>> {
  const services = await kubectl.list<{
    metadata: { name: string };
    spec: { clusterIP: string };
  }>('services');
  const addresses = new Map(services.map(({ metadata, spec }) => [metadata.name, spec.clusterIP]));
  return new Map(
    targets.map((target) => {
      const [service = '', port = ''] = target.split(':');
      return [`${addresses.get(service) ?? service}:${port}`, target];
    }),
  );
}

/** The targets that a pod of a workload can open a connection to, in their order. */
async function reach(
  kubectl: Kubectl,
  workload: string,
  addresses: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const [pod] = await livingPods(kubectl, workload);
  if (pod === undefined) throw new Error(`${workload} has no pod`);
  const program = nodeOnly.includes(workload)
    ? ['/nodejs/bin/node', '-e', connectInNode]
    : ['bash', '-c', connectInBash, 'connect'];
  const command = ['exec', pod.metadata.name, '--', ...program, ...addresses.keys()];
  const reached = (await kubectl.text(...command)).split('\n');
  return [...addresses]
    .filter(([address]) => reached.includes(address))
    .map(([, target]) => target);
}

/** Prints those of its arguments that accept a connection within 3 s. */
const connectInBash = `
  for address in "$@"; do
    timeout 3 bash -c "</dev/tcp/\${address/:/\\/}" 2>/dev/null && echo "$address" &
  done
  wait`;

/** The same where there is no shell. */
const connectInNode = `
  for (const address of process.argv.slice(1)) {
    const [host, port] = address.split(':');
    const socket = require('node:net').connect({ host, port, timeout: 3_000 });
    socket.on('connect', () => { console.log(address); socket.destroy(); });
    socket.on('timeout', () => socket.destroy()).on('error', () => undefined);
  }`;

/** A pod that belongs to nobody, and does nothing. */
async function startStranger(kubectl: Kubectl): Promise<void> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'stranger', labels: { app: 'stranger' } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_101,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: 'stranger',
          image: 'fleetman-webapp:release0',
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', 'infinity'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
  await kubectl.run(['apply', '--filename', '-'], { input: JSON.stringify(pod) });
  await kubectl.run(['wait', '--for=condition=Ready', 'pod/stranger', '--timeout=60s']);
}
