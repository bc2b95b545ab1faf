import type { Kubectl, Said } from '../machines/kubectl.ts';
import { diagnose } from './diagnosis.ts';
import { isReady, livingPods, restartsOf } from './pods.ts';

/** A Deployment or StatefulSet, in the fields that are read here. */
interface Workload {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly replicas: number };
}

const lookEveryMs = 500;

/** Far more than is promised: when it is clear that something is wrong, and time to say what. */
const giveUpAfterMs = 240_000;

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

  /** How often containers were started again, in all. */
  async restarts(): Promise<number> {
    const pods = await livingPods(this.kubectl);
    return pods.reduce((sum, pod) => sum + restartsOf(pod), 0);
  }

  /**
   * Resolves when every workload has all its pods, each Ready; rejects with those that have not, and
   * with what can be seen of the trouble.
   */
  async whenReady(timeoutMs = giveUpAfterMs): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const missing = await this.#missing();
      if (missing.length === 0) return;
      if (Date.now() > deadline) {
        const waited = `Not Ready after ${timeoutMs / 1_000} s: ${missing.join(', ')}`;
        throw new Error(`${waited}\n\n${await diagnose(this.kubectl)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  /** Waits for a change of a Deployment to have replaced all of its pods. */
  async whenRolledOut(name: string): Promise<void> {
    const args = ['rollout', 'status', `deployment/${name}`, `--timeout=${giveUpAfterMs}ms`];
    try {
      await this.kubectl.run(args, { timeoutMs: giveUpAfterMs + 10_000 });
    } catch (error) {
      throw new Error(`${String(error)}\n\n${await diagnose(this.kubectl)}`, { cause: error });
    }
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
