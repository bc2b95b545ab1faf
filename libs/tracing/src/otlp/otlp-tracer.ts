import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  trace,
  type SpanContext,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import type { Origins, Span, SpanOptions, Tracer } from '../tracer.ts';
import { OtlpSpan } from './otlp-span.ts';

const kinds = {
  internal: SpanKind.INTERNAL,
  client: SpanKind.CLIENT,
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Of the process: services that share it hand work to each other. */
const inHand = new AsyncLocalStorage<Origins>();

const notRecorded: Origins = [];

/** What a tracer is made with. */
interface OtlpTracerOptions {
  /** The share that is recorded of the traces that begin here. */
  readonly ratio: number;
  readonly tracerOf: (service: string) => Tracer;
}

/** Records spans by OpenTelemetry's SDK. Which traces begin is decided here, before anything is made. */
export class OtlpTracer implements Tracer {
  readonly isOn = true;
  readonly #tracer: OtelTracer;
  readonly #options: OtlpTracerOptions;

  /** `tracer` records all that it is given. */
  constructor(tracer: OtelTracer, options: OtlpTracerOptions) {
    this.#tracer = tracer;
    this.#options = options;
  }

  of(service: string): Tracer {
    return this.#options.tracerOf(service);
  }

  get origins(): Origins | undefined {
    return inHand.getStore();
  }

  within<T>(origins: Origins, work: () => T): T {
    return inHand.run(origins, work);
  }

  start(name: string, options: SpanOptions = {}): Span | undefined {
    const { kind = 'internal', attributes = {}, startedAt } = options;
    const given = options.origins ?? this.origins;
    if (given ? given.length === 0 : Math.random() >= this.#options.ratio) return undefined;
    const contexts = (given ?? []).map(toContext);
    const [parent] = contexts;
    const span = this.#tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        attributes,
        ...(startedAt !== undefined && { startTime: startedAt }),
        links: contexts.length > 1 ? contexts.map((context) => ({ context })) : [],
      },
      parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT,
    );
    return new OtlpSpan(span);
  }

  span<T>(name: string, options: SpanOptions, work: (span: Span | undefined) => T): T {
    const span = this.start(name, options);
    if (!span) return inHand.run(notRecorded, () => work(undefined));
    try {
      const result = inHand.run([span.traceparent], () => work(span));
      if (result instanceof Promise) endWith(span, result);
      else span.end();
      return result;
    } catch (error) {
      span.fail(error);
      span.end();
      throw error;
    }
  }
}

function endWith(span: Span, work: Promise<unknown>): void {
  work.then(
    () => {
      span.end();
    },
    (error: unknown) => {
      span.fail(error);
      span.end();
    },
  );
}

/** Of a header that was read already. */
function toContext(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
