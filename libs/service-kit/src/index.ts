export { createHost } from './create-host.ts';
export { ConfigError, FleetmanError, type FleetmanErrorCode } from './errors.ts';
export { hidePassword, loadConfig, type Environment } from './load-config.ts';
export { createLogger } from './logger.ts';
export { Metrics } from './metrics.ts';
export { sendProblem } from './problem.filter.ts';
export { Readiness, type DependencyState, type ReadinessReport } from './readiness.ts';
export { exitWithProblem, runService } from './run-service.ts';
export type { ServiceDefinition, ServiceHost } from './service-definition.ts';
export {
  brokerUrl,
  connectionUrl,
  duration,
  flag,
  serviceSettings,
  wholeNumber,
  type ServiceSettings,
} from './settings.ts';
export { startService, type RunningService, type StartOptions } from './start-service.ts';
export { stopOnSignals } from './stop-on-signals.ts';
