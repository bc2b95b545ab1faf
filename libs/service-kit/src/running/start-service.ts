import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DocumentBuilder } from '@nestjs/swagger';
import { DescribingValidationPipe } from '../http/describing-validation.pipe.ts';
import { HealthController } from '../watching/health.controller.ts';
import { listen } from '../http/listen.ts';
import { NestLogger } from '../watching/logger.ts';
import { MetricsServer } from '../watching/metrics-server.ts';
import { observeRequests } from '../http/observe-requests.ts';
import { secureHeaders } from '../http/secure-headers.ts';
import { serveOpenApi } from '../http/open-api.ts';
import { answerNotFound, ProblemFilter } from '../http/problem.filter.ts';
import { Readiness } from '../watching/readiness.ts';
import type { ServiceDefinition, ServiceHost } from './service-definition.ts';
import type { ServiceSettings } from '../config/settings.ts';
import { traceRequests } from '../tracing/trace-requests.ts';
import { GracefulStop } from './graceful-stop.ts';

/** A service that listens. */
export interface RunningService {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Where `/metrics` is; the same kind of address. None without `METRICS_PORT`. */
  readonly metricsUrl: string | undefined;
  readonly app: NestExpressApplication;
  readonly host: ServiceHost;
  /** Stops taking requests, finishes those in hand, closes all that the service opened. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

/** How a service is started. */
export interface StartOptions<C> {
  readonly config: C;
  readonly host: ServiceHost;
  /** Put before every route but `/health`, without slashes: `api`. */
  readonly prefix?: string;
}

/** Every service's root: its own module, and what a cluster asks of each process. */
@Module({})
class ServiceRoot {
  static around(module: DynamicModule, host: ServiceHost): DynamicModule {
    return {
      module: ServiceRoot,
      imports: [module],
      controllers: [HealthController],
      providers: [{ provide: Readiness, useValue: host.readiness }],
    };
  }
}

/**
 * Builds a service and listens. It resolves when requests are answered, which does not mean that the
 * service is ready: it may wait for a broker or a database.
 *
 * @throws ConfigError where a port is taken.
 */
export async function startService<C extends ServiceSettings>(
  definition: ServiceDefinition<C>,
  { config, host, prefix = '' }: StartOptions<C>,
): Promise<RunningService> {
  const root = ServiceRoot.around(definition.createModule(config, host), host);
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: new NestLogger(host.log),
    abortOnError: false,
    // A service that takes a body says so in `configure`, with its bound.
    bodyParser: false,
    // A browser or balancer that keeps its connection must not hold up the stop.
    forceCloseConnections: false,
  });
  const stop = new GracefulStop(app, host);
  stop.watch(app.getHttpServer());
  app.set('trust proxy', config.TRUST_PROXY);
  app.disable('x-powered-by');
  if (definition.first) app.use(definition.first);
  app.use(stop.middleware, observeRequests(host), secureHeaders(plainHttpHeaders));
  if (host.tracer.isOn) app.use(traceRequests(host.tracer, definition.isPublic !== true));
  app.setGlobalPrefix(prefix, { exclude: ['health/live', 'health/ready'] });
  app.useGlobalPipes(new DescribingValidationPipe());
  app.useGlobalFilters(new ProblemFilter(host.log));
  definition.configure?.(app, config, prefix);
  const describe = (about: DocumentBuilder) => definition.describeApi?.(about, config) ?? about;
  serveOpenApi(app, definition.title, { prefix, describe });
  await app.init();
  // Nest answers for unknown paths below the prefix only.
  if (definition.fallback) app.use(definition.fallback);
  app.use(answerNotFound);
  let metrics: MetricsServer | undefined;
  try {
    metrics = await MetricsServer.start(host.metrics, config);
    const url = await listen(app, config);
    host.log.info({ url, metrics: metrics?.url }, `${definition.title} listens`);
    const close = async ({ drainMs = 0 } = {}): Promise<void> => {
      await stop.run(drainMs);
      await metrics?.close();
    };
    return { url, metricsUrl: metrics?.url, app, host, close };
  } catch (error) {
    await metrics?.close();
    await app.close();
    throw error;
  }
}

/**
 * Services listen on plain HTTP; a promise of TLS would make browsers refuse the page. The last two count over
 * TLS only, and a browser complains of them in its console elsewhere.
 */
const plainHttpHeaders = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
} as const;
