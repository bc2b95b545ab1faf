import { noTracing } from '@fleetman/tracing';
import { createLogger } from '../watching/logger.ts';
import { measureReadiness } from '../watching/measure-readiness.ts';
import { Metrics } from '../watching/metrics.ts';
import { Readiness } from '../watching/readiness.ts';
import type { ServiceHost } from './service-definition.ts';
import type { ServiceSettings } from '../config/settings.ts';

/** What a process gives its services: a log of this name, metrics, readiness and a tracer of its own. */
export function createHost(
  name: string,
  settings: Pick<ServiceSettings, 'LOG_LEVEL' | 'LOG_FORMAT'>,
  tracing = noTracing,
): ServiceHost {
  const metrics = new Metrics();
  const readiness = new Readiness();
  measureReadiness(readiness, metrics);
  return {
    log: createLogger(name, settings),
    metrics,
    readiness,
    tracer: tracing.tracer(name),
  };
}
