import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds, from a report that is stored at once to one that waited out a broken database. */
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600];

interface Named<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly L[];
}

interface Read<L extends string> extends Named<L> {
  /** Sets the gauge to what is true now; called whenever Prometheus fetches. */
  readonly read?: (gauge: Gauge<L>) => void;
}

/**
 * The numbers of one process for Prometheus. Asking twice for a name gives the same metric, so that
 * the services of the embedded process share them.
 */
export class Metrics {
  readonly registry = new Registry();

  /** Adds what Node knows of the process: CPU, memory, event loop. Once a process. */
  collectProcessMetrics(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(metric: Named<L>): Counter<L> {
    return this.#once(metric.name, () => new Counter<L>(this.#options(metric)));
  }

  gauge<L extends string = never>(metric: Read<L>): Gauge<L> {
    const { read, ...named } = metric;
    return this.#once(
      metric.name,
      () =>
        new Gauge<L>({
          ...this.#options(named),
          collect() {
            read?.(this);
          },
        }),
    );
  }

  /** A histogram of seconds. */
  seconds<L extends string = never>(metric: Named<L>): Histogram<L> {
    return this.#once(
      metric.name,
      () => new Histogram<L>({ ...this.#options(metric), buckets: secondsBuckets }),
    );
  }

  #options<L extends string>(metric: Named<L>) {
    return { labelNames: [], ...metric, registers: [this.registry] };
  }

  #once<M>(name: string, create: () => M): M {
    // The registry knows its metrics only as the general type; a name is used for one kind only.
    return (this.registry.getSingleMetric(name) as M | undefined) ?? create();
  }
}
