/** The state of one thing that a service needs: ready, or why not, in one sentence. */
export type DependencyState =
  { readonly connected: true } | { readonly connected: false; readonly reason: string };

/** What `/health/ready` answers. */
export interface ReadinessReport {
  readonly status: 'ready' | 'not-ready';
  /** Each dependency by its name: `ok`, or why it is not. */
  readonly dependencies: Readonly<Record<string, string>>;
}

interface Dependency {
  readonly check: () => DependencyState;
  readonly isRequired: boolean;
}

/** Knows what a process needs to do its job, and whether it has it. */
export class Readiness {
  readonly #dependencies = new Map<string, Dependency>();

  /** Without this dependency the service is not ready. `check` is cheap: it reads a state. */
  add(name: string, check: () => DependencyState): void {
    this.#dependencies.set(name, { check, isRequired: true });
  }

  /** A dependency that is shown but without which the service still does its job. */
  addInformational(name: string, check: () => DependencyState): void {
    this.#dependencies.set(name, { check, isRequired: false });
  }

  report(): ReadinessReport {
    const dependencies: Record<string, string> = {};
    let ready = true;
    for (const [name, { check, isRequired }] of this.#dependencies) {
      const state = check();
      dependencies[name] = state.connected ? 'ok' : state.reason;
      ready &&= state.connected || !isRequired;
    }
    return { status: ready ? 'ready' : 'not-ready', dependencies };
  }

  /** This readiness as one dependency of another: that of a process which holds several services. */
  asDependency(): DependencyState {
    const { status, dependencies } = this.report();
    if (status === 'ready') return { connected: true };
    const reasons = Object.entries(dependencies).filter(([, state]) => state !== 'ok');
    return { connected: false, reason: reasons.map((reason) => reason.join(': ')).join('; ') };
  }
}
