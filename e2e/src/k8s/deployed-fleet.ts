import type { Kubectl, Said } from '../kubectl.ts';
import { isReady, livingPods, restartsOf } from './pods.ts';

/** A Deployment or StatefulSet, in the fields that are read here. */
interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas: number };
}

const lookEveryMs = 500;

/** The whole set of services in a namespace. */
export class DeployedFleet {
  readonly kubectl: Kubectl;
  /** When it was applied, in milliseconds since 1970. */
  readonly appliedAt: number;
  /** What `kubectl apply` wrote. */
  readonly applied: Said;

  private constructor(kubectl: Kubectl, appliedAt: number, applied: Said) {
    this.kubectl = kubectl;
    this.appliedAt = appliedAt;
    this.applied = applied;
  }

  /** Applies manifests: `-f FOLDER`, or `-k FOLDER`. */
  static async apply(kubectl: Kubectl, ...manifests: string[]): Promise<DeployedFleet> {
    const appliedAt = Date.now();
    const applied = await kubectl.run(['apply', ...manifests]);
    return new DeployedFleet(kubectl, appliedAt, applied);
  }

  /** Names like `deployment/webapp`. */
  async workloads(): Promise<readonly string[]> {
    const found = await this.#workloads();
    return found.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
  }

  /** How often containers were started again, in all. */
  async restarts(): Promise<number> {
    const pods = await livingPods(this.kubectl);
    return pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  }

  /**
   * Resolves when every workload has all its pods, each Ready and none about to end; rejects with
   * those that have not.
   */
  async whenReady(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const missing = await this.#missing();
      if (missing.length === 0) return;
      if (Date.now() > deadline) {
        throw new Error(`Not Ready after ${timeoutMs / 1_000} s: ${missing.join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Waits for a change of a workload to have replaced all of its pods. */
  async whenRolledOut(workload: string): Promise<void> {
    const args = ['rollout', 'status', workload, '--timeout', '180s'];
    await this.kubectl.run(args, { timeoutMs: 190_000 });
  }

  /** The workloads that do not have what they should, with how many pods are Ready. */
  async #missing(): Promise<readonly string[]> {
    const [workloads, pods] = await Promise.all([this.#workloads(), livingPods(this.kubectl)]);
    if (workloads.length === 0) return ['there is no workload at all'];
    return workloads.flatMap(({ metadata: { name }, spec: { replicas } }) => {
      const own = pods.filter((pod) => pod.metadata.labels?.['app'] === name);
      const ready = own.filter(isReady).length;
      return ready === replicas && own.length === replicas ? [] : [`${name} ${ready}/${replicas}`];
    });
  }

  #workloads(): Promise<readonly Workload[]> {
    return this.kubectl.list<Workload>('deployments,statefulsets');
  }
}
