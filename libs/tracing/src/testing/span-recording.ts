import { openOtlpTracing } from '../otlp/open-tracing.ts';
import type { Tracer, Tracing } from '../tracer.ts';
import { OtlpCollector, type CollectedSpan } from './otlp-collector.ts';

/** A collector, and tracers whose every span is sent to it. */
export class SpanRecording {
  readonly #collector: OtlpCollector;
  readonly #tracing: Tracing;

  private constructor(collector: OtlpCollector) {
    this.#collector = collector;
    this.#tracing = openOtlpTracing({
      endpoint: collector.endpoint,
      ratio: 1,
      resource: {},
      delayMs: 5_000,
      log: { warn: () => undefined, info: () => undefined },
    });
  }

  static async start(): Promise<SpanRecording> {
    return new SpanRecording(await OtlpCollector.start());
  }

  tracer(service: string): Tracer {
    return this.#tracing.tracer(service);
  }

  /** All that was recorded, causes first, else as it began; nothing more is. Can be called twice. */
  async finish(): Promise<readonly CollectedSpan[]> {
    await this.#tracing.close();
    await this.#collector.close();
    const { spans } = this.#collector;
    return spans.toSorted((a, b) => depthOf(a, spans) - depthOf(b, spans) || a.start - b.start);
  }
}

/** How many spans led to this one; clocks are too coarse to tell. */
function depthOf(span: CollectedSpan, spans: readonly CollectedSpan[]): number {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? 1 + depthOf(parent, spans) : 0;
}
