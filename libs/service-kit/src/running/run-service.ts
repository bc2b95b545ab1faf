import type { Logger } from 'pino';
import { createHost } from './create-host.ts';
import { ConfigError } from '../errors.ts';
import { loadConfig, misspeltSettings } from '../config/load-config.ts';
import { createLogger } from '../watching/logger.ts';
import type { ServiceDefinition } from './service-definition.ts';
import type { ServiceSettings } from '../config/settings.ts';
import { startService } from './start-service.ts';
import { openTracing } from '../tracing/open-tracing.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/**
 * What a service's `main.ts` calls: reads the environment, starts the service and stops it on a
 * signal. With settings that cannot be used it names each on standard error and exits with 1.
 */
export async function runService<C extends ServiceSettings>(
  definition: ServiceDefinition<C>,
): Promise<void> {
  try {
    const config = loadConfig(definition.config);
    refuseMemory(config);
    const tracing = await openTracing(config, createLogger(definition.name, config));
    const host = createHost(definition.name, config, tracing);
    host.metrics.collectProcessMetrics();
    warnOfMisspelt(host.log, misspeltSettings());
    const service = await startService(definition, { config, host });
    stopOnSignals(host.log, config.DRAIN_DELAY, async (drainMs) => {
      await service.close({ drainMs });
      await tracing.close();
    });
  } catch (error) {
    exitWithProblem(definition.name, error);
  }
}

/** Says in one line of the log which settings were misspelt, if any were. */
export function warnOfMisspelt(log: Logger, sentences: readonly string[]): void {
  if (sentences.length > 0) log.warn({}, sentences.join(' '));
}

/** Says on standard error why a process cannot start, and ends it with 1. */
export function exitWithProblem(name: string, error: unknown): never {
  const lines =
    error instanceof ConfigError
      ? [`${name} cannot start with these settings:`, ...error.problems.map((line) => `  ${line}`)]
      : [
          `${name} cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/**
 * Two processes would each have a memory of their own and never meet: neither at a queue nor at a live
 * feed. A store serves the process that opens it.
 */
function refuseMemory(config: object): void {
  const problems = Object.entries(config as Record<string, unknown>)
    .map(([name, value]) => ({ name, url: typeof value === 'string' ? value : '' }))
    .filter(({ name, url }) => name.endsWith('_URL') && url.startsWith('memory:'))
    .filter(({ name }) => !name.endsWith('STORE_URL'))
    .map(
      ({ name, url }) => `${name}: "${url}" given, which works only inside the embedded process`,
    );
  if (problems.length > 0) throw new ConfigError(problems);
}
