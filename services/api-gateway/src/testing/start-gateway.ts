import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { apiGateway } from '../index.ts';

/** Starts a gateway for a spec, on a free port, with these settings and defaults for the rest. */
export function startGateway(
  environment: Readonly<Record<string, string>>,
  prefix = '',
): Promise<RunningService> {
  const config = loadConfig(apiGateway.config, {
    LOG_LEVEL: 'silent',
    PORT: '0',
    METRICS_PORT: '0',
    ...environment,
  });
  return startService(apiGateway, { config, host: createHost(apiGateway.name, config), prefix });
}
