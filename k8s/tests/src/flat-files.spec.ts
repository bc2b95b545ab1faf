import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { containersOf, ofKind, workloads } from './manifests.ts';
import { flatFileNames, k8sFolder, readFlatFiles } from './render.ts';

const manifests = readFlatFiles();

const read = (path: string) => readFileSync(join(k8sFolder, path), 'utf8');

/** The version of the whole, in the package.json at the root. */
const { version } = JSON.parse(read('../package.json')) as { version: string };

/** A quantity of processors or memory as a plain number. */
function quantity(text: string): number {
  const units: Record<string, number> = { '': 1, m: 0.001, Mi: 2 ** 20, Gi: 2 ** 30 };
  const [, number = '', unit = ''] = /^([\d.]+)(m|Mi|Gi|)$/.exec(text) ?? [];
  return Number(number) * (units[unit] ?? NaN);
}

/** What all pods together ask the node for. */
function requested(what: 'cpu' | 'memory'): number {
  return workloads(manifests, { jobs: true })
    .flatMap((workload) =>
      containersOf(workload).map(({ resources }) => resources?.requests?.[what] ?? NaN),
    )
    .reduce<number>((sum, request) => sum + quantity(String(request)), 0);
}

describe('The flat files', () => {
  it('hold nothing but objects, which is what kubectl apply -f takes', () => {
    for (const { apiVersion, kind, metadata } of manifests) {
      expect([apiVersion, kind, metadata.name]).toEqual([
        expect.any(String),
        expect.any(String),
        expect.any(String),
      ]);
      expect(apiVersion).not.toContain('kustomize');
    }
  });

  it('are the ones that k8s/Kustomization lists', () => {
    const { resources } = parse(read('Kustomization')) as { resources: string[] };
    expect([...resources].sort()).toEqual(flatFileNames().sort());
  });

  it('name no namespace, so that they go into any', () => {
    expect(manifests.filter(({ metadata }) => metadata.namespace !== undefined)).toEqual([]);
    expect(flatFileNames().filter((name) => /\.svc\b|cluster\.local/.test(read(name)))).toEqual([]);
  });

  it('hold no object twice', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it('open the three ports of the course', () => {
    const open = ofKind(manifests, 'Service').flatMap(({ metadata, spec }) =>
      (spec?.ports ?? [])
        .filter(({ nodePort }) => nodePort)
        .map(({ nodePort }) => [metadata.name, nodePort]),
    );
    expect(Object.fromEntries(open)).toEqual({
      'fleetman-webapp': 30080,
      'fleetman-queue-console': 30010,
      'fleetman-api-gateway': 30020,
    });
  });

  it('run our images in the version of package.json, and say so in their labels', () => {
    const ours = workloads(manifests, { jobs: true }).filter(({ pod }) =>
      pod.containers.some(({ image = '' }) => image.startsWith('fleetman-')),
    );
    expect(ours).toHaveLength(6);
    for (const { name, pod, podLabels } of ours) {
      expect(pod.containers.map(({ image }) => image)).toEqual([`fleetman-${name}:${version}`]);
      expect(podLabels['app.kubernetes.io/version']).toBe(version);
    }
  });

  it('run images of a fixed version, also those of others', () => {
    const images = workloads(manifests, { jobs: true })
      .flatMap(containersOf)
      .map(({ image }) => image);
    for (const image of images) expect(image).toMatch(/^[a-z-]+:\d+\.\d+/);
  });

  it('fit beside the system on two processors and 4 GiB', () => {
    expect(requested('cpu')).toBeLessThanOrEqual(1);
    expect(requested('memory')).toBeLessThanOrEqual(2 * 2 ** 30);
  });

  it('replace no pod before the new one is ready, but for the registry, of which there is one', () => {
    const deployments = ofKind(manifests, 'Deployment');
    const registry = deployments.filter(({ metadata }) => metadata.name === 'fleet-registry');
    expect(registry.map(({ spec }) => [spec?.replicas, spec?.strategy])).toEqual([
      [1, { type: 'Recreate' }],
    ]);
    const strategies = deployments
      .filter((deployment) => !registry.includes(deployment))
      .map(({ spec }) => spec?.strategy);
    expect(strategies).toHaveLength(5);
    for (const strategy of strategies) {
      expect(strategy).toEqual({
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
      });
    }
  });

  it('let a service end in peace: it drains, then has 10 s, before it is killed', () => {
    const [settings] = ofKind(manifests, 'ConfigMap').filter(
      ({ metadata }) => metadata.name === 'fleetman',
    );
    const drainSeconds = Number.parseInt(settings?.data?.['DRAIN_DELAY'] ?? '');
    for (const { pod } of workloads(manifests, { jobs: false })) {
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(drainSeconds + 10);
    }
  });
});
