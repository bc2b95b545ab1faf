import { describe, expect, it } from '@jest/globals';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { type Labels, type Manifest, ofKind, readManifests, workloads } from '../manifests.ts';
import { readFlatFiles } from '../render.ts';
import { readMonitoringFile } from './monitoring.ts';

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly values: readonly string[];
  }[];
}

interface Monitor extends Manifest {
  readonly spec: {
    readonly selector: Selector;
    readonly podMetricsEndpoints: readonly { readonly port: string }[];
  };
}

const base = readFlatFiles();
const monitors = readManifests(readMonitoringFile('monitors.yaml')) as Monitor[];

/** Whether a selector with no operator but `In` takes these labels. */
function takes({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ''))
  );
}

/** A workload that is scraped, and its ports by their names. */
interface Target {
  readonly app: string;
  readonly ports: ReadonlyMap<string, number>;
}

const pods = workloads(base, { jobs: false }).map(({ podLabels, pod }) => {
  const ports = pod.containers.flatMap((container) => container.ports ?? []);
  return {
    labels: podLabels,
    ports: new Map(ports.map(({ name = '', containerPort }) => [name, containerPort])),
  };
});

function targetsOf({ spec }: Monitor): readonly Target[] {
  return pods
    .filter(({ labels }) => takes(spec.selector, labels))
    .map(({ labels, ports }) => ({ app: labels['app'] ?? '', ports }));
}

describe('The monitors', () => {
  it('find each process that has metrics, once', () => {
    const found = monitors.flatMap((monitor) => targetsOf(monitor).map(({ app }) => app));

    expect(found.toSorted()).toEqual([
      'api-gateway',
      'fleet-registry',
      'position-receiver',
      'position-simulator',
      'position-tracker',
      'queue',
    ]);
  });

  it.each(monitors)('ask ports that exist: $metadata.name', (monitor) => {
    const { podMetricsEndpoints } = monitor.spec;

    for (const { app, ports } of targetsOf(monitor)) {
      for (const { port } of podMetricsEndpoints) {
        expect({ app, port, number: ports.get(port) }).toEqual({
          app,
          port,
          number: app === 'queue' ? 15692 : 9090,
        });
      }
    }
  });

  it('have ports that no Service opens', () => {
    const opened = ofKind(base, 'Service').flatMap(({ spec }) => spec?.ports ?? []);

    expect(opened.map(({ port }) => port)).not.toContain(9090);
    expect(opened.map(({ targetPort }) => targetPort)).not.toContain('metrics');
  });

  it('are let through to those, and to nobody else', () => {
    const policies = readManifests(readMonitoringFile('network-policy.yaml'));
    const opened = (policies as (Manifest & INetworkPolicy)[]).flatMap(({ spec }) => {
      const [rule] = spec?.ingress ?? [];
      const matching = pods.filter(({ labels }) => takes(spec?.podSelector as Selector, labels));
      return matching.map(
        ({ labels }) => `${labels['app'] ?? ''}:${String(rule?.ports?.[0]?.port)}`,
      );
    });

    expect(opened.toSorted()).toEqual([
      'api-gateway:9090',
      'fleet-registry:9090',
      'position-receiver:9090',
      'position-simulator:9090',
      'position-tracker:9090',
      'queue:15692',
    ]);
  });
});
