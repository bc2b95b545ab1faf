import type { PositionReport, Refusal, RefusalCause } from '@fleetman/contract';
import type { ConnectionState } from './connection-state.ts';

/** Some reports taken from the queue together, oldest message first; never empty. */
export type ReportBatch = readonly PositionReport[];

/**
 * Takes over a batch: when it resolves, every report is stored, but for those it returns as refused,
 * which are parked. When it rejects, the queue keeps the batch in hand and calls again with the same
 * reports, with back-off, until it succeeds or the queue is closed.
 */
export type BatchHandler = (batch: ReportBatch) => Promise<readonly Refusal[]>;

/** How much a consumer takes at once. A message is never split over two batches. */
export interface BatchLimits {
  /** Reports in a batch, which is full when it has them: its last message may exceed the limit. */
  readonly maxReports: number;
  /** Bytes of message bodies in a batch, with the same allowance. */
  readonly maxBytes: number;
  /** How long the first report of a batch waits for others, in milliseconds. */
  readonly maxAgeMs: number;
  /**
   * Messages the broker may hand over before any of them is acknowledged, each of up to 1 MiB: with
   * the size of the messages this bounds a consumer's memory.
   */
  readonly prefetch: number;
}

/** What a queue tells those who count: called synchronously, must not throw. */
export interface QueueEvents {
  /** One report, or one whole message, was parked for this cause. */
  onParked?(cause: RefusalCause): void;
  /** A message was acknowledged this long after it was published, where it says when that was. */
  onHandled?(ageMs: number): void;
}

/**
 * The queue between vehicles and tracker. Delivery is at least once and in no promised order: a
 * handler must bear repeated and late reports.
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
