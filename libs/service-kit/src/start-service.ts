import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { DescribingValidationPipe } from './describing-validation.pipe.ts';
import { HealthController } from './health.controller.ts';
import { listen } from './listen.ts';
import { NestLogger } from './logger.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { observeRequests } from './observe-requests.ts';
import { serveOpenApi } from './open-api.ts';
import { answerNotFound, ProblemFilter } from './problem.filter.ts';
import { Readiness } from './readiness.ts';
import type { ServiceDefinition, ServiceHost } from './service-definition.ts';
import type { ServiceSettings } from './settings.ts';
import { GracefulStop } from './graceful-stop.ts';

/** A service that listens. */
export interface RunningService {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly host: ServiceHost;
  /** Stops taking requests, finishes those in hand, closes all that the service opened. */
  close(options?: { readonly drainMs?: number }): Promise<void>;
}

/** How a service is started. */
export interface StartOptions<C> {
  readonly config: C;
  readonly host: ServiceHost;
  /** Put before every route but `/health` and `/metrics`, without slashes: `api`. */
  readonly prefix?: string;
}

/** Every service's root: its own module, and what a cluster asks of each process. */
@Module({})
class ServiceRoot {
  static around(module: DynamicModule, host: ServiceHost): DynamicModule {
    return {
      module: ServiceRoot,
      imports: [module],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: Readiness, useValue: host.readiness },
        { provide: Metrics, useValue: host.metrics },
      ],
    };
  }
}

/**
 * Builds a service and listens. It resolves when requests are answered, which does not mean that the
 * service is ready: it may wait for a broker or a database.
 *
 * @throws ConfigError where the port is taken.
 */
export async function startService<C extends ServiceSettings>(
  definition: ServiceDefinition<C>,
  { config, host, prefix = '' }: StartOptions<C>,
): Promise<RunningService> {
  const root = ServiceRoot.around(definition.createModule(config, host), host);
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: new NestLogger(host.log),
    abortOnError: false,
    // No route takes a body.
    bodyParser: false,
    // A browser or balancer that keeps its connection must not hold up the stop.
    forceCloseConnections: false,
  });
  const stop = new GracefulStop(app, host);
  stop.watch(app.getHttpServer());
  app.set('trust proxy', config.TRUST_PROXY);
  app.disable('x-powered-by');
  app.use(stop.middleware, observeRequests(host), helmet(plainHttpHeaders));
  app.setGlobalPrefix(prefix, { exclude: ['health/live', 'health/ready', 'metrics'] });
  app.useGlobalPipes(new DescribingValidationPipe());
  app.useGlobalFilters(new ProblemFilter(host.log));
  definition.configure?.(app, config, prefix);
  serveOpenApi(app, definition.title, prefix);
  await app.init();
  // Nest answers for unknown paths below the prefix only.
  app.use(answerNotFound);
  const url = await listen(app, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  host.log.info({ url }, `${definition.title} listens`);
  return { url, app, host, close: ({ drainMs = 0 } = {}) => stop.run(drainMs) };
}

/** Services listen on plain HTTP; a promise of TLS would make browsers refuse the page. */
const plainHttpHeaders = {
  strictTransportSecurity: false,
  contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
} as const;
