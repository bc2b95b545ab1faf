import { fileURLToPath } from 'node:url';
import { apiGateway } from '@fleetman/api-gateway';
import { FleetDriver, positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import {
  createHost,
  createLogger,
  misspeltSettings,
  openTracing,
  Readiness,
  startService,
  warnOfMisspelt,
  type Environment,
  type RunningService,
  type ServiceHost,
} from '@fleetman/service-kit';
import type { EmbeddedConfig } from './config.ts';
import { loadConfigs } from './load-configs.ts';
import { notFoundPage } from './not-found-page.ts';
import { servePage } from './serve-page.ts';

const builtPage = fileURLToPath(new URL('../../webapp/dist', import.meta.url));

/** All of Fleetman in this process, listening. */
export interface Embedded {
  readonly url: string;
  /** Where `/metrics` is, of all services in the process; none without `METRICS_PORT`. */
  readonly metricsUrl: string | undefined;
  readonly config: EmbeddedConfig;
  /** How many vehicles drive. */
  readonly fleetSize: number;
  readonly host: ServiceHost;
  close(): Promise<void>;
}

/** How all of Fleetman is started in one process. */
export interface EmbeddedOptions {
  readonly environment: Environment;
  /** The folder with the built page. */
  readonly page?: string;
}

/**
 * Starts tracker, gateway and simulator in this process. They meet in a queue, a live feed and a store
 * in memory; only the gateway, with the page, listens where others can reach it.
 *
 * @throws ConfigError naming the wrong variables of all of them.
 */
export async function startEmbedded({
  environment,
  page = builtPage,
}: EmbeddedOptions): Promise<Embedded> {
  const configs = loadConfigs(environment);
  const tracing = await openTracing(configs.own, createLogger('fleetman', configs.own));
  const host: ServiceHost = {
    ...createHost('fleetman', configs.own),
    tracer: tracing.tracer(apiGateway.name),
  };
  host.metrics.collectProcessMetrics();
  warnOfMisspelt(host.log, misspeltSettings(environment));
  const inside = (name: string) =>
    hostInside(host, { name, settings: configs.own, tracer: tracing.tracer(name) });
  const started: RunningService[] = [];
  const close = async (): Promise<void> => {
    // From the source of the data on, so that nothing is published that nobody takes.
    for (const service of started.toReversed()) await service.close();
    await tracing.close();
  };
  try {
    const tracker = await startService(positionTracker, {
      config: configs.tracker,
      host: inside(positionTracker.name),
    });
    started.push(tracker);
    const config = { ...configs.gateway, TRACKER_URL: tracker.url };
    const gateway = await startService(gatewayWithPage(page, configs.own), {
      config,
      host,
      prefix: 'api',
    });
    started.push(gateway);
    const simulator = await startService(positionSimulator, {
      config: configs.simulator,
      host: inside(positionSimulator.name),
    });
    started.push(simulator);
    const fleetSize = simulator.app.get(FleetDriver, { strict: false }).size;
    const { url, metricsUrl } = gateway;
    return { url, metricsUrl, config: configs.own, fleetSize, host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Inside {
  readonly name: string;
  readonly settings: EmbeddedConfig;
  readonly tracer: ServiceHost['tracer'];
}

/** What a service gets that shares the process: its own name in the log, its own part of readiness. */
function hostInside(outer: ServiceHost, { name, settings, tracer }: Inside): ServiceHost {
  const readiness = new Readiness();
  outer.readiness.add(name, () => readiness.asDependency());
  return { log: createLogger(name, settings), metrics: outer.metrics, readiness, tracer };
}

/** The gateway with the page beside it: what nginx does elsewhere. */
function gatewayWithPage(folder: string, own: EmbeddedConfig): typeof apiGateway {
  return {
    ...apiGateway,
    configure: (app, config, prefix) => {
      apiGateway.configure?.(app, config, prefix);
      servePage(app, folder, own);
    },
    fallback: notFoundPage(folder),
  };
}
