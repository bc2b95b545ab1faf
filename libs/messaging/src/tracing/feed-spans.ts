import { readTraceparent, type Attributes, type Tracer } from '@fleetman/tracing';

/**
 * The spans of a live feed, by OpenTelemetry's conventions for messaging: one for what is published, and
 * one at each subscriber. The feed begins no trace: what led to an announcement does.
 */
export class FeedSpans {
  readonly #tracer: Tracer;
  readonly #name: string;
  readonly #attributes: Attributes;

  /** `system` by OpenTelemetry's name for it, like `rabbitmq`; `name` is the feed's. */
  constructor(tracer: Tracer, system: string, name: string) {
    this.#tracer = tracer;
    this.#name = name;
    this.#attributes = { 'messaging.system': system, 'messaging.destination.name': name };
  }

  /** Has `send` publish, along with the header that subscribers are to get; there may be none. */
  publish(send: (traceparent: string | undefined) => void): void {
    if (!this.#tracer.origins?.length) {
      send(undefined);
      return;
    }
    const attributes = operation(this.#attributes, 'send');
    this.#tracer.span(`send ${this.#name}`, { kind: 'producer', attributes }, (span) => {
      send(span?.traceparent);
    });
  }

  /** Hands on what came with this header. */
  receive(traceparent: unknown, handOn: () => void): void {
    const origin = this.#tracer.isOn ? readTraceparent(traceparent) : undefined;
    if (origin === undefined) {
      handOn();
      return;
    }
    const attributes = operation(this.#attributes, 'process');
    const options = { kind: 'consumer', attributes, origins: [origin] } as const;
    this.#tracer.span(`process ${this.#name}`, options, handOn);
  }
}

function operation(attributes: Attributes, name: 'send' | 'process'): Attributes {
  return {
    ...attributes,
    'messaging.operation.name': name,
    'messaging.operation.type': name,
  };
}
