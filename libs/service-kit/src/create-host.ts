import { createLogger } from './logger.ts';
import { measureReadiness } from './measure-readiness.ts';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';
import type { ServiceHost } from './service-definition.ts';
import type { ServiceSettings } from './settings.ts';

/** What a process gives its services: a log of this name, metrics and readiness of its own. */
export function createHost(
  name: string,
  settings: Pick<ServiceSettings, 'LOG_LEVEL' | 'LOG_FORMAT'>,
): ServiceHost {
  const metrics = new Metrics();
  const readiness = new Readiness();
  measureReadiness(readiness, metrics);
  return { log: createLogger(name, settings), metrics, readiness };
}
