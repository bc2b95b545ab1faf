import { isDeepStrictEqual } from 'node:util';
import type { IPodSpec, IProbe } from 'kubernetes-models/v1';
import { type Workload, workloads } from '../manifests.ts';
import { everyContainer, everyService, type Rule, titleOf } from './rule.ts';

/** Below it are the users of nodes and other containers. */
const leastUserId = 10_000;

const nonRoot: Rule = {
  number: 1,
  name: 'runs as a user of its own that is not root',
  complaints: everyContainer(({ securityContext = {} }, { pod }) => {
    const effective = { ...pod.securityContext, ...securityContext };
    const { runAsNonRoot, runAsUser = 0, runAsGroup = 0 } = effective;
    if (runAsNonRoot !== true) return 'runAsNonRoot is not true';
    if (runAsUser < leastUserId || runAsGroup < leastUserId) {
      return `user ${runAsUser} and group ${runAsGroup}, expected at least ${leastUserId}`;
    }
    return undefined;
  }),
};

const noEscalation: Rule = {
  number: 2,
  name: 'can gain no privileges',
  complaints: everyContainer(({ securityContext }) =>
    securityContext?.allowPrivilegeEscalation === false
      ? undefined
      : 'allowPrivilegeEscalation is not false',
  ),
};

const noCapabilities: Rule = {
  number: 3,
  name: 'has no capabilities',
  complaints: everyContainer(({ securityContext }) => {
    const { drop = [], add = [] } = securityContext?.capabilities ?? {};
    if (!drop.includes('ALL')) return 'does not drop ALL';
    return add.length > 0 ? `adds ${add.join(', ')}` : undefined;
  }),
};

const readOnlyRoot: Rule = {
  number: 4,
  name: 'cannot write to its root file system',
  complaints: everyContainer(({ securityContext }) =>
    securityContext?.readOnlyRootFilesystem === true
      ? undefined
      : 'readOnlyRootFilesystem is not true',
  ),
};

const seccomp: Rule = {
  number: 5,
  name: "has the runtime's seccomp profile",
  complaints: everyContainer(({ securityContext }, { pod }) => {
    const profile = securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile;
    return profile?.type === 'RuntimeDefault' ? undefined : 'seccompProfile is not RuntimeDefault';
  }),
};

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'] as const satisfies (keyof IPodSpec)[];

/** What a pod shares with its node. */
function sharedWithNode({ pod }: Workload): string[] {
  const paths = (pod.volumes ?? []).filter(({ hostPath }) => hostPath);
  return [
    ...hostFields.filter((field) => pod[field]),
    ...paths.map(({ name }) => `the volume ${name}`),
  ];
}

const ownHost: Rule = {
  number: 6,
  name: 'is not privileged and shares nothing with its node',
  complaints: (manifests) => [
    ...workloads(manifests, { jobs: true }).flatMap((workload) =>
      sharedWithNode(workload).map((what) => `${titleOf(workload)}: shares ${what}`),
    ),
    ...everyContainer(({ securityContext, ports = [] }) => {
      if (securityContext?.privileged) return 'is privileged';
      return ports.some(({ hostPort }) => hostPort) ? 'takes a port of the node' : undefined;
    })(manifests),
  ],
};

const bounded: Rule = {
  number: 7,
  name: 'requests, and is limited in, processor, memory and disk',
  complaints: everyContainer(({ resources = {} }) => {
    const wanted = ['cpu', 'memory', 'ephemeral-storage'];
    const missing = (['requests', 'limits'] as const).flatMap((kind) =>
      wanted.filter((what) => !resources[kind]?.[what]).map((what) => `${kind}.${what}`),
    );
    return missing.length > 0 ? `lacks ${missing.join(', ')}` : undefined;
  }),
};

/** What a probe asks, without how often and how patiently. */
function questionOf({ httpGet, tcpSocket, exec, grpc }: IProbe): unknown {
  return { httpGet, tcpSocket, exec, grpc };
}

const probed: Rule = {
  number: 8,
  name: 'is asked in different ways whether it is ready and whether it lives',
  complaints: everyService(({ pod }) => {
    for (const { name, startupProbe, readinessProbe, livenessProbe } of pod.containers) {
      if (!startupProbe || !readinessProbe || !livenessProbe) return `${name} lacks a probe`;
      if (isDeepStrictEqual(questionOf(readinessProbe), questionOf(livenessProbe))) {
        return `readiness and liveness of ${name} are the same question`;
      }
    }
    return undefined;
  }),
};

const pinned: Rule = {
  number: 9,
  name: 'runs an image that is pinned by its digest',
  complaints: everyContainer(({ image = '' }) =>
    /@sha256:[0-9a-f]{64}$/.test(image) ? undefined : `"${image}" has no digest`,
  ),
};

/** Rules 1 to 9: what a single container may do, and what it is. */
export const containerRules: readonly Rule[] = [
  nonRoot,
  noEscalation,
  noCapabilities,
  readOnlyRoot,
  seccomp,
  ownHost,
  bounded,
  probed,
  pinned,
];
