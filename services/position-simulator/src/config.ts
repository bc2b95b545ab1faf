import { fileURLToPath } from 'node:url';
import {
  brokerUrl,
  duration,
  hasPartitions,
  partitionsProblem,
  queuePartitions,
  serviceSettings,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';
import { noiseSetting } from './noise/noise.ts';

/** The tracks of the package; the same path from `src` and from `dist`. */
export const ownTracks = fileURLToPath(new URL('../tracks/', import.meta.url));

const [leastIntervalMs, mostIntervalMs] = [100, 3_600_000];

const mostBackfillMs = 30 * 86_400_000;

/** What the simulator reads from its environment. */
export const simulatorConfig = z
  .object({
    ...serviceSettings({ port: 8070 }),
    QUEUE_URL: brokerUrl.default('amqp://localhost'),
    QUEUE_PARTITIONS: queuePartitions,
    PUBLISH_TIMEOUT: duration.prefault('10s'),
    /** A folder of `.gpx` files, or of files in the course's format. */
    TRACKS: z.string().default(ownTracks),
    /** Default: one a track. More drive the same tracks at other places. */
    VEHICLES: wholeNumber(1, 50_000).optional(),
    /** How often a vehicle reports on average; each time between half and one and a half of it. */
    REPORT_INTERVAL: duration
      .refine(
        (ms) => ms >= leastIntervalMs && ms <= mostIntervalMs,
        'expected a duration from 100ms to 1h',
      )
      .prefault('2s'),
    /** The same seed gives the same fleet: stops, drivers, and where they are at a given time. */
    SEED: wholeNumber(0, 4_294_967_295).prefault('1'),
    /** How far reports differ from the true drive: metres, and kinds of faults. */
    NOISE: noiseSetting,
    /** The hours before the start whose drive is published as well. */
    BACKFILL: duration
      .refine((ms) => ms <= mostBackfillMs, 'expected a duration up to 30d')
      .prefault('0'),
    /** Reports that wait while the broker is away, about 150 bytes each; then the oldest are dropped. */
    BUFFER_SIZE: wholeNumber(1, 1_000_000).prefault('100000'),
    REPORTS_PER_MESSAGE: wholeNumber(1, 1_000).prefault('1'),
    /** On ActiveMQ: `map-message` for the Java system's tracker, which reads nothing else. */
    MESSAGE_FORMAT: z.enum(['json', 'map-message'], 'expected json or map-message').default('json'),
  })
  .refine(hasPartitions, partitionsProblem)
  .refine(
    ({ QUEUE_URL, MESSAGE_FORMAT, REPORTS_PER_MESSAGE }) =>
      REPORTS_PER_MESSAGE === 1 || MESSAGE_FORMAT === 'json' || !/^stomps?:/.test(QUEUE_URL),
    {
      path: ['REPORTS_PER_MESSAGE'],
      message: 'expected 1, or MESSAGE_FORMAT=json: a MapMessage holds one report',
    },
  );

/** The simulator's settings, read and checked. */
export type SimulatorConfig = z.infer<typeof simulatorConfig>;
