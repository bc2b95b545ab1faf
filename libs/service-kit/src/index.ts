export { BackupError } from './backup/backup-error.ts';
export { backupInput, backupLines, excerptOf, parseBackupLine } from './backup/backup-lines.ts';
export { departureOf } from './http/departure.ts';
export { addressKey, clientKey } from './http/client-key.ts';
export { createHost } from './running/create-host.ts';
export { ConfigError, FleetmanError, type FleetmanErrorCode } from './errors.ts';
export {
  hidePassword,
  loadConfig,
  misspeltSettings,
  type Environment,
} from './config/load-config.ts';
export { createLogger } from './watching/logger.ts';
export { settingNames } from './config/misspelt/setting-names.ts';
export { Metrics } from './watching/metrics.ts';
export { problemFor, sendProblem } from './http/problem.filter.ts';
export { hasPartitions, partitionsProblem, queuePartitions } from './config/queue-partitions.ts';
export { Readiness, type DependencyState, type ReadinessReport } from './watching/readiness.ts';
export { runProgram, untilConnected } from './running/run-program.ts';
export { exitWithProblem, runService, warnOfMisspelt } from './running/run-service.ts';
export type { ServiceDefinition, ServiceHost } from './running/service-definition.ts';
export {
  brokerUrl,
  connectionUrl,
  duration,
  flag,
  portOrOff,
  wholeNumber,
} from './config/setting-kinds.ts';
export { serviceSettings, type ServiceSettings } from './config/settings.ts';
export { sendBody } from './http/shared-body/send-body.ts';
export { bodyOf, SharedBody, type Body } from './http/shared-body/shared-body.ts';
export { listenOn } from './http/listen.ts';
export { sendPieces } from './http/send-pieces.ts';
export { startService, type RunningService, type StartOptions } from './running/start-service.ts';
export { openTracing } from './tracing/open-tracing.ts';
export { isSqliteUrl, sqlitePath, sqliteUrlProblem } from './sqlite/sqlite-url.ts';
export { SqliteFile, type SqliteFileOptions, type SqliteLinks } from './sqlite/sqlite-file.ts';
export type { SqlStep, SqlValue } from './sqlite/sqlite-requests.ts';
export { stopOnSignals } from './running/stop-on-signals.ts';
