import { maxReportsPerMessage } from '@fleetman/contract';
import { noTracer, type Tracer } from '@fleetman/tracing';
import type { LetterStore } from './letter-store.ts';
import type { Log } from './log.ts';
import type { BatchLimits, QueueEvents } from './position-queue.ts';
import { QueueSpans } from './tracing/queue-spans.ts';

/** How a report is written into a message. */
type MessageFormat = 'json' | 'map-message';

/** What may lie in a dead-letter queue. */
export interface DeadLetterBounds {
  readonly max: number;
  readonly maxAgeMs: number;
}

/** How a queue is opened; all but `log` has a default. */
export interface PositionQueueOptions {
  readonly log: Log;
  /** How much a consumer takes at once: 1,000 reports, 4 MiB, 1,000 messages. */
  readonly limits?: Partial<BatchLimits>;
  readonly events?: QueueEvents;
  /** Reports that share a message, 1 to 1,000. Default 1. */
  readonly reportsPerMessage?: number;
  /**
   * What reports are written as. `map-message` is the Java system's JMS MapMessage, one report each; only
   * ActiveMQ has those, and everywhere else it is JSON. Each is read, whatever this says. Default `json`.
   */
  readonly format?: MessageFormat;
  /** How long `publish` waits for the broker before it rejects. Default 10 s. */
  readonly publishTimeoutMs?: number;
  /** What may lie in the dead-letter queue; the oldest are dropped. Default 100,000 letters and 30 days. */
  readonly deadLetters?: DeadLetterBounds;
  /**
   * Where the queue in memory keeps what is parked, and finds what is to be taken again; the caller closes it after
   * the queue. Default: in memory, up to 32 MiB. Brokers keep letters themselves.
   */
  readonly letters?: LetterStore | undefined;
  /**
   * Over how many queues messages are spread, 1 to 32; on RabbitMQ only, and everywhere else there is one.
   * Default 1.
   */
  readonly partitions?: number;
  /** The queue's name; what is parked goes to `<queue>.dead`. Default `positionQueue`. */
  readonly queue?: string;
  /** Records what is published and taken. Default: nothing is. */
  readonly tracer?: Tracer;
}

/** {@link PositionQueueOptions} with every default filled in. */
export interface PositionQueueSettings {
  readonly log: Log;
  readonly limits: BatchLimits;
  readonly events: QueueEvents;
  readonly reportsPerMessage: number;
  readonly format: MessageFormat;
  readonly publishTimeoutMs: number;
  readonly deadLetters: DeadLetterBounds;
  readonly letters?: LetterStore | undefined;
  readonly partitions: number;
  readonly queue: string;
  readonly spans: QueueSpans;
}

const defaultLimits: BatchLimits = {
  maxReports: 1_000,
  maxBytes: 4 * 1024 * 1024,
  prefetch: 1_000,
};

/** `system` by OpenTelemetry's name for it, like `rabbitmq`. */
export function withDefaults(options: PositionQueueOptions, system: string): PositionQueueSettings {
  const { reportsPerMessage = 1, queue = 'positionQueue', tracer = noTracer } = options;
  if (!(reportsPerMessage >= 1 && reportsPerMessage <= maxReportsPerMessage)) {
    throw new RangeError(
      `reportsPerMessage: ${reportsPerMessage} given, expected 1 to ${maxReportsPerMessage}`,
    );
  }
  return {
    events: {},
    reportsPerMessage: 1,
    format: 'json',
    publishTimeoutMs: 10_000,
    partitions: 1,
    deadLetters: { max: 100_000, maxAgeMs: 30 * 86_400_000 },
    ...options,
    queue,
    spans: new QueueSpans(tracer, system, queue),
    limits: { ...defaultLimits, ...options.limits },
  };
}

/** Where the reports go that are parked. */
export function deadLetterQueue(queue: string): string {
  return `${queue}.dead`;
}
