import { connect } from 'node:net';
import type { VehiclePosition } from '@fleetman/contract';
import { positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import {
  createHost,
  loadConfig,
  startService,
  type RunningService,
  type ServiceDefinition,
  type ServiceSettings,
} from '@fleetman/service-kit';
import { afterAll, describe, expect, it } from '@jest/globals';

const url = process.env['STOMP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

/** Bodies of messages that the Java system's simulator published, recorded from ActiveMQ. */
const recorded = [
  '{"map":{"entry":[{"string":["time","2026-11-22T21:30:33.669+0000"]},{"string":["lat","53.3991490"]},{"string":["long","-1.4249500"]},{"string":["vehicle","Factory Run G"]}]}}',
  '{"map":{"entry":[{"string":["time","2026-11-22T21:30:34.392+0000"]},{"string":["lat","53.3524730"]},{"string":["long","-1.5273690"]},{"string":["vehicle","Sheffield Truck D"]}]}}',
];

/** Two services and a broker take their time on a busy machine. */
const patienceMs = 30_000;

const transformed = 'transformation:jms-map-json';

/** Speaks the bare protocol, as none of our services would, until it has heard enough. */
async function speak(frames: readonly string[], enough: RegExp): Promise<string> {
  const { hostname, port, username, password } = new URL(url);
  const socket = connect(Number(port || 61_613), hostname);
  const hello = `CONNECT\naccept-version:1.2\nlogin:${username}\npasscode:${password}\n\n`;
  socket.write([hello, ...frames, ''].join('\0'));
  let heard = '';
  for await (const bytes of socket) {
    heard += String(bytes);
    // Leaving the loop closes the connection.
    if (enough.test(heard)) return heard;
  }
  throw new Error(`The connection was closed after ${JSON.stringify(heard)}`);
}

/** As in the course's manifests, but for where the broker of the tests is. */
async function start<C extends ServiceSettings>(
  definition: ServiceDefinition<C>,
  environment: Record<string, string> = {},
): Promise<RunningService> {
  const config = loadConfig(definition.config, {
    SPRING_PROFILES_ACTIVE: 'localhost',
    QUEUE_URL: url,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...environment,
  });
  return startService(definition, { config, host: createHost(definition.name, config) });
}

/** Uses the queue `positionQueue` of the broker, as the services do. */
describeWithBroker(`services over ActiveMQ${url ? '' : ' (skipped: STOMP_URL is not set)'}`, () => {
  const running: RunningService[] = [];

  async function vehicle(name: string): Promise<VehiclePosition> {
    for (;;) {
      const response = await fetch(`${running.at(-1)?.url ?? ''}/vehicles/${name}`);
      if (response.status === 200) return (await response.json()) as VehiclePosition;
    }
  }

  afterAll(async () => {
    for (const service of running) await service.close();
  });

  it(
    'publishes what a tracker of the Java system reads',
    async () => {
      running.push(await start(positionSimulator, { VEHICLES: '3', REPORT_INTERVAL: '200ms' }));

      const subscribe = `SUBSCRIBE\nid:1\ndestination:/queue/positionQueue\nack:auto\n${transformed}\n\n`;
      const heard = await speak([subscribe], /\n\n.*City Truck.*\0/);

      const body = /\n\n(.*City Truck.*)\0/.exec(heard)?.[1] ?? '';
      const { map } = JSON.parse(body) as { map: { entry: { string: unknown[] }[] } };
      const entries = new Map(map.entry.map(({ string: [key, value] }) => [key, value]));
      expect([...entries.keys()].sort()).toEqual(
        expect.arrayContaining(['lat', 'long', 'time', 'vehicle']),
      );
      expect(entries.get('time')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    },
    patienceMs,
  );

  it(
    'stores what both simulators publish',
    async () => {
      // The recorded messages grow older than any sensible retention.
      const forEver = { STORE_URL: 'memory:', HISTORY_RETENTION: '36500d' };
      running.push(await start(positionTracker, forEver));
      const sends = recorded.map(
        (body) =>
          `SEND\ndestination:/queue/positionQueue\npersistent:true\n${transformed}\n\n${body}`,
      );
      await speak([...sends, 'DISCONNECT\nreceipt:done\n\n'], /receipt-id:done/);

      expect(await vehicle('Factory Run G')).toEqual({
        name: 'Factory Run G',
        lat: 53.399149,
        longitude: -1.42495,
        timestamp: '2026-11-22T21:30:33.669+0000',
        speed: null,
        heading: null,
      });
      expect(await vehicle('Sheffield Truck D')).toMatchObject({ lat: 53.352473 });
      expect(await vehicle('City Truck')).toMatchObject({ name: 'City Truck' });
    },
    patienceMs,
  );
});
