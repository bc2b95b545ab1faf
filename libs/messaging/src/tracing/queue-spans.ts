import type { PositionReport } from '@fleetman/contract';
import { readTraceparent, type Attributes, type Span, type Tracer } from '@fleetman/tracing';
import type { Delivery } from '../consuming/delivery.ts';

/** OpenTelemetry keeps as many links of a span. */
const mostLinks = 128;

/** A message before it is sent. */
interface Unsent {
  readonly body: Buffer;
}

/** What publishing needs to be recorded. */
interface Sending<M> {
  readonly messages: readonly M[];
  /** What the messages carry, in the same order. */
  readonly reports: readonly PositionReport[];
  /** The number of reports in a message; absent if there is one. */
  readonly reportsPerMessage: number;
  /** The message with the header `traceparent`. */
  readonly mark: (message: M, traceparent: string) => M;
  readonly send: (messages: readonly M[]) => Promise<void>;
}

/**
 * The spans of a queue, by OpenTelemetry's conventions for messaging
 * (https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/): one for each message that is
 * published, and one for each batch that is taken, linked to those of its messages.
 */
export class QueueSpans {
  readonly #tracer: Tracer;
  readonly #queue: string;
  readonly #attributes: Attributes;

  /** `system` by OpenTelemetry's name for it, like `rabbitmq`. */
  constructor(tracer: Tracer, system: string, queue: string) {
    this.#tracer = tracer;
    this.#queue = queue;
    this.#attributes = { 'messaging.system': system, 'messaging.destination.name': queue };
  }

  /** Sends the messages; the span of each lasts until all are confirmed. Rejects as `send` does. */
  async send<M extends Unsent>(sending: Sending<M>): Promise<void> {
    const { messages, reports, mark, send } = sending;
    if (!this.#tracer.isOn) return send(messages);
    const spans: Span[] = [];
    const each = messages.length === reports.length ? 1 : sending.reportsPerMessage;
    const marked = messages.map((message, index) => {
      const span = this.#begin();
      if (!span) return message;
      span.set(describe(message, reports.slice(index * each, (index + 1) * each)));
      spans.push(span);
      return mark(message, span.traceparent);
    });
    try {
      await send(marked);
    } catch (error) {
      for (const span of spans) span.fail(error);
      throw error;
    } finally {
      for (const span of spans) span.end();
    }
  }

  /** Does the work on a batch; a batch without a recorded message may begin a trace. */
  process<T>(batch: readonly Delivery[], work: () => Promise<T>): Promise<T> {
    if (!this.#tracer.isOn) return work();
    const origins = batch.flatMap(({ traceparent }) => readTraceparent(traceparent) ?? []);
    const attributes = {
      ...this.#attributes,
      ...operation('process'),
      'messaging.batch.message_count': batch.length,
      'fleetman.reports': batch.reduce((sum, { reports }) => sum + reports.length, 0),
    };
    const known = origins.length > 0 ? { origins: origins.slice(0, mostLinks) } : {};
    const options = { kind: 'consumer', attributes, ...known } as const;
    return this.#tracer.span(`process ${this.#queue}`, options, work);
  }

  #begin(): Span | undefined {
    const span = this.#tracer.start(`send ${this.#queue}`, { kind: 'producer' });
    span?.set({ ...this.#attributes, ...operation('send') });
    return span;
  }
}

function operation(name: 'send' | 'process'): Attributes {
  return { 'messaging.operation.name': name, 'messaging.operation.type': name };
}

function describe({ body }: Unsent, reports: readonly PositionReport[]): Attributes {
  const [first] = reports;
  return {
    'messaging.message.body.size': body.length,
    'fleetman.reports': reports.length,
    'fleetman.vehicle': first?.vehicle,
    'fleetman.report.time': first?.time.toISOString(),
  };
}
