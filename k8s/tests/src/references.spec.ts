import { describe, expect, it, jest } from '@jest/globals';
import { combinations } from './combinations.ts';
import { containersOf, type Manifest, ofKind, workloads } from './manifests.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

/** The Secrets that production has somebody make by hand. */
const madeByHand = ['queue-credentials', 'mongodb-credentials'];

/** Those that several servers of one kind know each other by, which are never published. */
const madeForClusters = ['queue-cluster', 'mongodb-cluster'];

/** Whether the component `ha` is in it. */
const isCluster = (name: string) => /\bha$|highly available|all components|production/.test(name);

/** Everything that a pod names, as "kind name". */
function namedByPods(manifests: readonly Manifest[]): string[] {
  return workloads(manifests, { jobs: true }).flatMap((workload) => {
    const volumes = workload.pod.volumes ?? [];
    const sources = volumes.flatMap(({ projected, ...own }) => [
      { configMap: own.configMap?.name, secret: own.secret?.secretName },
      ...(projected?.sources ?? []).map(({ configMap, secret }) => ({
        configMap: configMap?.name,
        secret: secret?.name,
      })),
    ]);
    const variables = containersOf(workload).flatMap(({ envFrom = [] }) => envFrom);
    return [
      ...sources.flatMap(({ configMap }) => (configMap ? [`ConfigMap ${configMap}`] : [])),
      ...sources.flatMap(({ secret }) => (secret ? [`Secret ${secret}`] : [])),
      ...variables.map(({ configMapRef }) => `ConfigMap ${configMapRef?.name ?? ''}`),
      ...volumes.flatMap(({ persistentVolumeClaim: claim }) =>
        claim ? [`PersistentVolumeClaim ${claim.claimName}`] : [],
      ),
    ];
  });
}

/** The volumes that containers mount and their pods do not have. */
function missingVolumes(manifests: readonly Manifest[]): string[] {
  return workloads(manifests, { jobs: true }).flatMap((workload) => {
    const templates = ofKind(manifests, 'StatefulSet')
      .filter(({ metadata }) => metadata.name === workload.name)
      .flatMap(({ spec }) => spec?.volumeClaimTemplates ?? []);
    const names = [
      ...(workload.pod.volumes ?? []).map(({ name }) => name),
      ...templates.map(({ metadata }) => metadata?.name),
    ];
    return containersOf(workload)
      .flatMap(({ volumeMounts = [] }) => volumeMounts)
      .map(({ name }) => name)
      .filter((name) => !names.includes(name));
  });
}

describe.each(combinations)('With $name', ({ name, skipped, isProduction, manifests }) => {
  if (skipped) {
    it.skip(`its parts find each other (skipped: ${skipped})`, () => undefined);
    return;
  }

  it('pods find the settings, Secrets and claims that they name', () => {
    const there = manifests().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    if (isProduction) there.push(...madeByHand.map((secret) => `Secret ${secret}`));
    if (isCluster(name)) there.push(...madeForClusters.map((secret) => `Secret ${secret}`));
    const named = namedByPods(manifests());
    expect(named).not.toEqual([]);
    expect(named.filter((what) => !there.includes(what))).toEqual([]);
  });

  it('containers mount volumes that their pods have', () => {
    expect(missingVolumes(manifests())).toEqual([]);
  });

  it('no two Services want the same port of the nodes', () => {
    const ports = ofKind(manifests(), 'Service')
      .flatMap(({ spec }) => spec?.ports ?? [])
      .flatMap(({ nodePort }) => (nodePort ? [nodePort] : []));
    expect(ports).toEqual([...new Set(ports)]);
  });

  if (/no-nodeport|second namespace|all components|production/.test(name)) {
    it('no port of the nodes is opened', () => {
      const types = ofKind(manifests(), 'Service').map(({ spec }) => spec?.type ?? 'ClusterIP');
      expect(new Set(types)).toEqual(new Set(['ClusterIP']));
    });
  }

  if (isProduction) {
    it('no Secret is among them, and images are always looked up', () => {
      expect(ofKind(manifests(), 'Secret')).toEqual([]);
      const policies = workloads(manifests(), { jobs: true })
        .flatMap(containersOf)
        .map(({ imagePullPolicy }) => imagePullPolicy);
      expect(new Set(policies)).toEqual(new Set(['Always']));
    });
  }
});
