import { describe, expect, it, jest } from '@jest/globals';
import { combinations } from './combinations.ts';
import { containersOf, type Manifest, ofKind, workloads } from './manifests.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

/** The Secrets that production has somebody make by hand. */
const madeByHand = ['queue-credentials', 'mongodb-credentials'];

/** Those that several servers of one kind know each other by, which are never published. */
const madeForClusters = ['queue-cluster', 'mongodb-cluster'];

/** What seals the sessions of people, which is never published. */
const madeForLogin = ['session'];

/** Whether the component `login` is in it. */
const hasLogin = (name: string) => /\blogin$|all components|production/.test(name);

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
    if (hasLogin(name)) there.push(...madeForLogin.map((secret) => `Secret ${secret}`));
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
      const open = ofKind(manifests(), 'Service')
        .filter(({ spec }) => (spec?.type ?? 'ClusterIP') !== 'ClusterIP')
        .map(({ metadata, spec }) => `${metadata.name}: ${spec?.type ?? ''}`);
      // A load balancer opens one, if it has to, by itself.
      const trackers = /all components|that are not in it/.test(name);
      expect(open).toEqual(trackers ? ['fleetman-teltonika: LoadBalancer'] : []);
    });
  }

  if (isProduction) {
    it('the gateway starts with a login and a secret of its own only', () => {
      const gateway = workloads(manifests(), { jobs: false }).find(
        (workload) => workload.name === 'api-gateway',
      );
      const variables = (gateway?.pod.containers ?? []).flatMap(({ env = [] }) => env);
      expect(
        Object.fromEntries(variables.map(({ name: key, value }) => [key, value])),
      ).toMatchObject({
        LOGIN: 'password',
        SESSION_SECRET_FILE: '/run/secrets/session/secret',
        REGISTRY_URL: 'http://fleetman-fleet-registry:8080',
      });
      const secrets = (gateway?.pod.volumes ?? []).flatMap(({ secret }) => secret ?? []);
      expect(
        secrets.map(({ secretName, optional = false }) => [secretName, optional]),
      ).toContainEqual(['session', false]);
    });

    it('no Secret is among them, and images are always looked up', () => {
      expect(ofKind(manifests(), 'Secret')).toEqual([]);
      const policies = workloads(manifests(), { jobs: true })
        .flatMap(containersOf)
        .map(({ imagePullPolicy }) => imagePullPolicy);
      expect(new Set(policies)).toEqual(new Set(['Always']));
    });
  }
});
