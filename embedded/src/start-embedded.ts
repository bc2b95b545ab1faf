import { fileURLToPath } from 'node:url';
import { apiGateway, type GatewayConfig } from '@fleetman/api-gateway';
import { fleetRegistry } from '@fleetman/fleet-registry';
import { isDevicePath, positionReceiver, Receiver } from '@fleetman/position-receiver';
import { FleetDriver, positionSimulator } from '@fleetman/position-simulator';
import { positionTracker, storeProblem } from '@fleetman/position-tracker';
import {
  ConfigError,
  createHost,
  createLogger,
  misspeltSettings,
  openTracing,
  Readiness,
  startService,
  warnOfMisspelt,
  type Environment,
  type RunningService,
  type ServiceDefinition,
  type ServiceHost,
  type ServiceSettings,
} from '@fleetman/service-kit';
import type { RequestHandler } from 'express';
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
  /** How many simulated vehicles drive. */
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
 * Starts tracker, registry, receiver and gateway in this process, and the simulator unless it is switched off.
 * They meet in a queue and a live feed in memory, and keep what they know in the folder of `DATA`, or in memory.
 * The receiver asks the registry, or the file of devices if there is one. Others reach the gateway's port, with
 * the page, where
 * devices deliver as well, and the port of Teltonika trackers.
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
  const started: RunningService[] = [];
  const startInside = async <C extends ServiceSettings>(
    definition: ServiceDefinition<C>,
    config: C,
  ): Promise<RunningService> => {
    const { name } = definition;
    const inside = { name, settings: configs.own, tracer: tracing.tracer(name) };
    const service = await startService(definition, { config, host: hostInside(host, inside) });
    started.push(service);
    return service;
  };
  const close = async (): Promise<void> => {
    // From the source of the data on, so that nothing is published that nobody takes.
    for (const service of started.toReversed()) await service.close();
    await tracing.close();
  };
  try {
    const tracker = await startInside(positionTracker, configs.tracker);
    const problem = await storeProblem(tracker);
    if (problem !== undefined) throw new ConfigError([`DATA: ${problem}`]);
    const registry = await startInside(fleetRegistry, configs.registry);
    const receiver = await startInside(positionReceiver, knowing(registry, configs.receiver));
    const config = gatewayAmid({ tracker, registry, receiver }, configs.gateway);
    const gateway = await startService(gatewayWithPage(page, configs.own, receiver), {
      config,
      host,
      prefix: 'api',
    });
    started.push(gateway);
    const simulator =
      configs.simulator && (await startInside(positionSimulator, configs.simulator));
    const fleetSize = simulator?.app.get(FleetDriver, { strict: false }).size ?? 0;
    const { url, metricsUrl } = gateway;
    return { url, metricsUrl, config: configs.own, fleetSize, host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Neighbours = Readonly<Record<'tracker' | 'registry' | 'receiver', RunningService>>;

/** The gateway's settings with what listens beside it. */
function gatewayAmid(
  { tracker, registry, receiver }: Neighbours,
  config: GatewayConfig,
): GatewayConfig {
  const TELTONIKA_PORT = receiver.app.get(Receiver, { strict: false }).teltonikaPort;
  return { ...knowing(registry, config), TRACKER_URL: tracker.url, TELTONIKA_PORT };
}

/** Settings with the address at which the registry listens, if they have one. */
function knowing<C extends { readonly REGISTRY_URL?: string | undefined }>(
  registry: RunningService,
  config: C,
): C {
  return config.REGISTRY_URL === undefined ? config : { ...config, REGISTRY_URL: registry.url };
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
function gatewayWithPage(
  folder: string,
  own: EmbeddedConfig,
  receiver: RunningService,
): typeof apiGateway {
  return {
    ...apiGateway,
    first: handingDevicesTo(receiver),
    configure: (app, config, prefix) => {
      apiGateway.configure?.(app, config, prefix);
      servePage(app, folder, own);
    },
    fallback: notFoundPage(folder),
  };
}

/** Gives the receiver what devices send to this port, before anything of the gateway sees a key. */
function handingDevicesTo({ app }: RunningService): RequestHandler {
  // What Nest builds on Express is an application of Express, which is a handler.
  const receive = app.getHttpAdapter().getInstance() as RequestHandler;
  return (request, response, next) => {
    if (isDevicePath(request.url)) void receive(request, response, next);
    else next();
  };
}
