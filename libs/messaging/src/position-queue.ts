import type { IgnoredFields, PositionReport, Refusal, RefusalCause } from '@fleetman/contract';
import type { ConnectionState } from './connection-state.ts';

/** Some reports taken from the queue together, oldest message first; never empty. */
export type ReportBatch = readonly PositionReport[];

/**
 * Takes over a batch: when it resolves, every report is stored, but for those it returns as refused,
 * which are parked. When it rejects, the queue keeps the batch in hand and calls again with the same
 * reports, with back-off, until it succeeds or the queue is closed.
 */
export type BatchHandler = (batch: ReportBatch) => Promise<readonly Refusal[]>;

/**
 * How much a consumer takes at once. A batch is what has come while the last one was stored, and waits for
 * nothing; a message is never split over two batches.
 */
export interface BatchLimits {
  /** Reports in a batch, bad ones too; it is full when it has them: its last message may exceed the limit. */
  readonly maxReports: number;
  /** Bytes of message bodies in a batch, with the same allowance. */
  readonly maxBytes: number;
  /** Messages the broker may hand over before any of them is acknowledged. */
  readonly prefetch: number;
}

/** What a queue tells those who count: called synchronously, must not throw. */
export interface QueueEvents {
  /**
   * So many reports were dealt with: stored or known by the handler, or parked. A message that cannot be
   * read counts as one, and so does each part of an array that is no report. Together with what the handler
   * stored and knew, and what was parked, it adds up exactly.
   */
  onConsumed?(count: number): void;
  /** So many of the consumed reports were parked for this cause. */
  onParked?(cause: RefusalCause, count: number): void;
  /** So many letters, the oldest, were dropped from the dead-letter queue, which was full or held old ones. */
  onDeadLettersDropped?(count: number): void;
  /**
   * A message was acknowledged this long after it was published, in milliseconds up to one hour; not called
   * for a message that does not say when that was, or says what cannot be.
   */
  onHandled?(ageMs: number): void;
  /** The reports of an acknowledged message lost these optional fields, which said nothing. */
  onFieldsIgnored?(ignored: IgnoredFields): void;
}

/**
 * The queue between vehicles and tracker. Delivery is at least once and in no promised order: a
 * handler must bear repeated and late reports.
 *
 * It has exactly one taker, the tracker; its replicas share the reports. A second service that consumed
 * here would take away a part of them: a service that follows the fleet subscribes to the `LiveFeed`.
 *
 * A message that ends the process of its taker again and again is taken alone after a few returns, and then
 * parked with the cause `delivery_limit`; those that were in hand beside it are stored.
 *
 * Not in the port: declaring queues, reconnecting and parking. Each adapter does these by itself, and
 * waits for a broker that is not there.
 */
export abstract class PositionQueue {
  /** Whether reports can be published, and taken where a consumer was started. */
  abstract get connection(): ConnectionState;

  /**
   * Resolves when the broker has the reports for good. Rejects with a `MessagingError` when it cannot
   * have them: they may or may not have arrived then, and may be published again.
   */
  abstract publish(reports: readonly PositionReport[]): Promise<void>;

  /**
   * Starts taking reports, one batch at a time, and resolves once it has started or, where the broker
   * is away, at once: taking starts when the broker comes. At most one consumer a queue object.
   * Rejects with a `MessagingError`: `already-consuming` the second time, `closed` after `close`.
   */
  abstract consume(handler: BatchHandler): Promise<void>;

  /**
   * Stops taking, finishes and acknowledges the batch in hand, gives back what no handler has seen,
   * and disconnects. Rejects nothing and can be called twice.
   */
  abstract close(): Promise<void>;
}
