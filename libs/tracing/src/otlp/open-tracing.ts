import { settledWithin } from '@fleetman/toolkit';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Tracing } from '../tracer.ts';
import { OtlpTracer } from './otlp-tracer.ts';
import { QuietExporter, type WarningLog } from './quiet-exporter.ts';

/** What is recorded of a process, and where it goes. */
export interface OtlpOptions {
  /** Of the collector: spans go to `/v1/traces` below, as JSON. */
  readonly endpoint: string;
  /** The share of traces that is recorded, 0 to 1; what was recorded before it came here always is. */
  readonly ratio: number;
  /** Instead of the services' own names. */
  readonly serviceName?: string | undefined;
  /** Told of every service: `deployment.environment.name`, say. */
  readonly resource: Readonly<Record<string, string>>;
  /** Spans are sent so long after the first of them, in milliseconds. */
  readonly delayMs: number;
  readonly log: WarningLog;
}

/** What a stop waits for the last spans, in milliseconds. */
const closeMs = 2_000;

/** A collector that takes longer is away, in milliseconds. */
const exportMs = 10_000;

/**
 * Sends spans to an OpenTelemetry collector. One that is away or slow harms nothing: 2,048 spans wait,
 * the others are dropped, and that is logged once.
 */
export function openOtlpTracing(options: OtlpOptions): Tracing {
  const url = `${options.endpoint.replace(/(?<!\/)\/*$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportMs });
  const processor = new BatchSpanProcessor({
    exporter: new QuietExporter(exporter, options.log, url),
    scheduledDelayMillis: options.delayMs,
    exportTimeoutMillis: exportMs,
  });
  const tracerOf = (service: string): OtlpTracer => {
    const attributes = { ...options.resource, 'service.name': service };
    const resource = defaultResource().merge(resourceFromAttributes(attributes));
    const provider = new TracerProvider({ resource, spanProcessors: [processor] });
    return new OtlpTracer(provider.getTracer('fleetman'), { ratio: options.ratio, tracerOf });
  };
  let closed: Promise<void> | undefined;
  return {
    tracer: (service) => tracerOf(options.serviceName ?? service),
    close: () => (closed ??= settledWithin(closeMs, shutDown(processor))),
  };
}

async function shutDown(processor: BatchSpanProcessor): Promise<void> {
  try {
    await processor.shutdown();
  } catch {
    // The collector is away, which was logged: its spans are lost.
  }
}
