import { noTracing, type Tracing } from '@fleetman/tracing';
import type { Logger } from 'pino';
import type { ServiceSettings } from '../config/settings.ts';

/**
 * Where the spans of this process go: to the collector that its settings name. Without one nothing is
 * recorded, nor is the SDK loaded.
 */
export async function openTracing(settings: ServiceSettings, log: Logger): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER: sampler } = settings;
  if (endpoint === undefined || sampler === 'always_off') return noTracing;
  const { openOtlpTracing } = await import('@fleetman/tracing/otlp');
  const ratio = ratioOf(settings);
  log.info({ collector: endpoint, ratio }, 'Traces are recorded');
  return openOtlpTracing({
    endpoint,
    ratio,
    serviceName: settings.OTEL_SERVICE_NAME,
    resource: settings.OTEL_RESOURCE_ATTRIBUTES ?? {},
    delayMs: settings.OTEL_BSP_SCHEDULE_DELAY,
    log,
  });
}

function ratioOf({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG }: ServiceSettings) {
  if (sampler.endsWith('always_on')) return 1;
  return sampler.endsWith('always_off') ? 0 : OTEL_TRACES_SAMPLER_ARG;
}
