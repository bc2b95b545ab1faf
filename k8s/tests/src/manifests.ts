import type { IDeployment, IStatefulSet } from 'kubernetes-models/apps/v1';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { IJob } from 'kubernetes-models/batch/v1';
import type { IIngress, INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type {
  IConfigMap,
  IContainer,
  INamespace,
  IPersistentVolumeClaim,
  IPodSpec,
  ISecret,
  IService,
  IServiceAccount,
} from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';

/** One object as it stands in a file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
  };
}

export type Labels = Readonly<Record<string, string>>;

interface Kinds {
  ConfigMap: IConfigMap;
  Deployment: IDeployment;
  HorizontalPodAutoscaler: IHorizontalPodAutoscaler;
  Ingress: IIngress;
  Job: IJob;
  Namespace: INamespace;
  NetworkPolicy: INetworkPolicy;
  PersistentVolumeClaim: IPersistentVolumeClaim;
  PodDisruptionBudget: IPodDisruptionBudget;
  Secret: ISecret;
  Service: IService;
  ServiceAccount: IServiceAccount;
  StatefulSet: IStatefulSet;
}

/** Reads the objects of a YAML text; what is broken in it throws with line and column. */
export function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text, { uniqueKeys: true }).map((document) => {
    const [error] = document.errors;
    if (error) throw error;
    // The schema rule looks at what it really is.
    return document.toJS() as Manifest;
  });
}

/** The objects of one kind. Their types hold as far as the schema rule has passed. */
export function ofKind<K extends keyof Kinds>(
  manifests: readonly Manifest[],
  kind: K,
): (Manifest & Kinds[K])[] {
  return manifests.filter((manifest) => manifest.kind === kind) as (Manifest & Kinds[K])[];
}

/** What runs pods. */
export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  readonly name: string;
  /** Undefined where an autoscaler decides. */
  readonly replicas: number | undefined;
  readonly podLabels: Labels;
  readonly pod: IPodSpec;
}

/** Everything that runs pods; a Job only where `jobs` says so. */
export function workloads(manifests: readonly Manifest[], { jobs }: { jobs: boolean }): Workload[] {
  const kinds = ['Deployment', 'StatefulSet', ...(jobs ? (['Job'] as const) : [])] as const;
  return kinds.flatMap((kind) =>
    ofKind(manifests, kind).flatMap(({ metadata, spec }) => {
      const pod = spec?.template.spec;
      if (!spec || !pod) return [];
      const podLabels = spec.template.metadata?.labels ?? {};
      const replicas = 'replicas' in spec ? spec.replicas : undefined;
      return [{ kind, name: metadata.name, replicas, podLabels, pod }];
    }),
  );
}

/** The containers of a pod, those that run before the others included. */
export function containersOf({ pod }: Workload): IContainer[] {
  return [...(pod.initContainers ?? []), ...pod.containers];
}

/** Whether a selector of labels takes these; an empty one takes all. */
export function selects(matchLabels: Labels | undefined, labels: Labels): boolean {
  return Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}
