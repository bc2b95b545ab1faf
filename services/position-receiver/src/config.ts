import {
  brokerUrl,
  connectionUrl,
  duration,
  hasPartitions,
  partitionsProblem,
  portOrOff,
  queuePartitions,
  serviceSettings,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';

/** What the receiver reads from its environment. */
export const receiverConfig = z
  .object({
    ...serviceSettings({ port: 8060 }),
    QUEUE_URL: brokerUrl.default('amqp://localhost'),
    QUEUE_PARTITIONS: queuePartitions,
    PUBLISH_TIMEOUT: duration.prefault('10s'),
    /** On ActiveMQ: `map-message` for the Java system's tracker, which reads nothing else. */
    MESSAGE_FORMAT: z.enum(['json', 'map-message'], 'expected json or map-message').default('json'),
    /** Who has which key and device: a file of one JSON object a line. */
    DEVICES_FILE: z.string().optional(),
    /** The fleet-registry that knows them, in the file's place. */
    REGISTRY_URL: connectionUrl('http:', 'https:').optional(),
    /** Where Teltonika trackers connect; undefined if nowhere. */
    TELTONIKA_PORT: portOrOff.prefault('5027'),
    /** Default: as `HOST`. */
    TELTONIKA_HOST: z.string().optional(),
    /** Trackers that may be connected at once. */
    MAX_DEVICE_CONNECTIONS: wholeNumber(1, 100_000).prefault('10000'),
    /** Reports a second that one vehicle's key may send on average; 0 for no limit. */
    KEY_RATE_LIMIT: wholeNumber(0, 1_000_000).prefault('100'),
    /** The same for a bridge, which sends for many vehicles. */
    BRIDGE_RATE_LIMIT: wholeNumber(0, 1_000_000).prefault('5000'),
    /** Unknown keys a minute that are looked at from one address; 0 for no limit. */
    UNKNOWN_KEY_LIMIT: wholeNumber(0, 1_000_000).prefault('30'),
  })
  .refine(hasPartitions, partitionsProblem)
  .refine(({ DEVICES_FILE, REGISTRY_URL }) => DEVICES_FILE ?? REGISTRY_URL, {
    path: ['DEVICES_FILE'],
    message: 'expected a file of vehicles, keys and devices, or a REGISTRY_URL',
  })
  .refine(({ DEVICES_FILE, REGISTRY_URL }) => !DEVICES_FILE || !REGISTRY_URL, {
    path: ['REGISTRY_URL'],
    message: 'expected nothing beside DEVICES_FILE: only one of the two knows the fleet',
  });

/** The receiver's settings, read and checked. */
export type ReceiverConfig = z.infer<typeof receiverConfig>;
