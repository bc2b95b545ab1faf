import {
  brokerUrl,
  duration,
  hasPartitions,
  isSqliteUrl,
  partitionsProblem,
  queuePartitions,
  serviceSettings,
  sqliteUrlProblem,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';
import { mongoUrlProblem } from './store/mongo/mongo-connection.ts';

/** Not a `connectionUrl`: a MongoDB URL may name several hosts, which no general URL can. */
const storeUrl = z.string().superRefine((url, context) => {
  if (url === 'memory:') return;
  const problem = problemOf(url);
  if (problem === undefined) return;
  const expected = 'expected memory:, sqlite:/path/fleet.db or mongodb://host:27017/fleetman';
  context.addIssue({ code: 'custom', message: expected + (problem === '' ? '' : ` (${problem})`) });
});

/** Why a URL names no database; empty if it is of no kind that is known here. */
function problemOf(url: string): string | undefined {
  if (isSqliteUrl(url)) return sqliteUrlProblem(url);
  return /^mongodb(\+srv)?:\/\//.test(url) ? mongoUrlProblem(url) : '';
}

/** What the tracker can be told; details in the README's table of settings. */
export const trackerConfig = z
  .object({
    ...serviceSettings({ port: 8090 }),
    QUEUE_URL: brokerUrl.default('amqp://localhost'),
    QUEUE_PARTITIONS: queuePartitions,
    /** Where positions are sent to those who follow them; where the queue is, if not given. */
    LIVE_URL: brokerUrl.optional(),
    STORE_URL: storeUrl.default('mongodb://localhost'),
    /** Reports that are stored at once. */
    BATCH_SIZE: wholeNumber(1, 10_000).prefault('5000'),
    /** Messages that the broker hands over before any is acknowledged. */
    PREFETCH: wholeNumber(1, 65_535).prefault('5000'),
    HISTORY_RETENTION: duration
      .prefault('7d')
      .refine((ms) => ms >= 1_000, 'expected a duration of at least 1s, like 12h or 7d'),
    /** Of the memory store. */
    HISTORY_MAX_POSITIONS: wholeNumber(1, 100_000_000).prefault('2000000'),
    /** Of the SQLite store, in millions of bytes. */
    HISTORY_MAX_MEGABYTES: wholeNumber(10, 10_000_000).prefault('10000'),
    MAX_VEHICLES: wholeNumber(1, 1_000_000).prefault('100000'),
    /** How far a device's clock may be ahead. */
    FUTURE_TOLERANCE: duration.prefault('5m'),
    /** Of the dead-letter queue, whose oldest letters are dropped. */
    DEAD_LETTERS_MAX: wholeNumber(1, 10_000_000).prefault('100000'),
    DEAD_LETTERS_MAX_AGE: duration
      .prefault('30d')
      .refine((ms) => ms >= 1_000, 'expected a duration of at least 1s, like 12h or 7d'),
    /** How REST writes times: with `Z`, or as the Java tracker, with `+0000`. */
    TIME_FORMAT: z.enum(['iso', 'java'], 'expected iso or java').default('iso'),
    /** Metres: less accurate fixes are doubtful beside better ones. */
    MAX_INACCURACY: wholeNumber(1, 100_000).prefault('200'),
    /** Kilometres an hour: what is reached only faster is a jump. */
    MAX_SPEED: wholeNumber(1, 10_000).prefault('300'),
  })
  .refine(hasPartitions, partitionsProblem)
  .transform((config) => ({ ...config, LIVE_URL: config.LIVE_URL ?? config.QUEUE_URL }));

export type TrackerConfig = Readonly<z.infer<typeof trackerConfig>>;
