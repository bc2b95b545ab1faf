import { type Manifest, ofKind, selects, type Workload, workloads } from '../manifests.ts';
import { schemaComplaint } from '../schema.ts';
import { type Rule, titleOf } from './rule.ts';

function listensOn({ pod }: Workload, port: number | string): boolean {
  const ports = pod.containers.flatMap((container) => container.ports ?? []);
  return ports.some(({ name, containerPort }) => name === port || containerPort === port);
}

function serviceComplaints(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Service').flatMap((service) => {
    const { selector, ports = [] } = service.spec ?? {};
    const target = workloads(manifests, { jobs: false }).find(
      ({ podLabels }) => selector && selects(selector, podLabels),
    );
    if (!target) return [`${titleOf(service)}: selects no pod`];
    return ports
      .map(({ port, targetPort }) => targetPort ?? port)
      .filter((port) => !listensOn(target, port))
      .map((port) => `${titleOf(service)}: ${titleOf(target)} has no port ${port}`);
  });
}

function ingressComplaints(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Ingress').flatMap((ingress) =>
    (ingress.spec?.rules ?? [])
      .flatMap(({ http }) => http?.paths ?? [])
      .filter(({ backend }) => {
        const wanted = backend.service;
        const service = ofKind(manifests, 'Service').find(
          ({ metadata }) => metadata.name === wanted?.name,
        );
        const ports = service?.spec?.ports ?? [];
        return !ports.some(
          ({ name, port }) => name === wanted?.port?.name || port === wanted?.port?.number,
        );
      })
      .map(({ path = '' }) => `${titleOf(ingress)}: ${path} leads to no port of a Service`),
  );
}

const connected: Rule = {
  number: 15,
  name: 'is found by its Services, at ports that it has',
  complaints: (manifests) => [...serviceComplaints(manifests), ...ingressComplaints(manifests)],
};

const recommended = ['name', 'instance', 'version', 'component', 'part-of', 'managed-by'].map(
  (label) => `app.kubernetes.io/${label}`,
);

const labelled: Rule = {
  number: 17,
  name: 'has the recommended labels',
  complaints: (manifests) => {
    const objects = manifests.map((one) => [titleOf(one), one.metadata.labels ?? {}] as const);
    const pods = workloads(manifests, { jobs: true }).map(
      (workload) => [`the pods of ${titleOf(workload)}`, workload.podLabels] as const,
    );
    return [...objects, ...pods].flatMap(([title, labels]) =>
      recommended.filter((label) => !labels[label]).map((label) => `${title}: lacks ${label}`),
    );
  },
};

const guarded: Rule = {
  number: 18,
  name: 'is in a namespace that takes in only what is locked down',
  complaints: (manifests) => {
    const namespaces = ofKind(manifests, 'Namespace');
    const isGuarded = (name: string | undefined) =>
      namespaces.some(
        ({ metadata }) =>
          metadata.name === name &&
          metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
      );
    return manifests
      .filter(({ kind, metadata }) => kind !== 'Namespace' && !isGuarded(metadata.namespace))
      .map((one) => `${titleOf(one)}: in ${one.metadata.namespace ?? 'no namespace'}`);
  },
};

const valid: Rule = {
  number: 20,
  name: 'is what the stable API describes',
  complaints: async (manifests) => {
    const found = await Promise.all(
      manifests.map(async (one) => [titleOf(one), await schemaComplaint(one)] as const),
    );
    return found.flatMap(([title, wrong]) => (wrong === undefined ? [] : [`${title}: ${wrong}`]));
  },
};

/** Rules 15, 17, 18 and 20: how objects are made and fit together. */
export const objectRules: readonly Rule[] = [connected, labelled, guarded, valid];
