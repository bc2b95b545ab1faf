import { describeError } from '@fleetman/toolkit';
import { SpanStatusCode, type Span as OtelSpan } from '@opentelemetry/api';
import type { Attributes, Span } from '../tracer.ts';

/** A span of OpenTelemetry's SDK. */
export class OtlpSpan implements Span {
  readonly traceparent: string;
  readonly #span: OtelSpan;

  constructor(span: OtelSpan) {
    const { traceId, spanId } = span.spanContext();
    this.traceparent = `00-${traceId}-${spanId}-01`;
    this.#span = span;
  }

  set(attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined) this.#span.setAttribute(name, value);
    }
  }

  rename(name: string): void {
    this.#span.updateName(name);
  }

  fail(error: unknown): void {
    const name = error instanceof Error ? error.name : 'Error';
    this.#span.setAttribute('error.type', name);
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message: describeError(error) });
  }

  end(at?: number): void {
    if (this.#span.isRecording()) this.#span.end(at);
  }
}
