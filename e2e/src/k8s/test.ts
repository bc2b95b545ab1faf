import { test as base } from '@playwright/test';
import { clusterUnderTest, ourNamespaces } from './cluster-under-test.ts';
import { diagnose } from './diagnosis.ts';
import { launchFleet, type LaunchedFleet } from './launched-fleet.ts';
import { deleteNamespace, makeNamespace, restricted } from './namespaces.ts';
import type { Kubectl } from '../machines/kubectl.ts';

/** Why there is nothing to test on; empty where there is. */
export const noCluster = clusterUnderTest.missing;

interface SharedByAll {
  /** The set in a namespace of its own, launched once; after a failed test it is launched anew. */
  readonly fleet: LaunchedFleet;
  /** The cluster, for tests that make a namespace of their own. */
  readonly cluster: Kubectl;
}

/** A test on the cluster; one that fails also prints what can be seen of the trouble. */
export const test = base.extend<{ diagnosis: undefined }, SharedByAll>({
  cluster: [clusterUnderTest.kubectl, { scope: 'worker' }],

  fleet: [
    async ({ cluster }, use) => {
      const kubectl = await makeNamespace(cluster, 'fleetman-test', restricted);
      try {
        await use(await launchFleet(kubectl));
      } finally {
        await deleteNamespace(kubectl);
      }
    },
    { scope: 'worker', timeout: 600_000 },
  ],

  diagnosis: [
    async ({ cluster }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      // Without a cluster to ask, the test's own error says so.
      for (const name of await namesOfOurNamespaces(cluster).catch(() => [])) {
        console.log(await diagnose(cluster.in(name)));
      }
    },
    { auto: true },
  ],
});

/** Prints a figure below the name of the running test, and keeps it in the report. */
export function note(figure: string): void {
  test.info().annotations.push({ type: 'figure', description: figure });
  console.log(`    ${figure}`);
}

async function namesOfOurNamespaces(cluster: Kubectl): Promise<readonly string[]> {
  const found = await cluster.list<{ metadata: { name: string } }>(
    'namespaces',
    '--selector',
    ourNamespaces,
  );
  return found.map(({ metadata }) => metadata.name);
}
