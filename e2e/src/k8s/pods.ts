import type { Kubectl } from '../machines/kubectl.ts';

/** A pod, in the fields that are read here. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly restartCount: number;
  readonly state: { readonly waiting?: { readonly reason: string } };
}

/** The pods of a workload that are not about to end, or of all. */
export async function livingPods(kubectl: Kubectl, workload?: string): Promise<readonly Pod[]> {
  const pods = await kubectl.list<Pod>(
    'pods',
    ...(workload ? ['--selector', `app=${workload}`] : []),
  );
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

export function isReady({ status }: Pod): boolean {
  return (
    status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false
  );
}

/** How often the containers of a pod were started again. */
export function restartsOf({ status }: Pod): number {
  return (status.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** Why the containers of a pod wait, as `get pods` shows it. */
export function waitingReasons({ status }: Pod): readonly string[] {
  return (status.containerStatuses ?? []).flatMap(({ state }) => state.waiting?.reason ?? []);
}
