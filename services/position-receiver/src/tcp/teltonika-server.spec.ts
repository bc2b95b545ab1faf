import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import { Metrics } from '@fleetman/service-kit';
import { IntakeMetrics } from '../intake/intake-metrics.ts';
import { AttemptLimit } from '../limits/attempt-limit.ts';
import { ReportIntake } from '../intake/report-intake.ts';
import { TokenBuckets } from '../limits/token-buckets.ts';
import { DeviceDirectory } from '../directory/device-directory.ts';
import { unnoticed } from '../signs/device-signs.ts';
import { FakeTrackerUnit } from '../testing/fake-tracker-unit.ts';
import { TestQueue, vanImei } from '../testing/start-receiver.ts';
import { loginOf, packetOf } from '../testing/teltonika-packets.ts';
import { TeltonikaServer, type TeltonikaOptions } from './teltonika-server.ts';

const record = { time: new Date('2026-11-30T12:00:00.000Z'), lat: 1, lng: 2 };
const [yes, no] = [Buffer.of(1), Buffer.of(0)];
const count = (records: number) => Buffer.of(0, 0, 0, records);

/** Knows one device, until it is taken out of its vehicle. */
class OneDevice extends DeviceDirectory {
  readonly state = { connected: true } as const;
  isKnown = true;

  async ownerOfKey(): Promise<undefined> {
    return undefined;
  }

  async vehicleOfDevice(device: string): Promise<string | undefined> {
    return this.isKnown && device === vanImei ? 'Van 1' : undefined;
  }

  close(): void {
    // It holds nothing.
  }
}

describe('TeltonikaServer', () => {
  const servers: TeltonikaServer[] = [];
  const units: FakeTrackerUnit[] = [];
  afterEach(async () => {
    for (const unit of units.splice(0)) unit.leave();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function start(options: Partial<TeltonikaOptions> = {}) {
    const queue = new TestQueue();
    const directory = new OneDevice();
    const host = new Metrics();
    const metrics = new IntakeMetrics(host);
    const unlimited = new TokenBuckets({ perSecond: 0, capacity: 1 });
    const limits = { vehicle: unlimited, bridge: unlimited };
    const server = new TeltonikaServer(
      {
        directory,
        metrics,
        signs: unnoticed,
        log: silentLog,
        intake: new ReportIntake({ queue, directory, metrics, signs: unnoticed, limits }),
        attempts: new AttemptLimit({ perMinute: 30 }),
        loginTimeoutMs: 20_000,
        idleTimeoutMs: 20_000,
        maxConnections: 100,
        ...options,
      },
      host,
    );
    servers.push(server);
    await server.start(0, '127.0.0.1');
    const connect = async () => {
      const unit = await FakeTrackerUnit.connect(server.port ?? 0);
      units.push(unit);
      return unit;
    };
    const logIn = async () => {
      const unit = await connect();
      expect(await unit.ask(loginOf(vanImei), 1)).toEqual(yes);
      return unit;
    };
    return { queue, server, directory, connect, logIn, read: () => host.registry.metrics() };
  }

  it('lets a known device in, and acknowledges its records once they are published', async () => {
    const { queue, logIn } = await start();
    const unit = await logIn();

    expect(await unit.ask(packetOf([record, { ...record, lat: 3 }]), 4)).toEqual(count(2));
    unit.send(Buffer.of(0xff));
    expect(await unit.ask(packetOf([record], true), 4)).toEqual(count(1));
    expect(queue.published.map((reports) => reports.map(({ lat }) => lat))).toEqual([[1, 3], [1]]);
    expect(queue.published[0]?.[0]).toMatchObject({ vehicle: 'Van 1', speed: 10, heading: 271 });
  });

  it('takes nothing more of a device that nobody has any longer', async () => {
    const { queue, directory, logIn } = await start();
    const unit = await logIn();
    expect(await unit.ask(packetOf([record]), 4)).toEqual(count(1));
    directory.isKnown = false;
    expect(await unit.ask(packetOf([record]), 4)).toBeUndefined();
    expect(queue.published).toHaveLength(1);
  });

  it('acknowledges records without a fix or with a bad one, and publishes the rest', async () => {
    const { queue, logIn, read } = await start();
    const unit = await logIn();
    const blind = { ...record, satellites: 0 };

    expect(await unit.ask(packetOf([blind, { ...record, lat: 95 }, record]), 4)).toEqual(count(3));
    expect(await unit.ask(packetOf([blind]), 4)).toEqual(count(1));
    expect(queue.published).toHaveLength(1);
    expect(await read()).toMatch(/fleetman_device_messages_without_fix_total\{app="teltonika"\} 2/);
  });

  it('sends an unknown device away', async () => {
    const { connect, read } = await start();
    const unit = await connect();

    expect(await unit.ask(loginOf('111111111111111'), 1)).toEqual(no);
    await unit.ended();
    expect(await read()).toMatch(/refused_total\{app="teltonika",cause="unknown-key"\} 1/);
  });

  it('looks at no more devices of an address that had too many unknown ones', async () => {
    const { connect } = await start({ attempts: new AttemptLimit({ perMinute: 1 }) });
    const first = await connect();
    expect(await first.ask(loginOf('111111111111111'), 1)).toEqual(no);

    const second = await connect();

    expect(await second.ask(loginOf(vanImei), 1)).toBeUndefined();
  });

  it('never acknowledges what is not published', async () => {
    const { queue, logIn } = await start();
    const unit = await logIn();
    queue.failure = () => 'before';

    expect(await unit.ask(packetOf([record]), 4)).toBeUndefined();
    expect(queue.published).toEqual([]);
  });

  it('asks for a damaged packet again, and gives up after three in a row', async () => {
    const { queue, logIn } = await start();
    const unit = await logIn();
    const damaged = packetOf([record]);
    damaged[30] = (damaged[30] ?? 0) ^ 1;

    expect(await unit.ask(damaged, 4)).toEqual(count(0));
    expect(await unit.ask(packetOf([record]), 4)).toEqual(count(1));
    expect(await unit.ask(damaged, 4)).toEqual(count(0));
    expect(await unit.ask(damaged, 4)).toEqual(count(0));
    expect(await unit.ask(damaged, 4)).toBeUndefined();
    expect(queue.published).toHaveLength(1);
  });

  it('ends a connection that speaks something else', async () => {
    const { connect } = await start();
    const unit = await connect();
    unit.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));

    await unit.ended();
  });

  it('ends a connection that does not log in, and one that says nothing any more', async () => {
    const silent = await (await start({ loginTimeoutMs: 20 })).connect();
    const idle = await (await start({ idleTimeoutMs: 50 })).logIn();

    await Promise.all([silent.ended(), idle.ended()]);
  });

  it('takes no more connections than it may, and counts those that are open', async () => {
    const { connect, logIn, read } = await start({ maxConnections: 1 });
    await logIn();

    await (await connect()).ended();
    expect(await read()).toMatch(/^fleetman_teltonika_connections 1$/m);
    expect(await read()).toMatch(/refused_total\{app="teltonika",cause="busy"\} 1/);
  });

  it('answers the packet in hand before it closes', async () => {
    const { queue, server, logIn } = await start();
    const unit = await logIn();
    const gate = Promise.withResolvers<undefined>();
    queue.slow = gate.promise;
    const failure = jestFn();
    queue.failure = failure.ask;
    unit.send(packetOf([record]));
    await eventually(() => {
      expect(failure.count()).toBe(1);
    });

    const closed = server.close();
    gate.resolve(undefined);

    expect(await unit.hear(4)).toEqual(count(1));
    await closed;
  });
});

/** Counts how often the queue was asked, and has it succeed. */
function jestFn() {
  let asked = 0;
  return {
    count: () => asked,
    ask: () => {
      asked += 1;
      return undefined;
    },
  };
}
