import { expect } from '@playwright/test';
import type { Kubectl } from '../machines/kubectl.ts';
import { manifests } from './launched-fleet.ts';
import { noCluster, note, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

/** A volume, in the fields that are read here. */
interface Volume {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly claimRef?: { readonly name: string; readonly namespace: string } };
}

/** What a namespace has of its own accord, and what is only said of others. */
const others =
  /^(configmap\/kube-root-ca\.crt|serviceaccount\/default|event\S*\/.*|podmetrics\S*\/.*)$/;

test('delete -f k8s/ removes everything, claims and their data too', async ({ fleet }) => {
  const { kubectl } = fleet.set;
  const volumes = await volumesOf(kubectl);
  expect(volumes.map(({ spec }) => spec.claimRef?.name).sort()).toEqual(['mongo-pvc', 'queue-pvc']);

  await kubectl.run(['delete', '-f', manifests], { timeoutMs: 180_000 });

  await expect.poll(() => whatIsLeft(kubectl), { timeout: 60_000 }).toEqual([]);
  await expect.poll(() => volumesOf(kubectl), { timeout: 60_000 }).toEqual([]);
  note(`${volumes.length} volumes gone with their claims`);
});

async function volumesOf(kubectl: Kubectl): Promise<readonly Volume[]> {
  const volumes = await kubectl.list<Volume>('persistentvolumes');
  return volumes.filter(({ spec }) => spec.claimRef?.namespace === kubectl.namespace);
}

/** Every object in the namespace, of whatever kind, that somebody put there. */
async function whatIsLeft(kubectl: Kubectl): Promise<readonly string[]> {
  const listed = ['api-resources', '--namespaced', '--verbs', 'list', '--output', 'name'];
  const kinds = (await kubectl.text(...listed)).split('\n');
  const found = await kubectl.text('get', kinds.join(','), '--output', 'name');
  return found.split('\n').filter((name) => name !== '' && !others.test(name));
}
