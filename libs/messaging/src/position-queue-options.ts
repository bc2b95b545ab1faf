import { maxReportsPerMessage } from '@fleetman/contract';
import type { Log } from './log.ts';
import type { BatchLimits, QueueEvents } from './position-queue.ts';

/** How a report is written into a message. */
type MessageFormat = 'json' | 'map-message';

/** How a queue is opened; all but `log` has a default. */
export interface PositionQueueOptions {
  readonly log: Log;
  /** How much a consumer takes at once: 1,000 reports, 4 MiB, 50 ms, 1,000 messages. */
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
  /** The queue's name; what is parked goes to `<queue>.dead`. Default `positionQueue`. */
  readonly queue?: string;
}

/** {@link PositionQueueOptions} with every default filled in. */
export interface PositionQueueSettings {
  readonly log: Log;
  readonly limits: BatchLimits;
  readonly events: QueueEvents;
  readonly reportsPerMessage: number;
  readonly format: MessageFormat;
  readonly publishTimeoutMs: number;
  readonly queue: string;
}

const defaultLimits: BatchLimits = {
  maxReports: 1_000,
  maxBytes: 4 * 1024 * 1024,
  maxAgeMs: 50,
  prefetch: 1_000,
};

export function withDefaults(options: PositionQueueOptions): PositionQueueSettings {
  const { reportsPerMessage = 1 } = options;
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
    queue: 'positionQueue',
    ...options,
    limits: { ...defaultLimits, ...options.limits },
  };
}

/** Where the reports go that are parked. */
export function deadLetterQueue(queue: string): string {
  return `${queue}.dead`;
}
