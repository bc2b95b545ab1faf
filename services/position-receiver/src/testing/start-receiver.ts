import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PositionReport } from '@fleetman/contract';
import { MessagingError, PositionQueue, type ConnectionState } from '@fleetman/messaging';
import {
  createHost,
  createLogger,
  loadConfig,
  startService,
  type RunningService,
} from '@fleetman/service-kit';
import { hashOfKey } from '../directory/key-hash.ts';
import { positionReceiver } from '../index.ts';
import { Receiver } from '../open-receiver.ts';
import { ReceiverModule } from '../receiver.module.ts';

/** The key of `Van 1`. */
export const vanKey = '0123456789abcdef0123456789abcdef';
/** The key of a bridge. */
export const bridgeKey = 'fedcba9876543210fedcba9876543210';
/** The IMEI of the tracker in `Van 1`. */
export const vanImei = '356307042441013';

/** A file's lines: two vehicles and a bridge. */
const someDevices = [
  { vehicle: 'Van 1', key: hashOfKey(vanKey), device: [vanImei, 'phone-1'] },
  { vehicle: 'Van 2', device: 'phone-2' },
  { bridge: 'Traccar', key: [hashOfKey(bridgeKey)] },
];

/** Keeps what is published, and fails when it is told to. */
export class TestQueue extends PositionQueue {
  readonly published: PositionReport[][] = [];
  isAway = false;
  /** Asked before each publish: `before` fails without the reports, `after` fails although it has them. */
  failure: () => 'before' | 'after' | undefined = () => undefined;
  slow: Promise<void> = Promise.resolve();

  get connection(): ConnectionState {
    return this.isAway ? { connected: false, reason: 'The broker is away' } : { connected: true };
  }

  async publish(reports: readonly PositionReport[]): Promise<void> {
    const failure = this.failure();
    await this.slow;
    if (failure !== 'before') this.published.push([...reports]);
    if (failure) throw new MessagingError('publish-timeout', 'not confirmed in time');
  }

  async consume(): Promise<void> {
    throw new Error('the receiver takes nothing');
  }

  async close(): Promise<void> {
    this.isAway = true;
  }
}

/** A receiver for a spec, and what it publishes. */
export interface ReceiverUnderTest {
  readonly service: RunningService;
  readonly queue: TestQueue;
  /** Where trackers connect. */
  readonly tcpPort: number;
  readonly metrics: () => Promise<string>;
  /** All that was logged until now, on every level. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts a receiver on free ports, over a queue that is in the hands of the test. */
export async function startReceiver(
  environment: Readonly<Record<string, string>> = {},
): Promise<ReceiverUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'fleetman-devices-'));
  const file = join(folder, 'devices.jsonl');
  writeFileSync(file, someDevices.map((line) => JSON.stringify(line)).join('\n'));
  const config = loadConfig(positionReceiver.config, {
    PORT: '0',
    METRICS_PORT: '0',
    TELTONIKA_PORT: '0',
    LOG_LEVEL: 'silent',
    DEVICES_FILE: file,
    ...environment,
  });
  const queue = new TestQueue();
  let logged = '';
  const log = createLogger(
    positionReceiver.name,
    { LOG_LEVEL: 'trace', LOG_FORMAT: 'json' },
    { write: (line) => void (logged += line) },
  );
  const service = await startService(
    {
      ...positionReceiver,
      createModule: (...given) => ReceiverModule.register(...given, () => queue),
    },
    { config, host: { ...createHost(positionReceiver.name, config), log } },
  );
  return {
    service,
    queue,
    tcpPort: service.app.get(Receiver).teltonikaPort ?? 0,
    metrics: async () => (await fetch(`${service.metricsUrl ?? ''}/metrics`)).text(),
    logged: () => logged,
    stop: async () => {
      await service.close();
      rmSync(folder, { recursive: true });
    },
  };
}
