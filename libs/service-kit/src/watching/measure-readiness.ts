import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/**
 * Shows readiness as numbers, so that an alert can name the link that is broken. It needs nothing of
 * the cluster, and is there for a process that was never ready as well.
 */
export function measureReadiness(readiness: Readiness, metrics: Metrics): void {
  metrics.gauge({
    name: 'fleetman_ready',
    help: 'Whether the process can do its job: 1, or 0',
    read(gauge) {
      gauge.set(readiness.report().status === 'ready' ? 1 : 0);
    },
  });
  metrics.gauge({
    name: 'fleetman_dependency_up',
    help: 'Whether what the process depends on is there: 1, or 0',
    labelNames: ['dependency'],
    read(gauge) {
      for (const [dependency, state] of Object.entries(readiness.report().dependencies)) {
        gauge.set({ dependency }, state === 'ok' ? 1 : 0);
      }
    },
  });
}
