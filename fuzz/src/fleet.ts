import { apiGateway } from '@fleetman/api-gateway';
import { positionTracker } from '@fleetman/position-tracker';
import {
  createHost,
  loadConfig,
  startService,
  type Environment,
  type RunningService,
} from '@fleetman/service-kit';

/** A tracker and a gateway of this process. */
export interface RunningFleet {
  readonly trackerUrl: string;
  readonly gatewayUrl: string;
  close(): Promise<void>;
}

/** Starts both over queue, live feed and store in memory; `environment` goes before what is usual. */
export async function startFleet(environment: Environment = {}): Promise<RunningFleet> {
  const common = {
    ...{ PORT: '0', LOG_LEVEL: 'silent', QUEUE_URL: 'memory:', LIVE_URL: 'memory:' },
    ...{ STORE_URL: 'memory:', RATE_LIMIT: '1000000', MAX_CLIENTS_PER_ADDRESS: '1000' },
    ...environment,
  };
  const running: RunningService[] = [];
  const trackerConfig = loadConfig(positionTracker.config, common);
  const tracker = await startService(positionTracker, {
    config: trackerConfig,
    host: createHost(positionTracker.name, trackerConfig),
  });
  running.push(tracker);
  const gatewayConfig = loadConfig(apiGateway.config, { ...common, TRACKER_URL: tracker.url });
  const gateway = await startService(apiGateway, {
    config: gatewayConfig,
    host: createHost(apiGateway.name, gatewayConfig),
  });
  running.push(gateway);
  const close = async () => {
    for (const service of running.toReversed()) await service.close();
  };
  return { trackerUrl: tracker.url, gatewayUrl: gateway.url, close };
}
