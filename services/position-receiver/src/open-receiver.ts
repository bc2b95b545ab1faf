import type { PositionQueue } from '@fleetman/messaging';
import type { ServiceHost } from '@fleetman/service-kit';
import type { ReceiverConfig } from './config.ts';
import { openFleet } from './open-fleet.ts';
import { DeviceDoor } from './http/device-door.ts';
import { IntakeMetrics } from './intake/intake-metrics.ts';
import { ReportIntake } from './intake/report-intake.ts';
import { AttemptLimit } from './limits/attempt-limit.ts';
import { TokenBuckets } from './limits/token-buckets.ts';
import { maxFixesPerMessage } from './protocols/reading/collect.ts';
import { TeltonikaServer } from './tcp/teltonika-server.ts';

/** How long a tracker may take to say who it is. */
const loginTimeoutMs = 30_000;

/** Trackers that sleep keep their connection by a sign of life every few minutes. */
const idleTimeoutMs = 30 * 60_000;

interface ReceiverParts {
  readonly config: ReceiverConfig;
  readonly queue: PositionQueue;
  readonly closeFleet: () => void;
  readonly door: DeviceDoor;
  readonly teltonika: TeltonikaServer;
}

/** All that a receiver has open. */
export class Receiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  get door(): DeviceDoor {
    return this.#parts.door;
  }

  /** Where Teltonika trackers connect; undefined if they cannot. */
  get teltonikaPort(): number | undefined {
    return this.#parts.teltonika.port;
  }

  /** @throws ConfigError naming the setting, if it cannot listen for trackers. */
  async start(): Promise<void> {
    const { HOST, TELTONIKA_PORT: port, TELTONIKA_HOST: host = HOST } = this.#parts.config;
    if (port === undefined) return;
    try {
      await this.#parts.teltonika.start(port, host);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Ends connections once what is in hand is answered, and closes the queue. */
  async close(): Promise<void> {
    await this.#parts.teltonika.close();
    this.#parts.closeFleet();
    await this.#parts.queue.close();
  }
}

/**
 * Opens directory and queue; trackers wait for `start`.
 *
 * @throws ConfigError if there is a file of devices that cannot be read.
 */
export function openReceiver(
  config: ReceiverConfig,
  host: ServiceHost,
  openQueue: (config: ReceiverConfig, host: ServiceHost) => PositionQueue,
): Receiver {
  const { log, readiness } = host;
  const { directory, signs, close: closeFleet } = openFleet(config, host);
  const queue = openQueue(config, host);
  readiness.add('queue', () => queue.connection);
  readiness.addInformational('vehicles and keys', () => directory.state);
  const metrics = new IntakeMetrics(host.metrics);
  const attempts = new AttemptLimit({ perMinute: config.UNKNOWN_KEY_LIMIT });
  const intake = new ReportIntake({
    queue,
    directory,
    metrics,
    signs,
    limits: {
      vehicle: bucketsOf(config.KEY_RATE_LIMIT),
      bridge: bucketsOf(config.BRIDGE_RATE_LIMIT),
    },
  });
  const shared = { directory, intake, attempts, metrics, signs, log };
  const door = new DeviceDoor({
    ...shared,
    trustedProxies: config.TRUST_PROXY,
    now: () => new Date(),
  });
  const teltonika = new TeltonikaServer(
    { ...shared, loginTimeoutMs, idleTimeoutMs, maxConnections: config.MAX_DEVICE_CONNECTIONS },
    host.metrics,
  );
  return new Receiver({ config, queue, closeFleet, door, teltonika });
}

/** A minute's reports at once after a pause, and never less than one message may hold. */
function bucketsOf(perSecond: number): TokenBuckets {
  return new TokenBuckets({
    perSecond,
    capacity: Math.max(maxFixesPerMessage + 1, 60 * perSecond),
  });
}
