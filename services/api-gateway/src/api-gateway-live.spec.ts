import type { FleetUpdate, VehiclePosition } from '@fleetman/contract';
import { fleetUpdate } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { openLiveFeed } from '@fleetman/messaging';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { FakeTracker } from './testing/fake-tracker.ts';
import { connectionOf, fallBehind, nextEvent, openSocket } from './testing/live-socket.ts';
import { startGateway } from './testing/start-gateway.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const move = (name: string, at: number) => aPosition({ name, timestamp: second(at) });

/** A front end: keeps what it is told. */
class FrontEnd {
  readonly updates: FleetUpdate[] = [];
  readonly fleet = new Map<string, VehiclePosition>();
  readonly events: string[] = [];
  refusal: string | undefined;
  readonly socket: Socket;

  constructor(url: string, options: object = {}) {
    this.socket = openSocket(url, options);
    this.socket.on('connect_error', (error) => (this.refusal = error.message));
    for (const event of ['snapshot', 'positions']) {
      this.socket.on(event, (update: FleetUpdate) => {
        this.events.push(event);
        this.updates.push(update);
        for (const vehicle of update.vehicles) this.fleet.set(vehicle.name, vehicle);
      });
    }
  }

  next(event: string): Promise<unknown[]> {
    return nextEvent(this.socket, event);
  }
}

describe('the live side of the gateway', () => {
  let tracker: FakeTracker;
  let service: RunningService | undefined;
  const frontEnds: FrontEnd[] = [];
  const feed = openLiveFeed('memory:', { log: silentLog });

  beforeEach(async () => {
    tracker = await FakeTracker.start();
  });
  afterEach(async () => {
    for (const { socket } of frontEnds.splice(0)) socket.disconnect();
    await service?.close();
    service = undefined;
    await tracker.stop();
  });

  async function start(environment: Record<string, string> = {}, prefix = ''): Promise<void> {
    const urls = { TRACKER_URL: tracker.url, LIVE_URL: 'memory:' };
    service = await startGateway({ ...urls, ...environment }, prefix);
  }

  function connect(options: object = {}): FrontEnd {
    const frontEnd = new FrontEnd(service?.url ?? '', options);
    frontEnds.push(frontEnd);
    return frontEnd;
  }

  /** A front end that has its first picture. */
  async function connected(options: object = {}): Promise<FrontEnd> {
    const frontEnd = connect(options);
    await frontEnd.next('snapshot');
    return frontEnd;
  }

  const metrics = async () => (await fetch(`${service?.metricsUrl ?? ''}/metrics`)).text();
  /** How many front ends the gateway counts. */
  const count = async () => /^fleetman_live_clients (\d+)/m.exec(await metrics())?.[1];

  it('gives a snapshot on connect and then what moves', async () => {
    tracker.answer = FakeTracker.json([move('a', 1), move('b', 1)]);
    await start();
    const frontEnd = await connected();
    await eventually(() => {
      expect(frontEnd.fleet.size).toBe(2);
    });
    const seen = frontEnd.updates.length;

    await feed.publish({ positions: [move('b', 2)] });

    await eventually(() => {
      expect(frontEnd.updates.slice(seen)).toMatchObject([{ vehicles: [move('b', 2)] }]);
    });
    expect(frontEnd.events[0]).toBe('snapshot');
    expect(frontEnd.events.lastIndexOf('snapshot')).toBe(0);
    for (const update of frontEnd.updates) expect(fleetUpdate.parse(update)).toEqual(update);
    expect(await metrics()).toMatch(/^fleetman_vehicles 2$/m);
  });

  it('listens below the prefix of its routes', async () => {
    await start({}, 'api');

    const frontEnd = await connected({ path: '/api/socket.io' });

    expect(frontEnd.events).toEqual(['snapshot']);
  });

  it('asks the tracker once a second where there is no live feed', async () => {
    tracker.answer = FakeTracker.json([move('a', 1)]);
    await start({ LIVE_URL: '' });
    const frontEnd = await connected();

    tracker.answer = FakeTracker.json([move('a', 2)]);

    await eventually(() => {
      expect(frontEnd.fleet.get('a')).toEqual(move('a', 2));
    });
  });

  it('gives new clients the fleet as last heard while the tracker is away', async () => {
    await start();
    await feed.publish({ positions: [move('a', 1)] });
    await tracker.stop();

    const frontEnd = await connected();

    expect([...frontEnd.fleet.keys()]).toEqual(['a']);
  });

  it('takes many movements together', async () => {
    await start();
    const frontEnd = await connected();

    for (let at = 1; at <= 500; at++) await feed.publish({ positions: [move('a', at)] });

    await eventually(() => {
      expect(frontEnd.fleet.get('a')).toEqual(move('a', 500));
    });
    expect(frontEnd.updates.length).toBeLessThanOrEqual(3);
  });

  it('gives a client that does not read fewer and newer updates, and every last position', async () => {
    await start({ TRACKER_URL: 'http://127.0.0.1:1' });
    // Large enough that a few updates fill the buffers of the operating system.
    const name = (index: number) => `${index} ${'x'.repeat(90)}`;
    const fleetAt = (at: number) => Array.from({ length: 10_000 }, (_, i) => move(name(i), at));
    const [slow, fast] = [await connected(), await connected()];
    const catchUp = fallBehind(slow.socket);

    for (let at = 1; at <= 8; at++) {
      const told = fast.next('positions');
      // The first vehicle stops after its second report.
      await feed.publish({ positions: at > 2 ? fleetAt(at).slice(1) : fleetAt(at) });
      await told;
    }
    catchUp();

    await eventually(() => {
      expect(slow.fleet.get(name(1))).toEqual(move(name(1), 8));
    });
    expect(slow.fleet).toEqual(fast.fleet);
    expect(slow.fleet.get(name(0))).toEqual(move(name(0), 2));
    expect(slow.updates.length).toBeLessThan(fast.updates.length);
  }, 90_000);

  it('does not let a client that does not read hold up its end', async () => {
    await start();
    const slow = await connected();
    connectionOf(slow.socket).pause();

    await service?.close();

    await expect(fetch(service?.url ?? '')).rejects.toThrow('fetch failed');
  });

  it('says goodbye in a way that makes clients come back', async () => {
    await start();
    const frontEnd = await connected();
    const goodbye = frontEnd.next('disconnect');

    await service?.close();

    // socket.io's client reconnects by itself after this reason, not after "io server disconnect".
    expect((await goodbye)[0]).toBe('transport close');
  });

  it('ignores events of a client', async () => {
    await start();
    const [rude, other] = [await connected(), await connected()];

    rude.socket.emit('positions', { vehicles: [move('fake', 1)] });
    rude.socket.emit('shout', '<script>', () => undefined);
    await feed.publish({ positions: [move('a', 1)] });

    await eventually(() => {
      expect([...rude.fleet.keys()]).toEqual(['a']);
      expect([...other.fleet.keys()]).toEqual(['a']);
    });
  });

  it.each<[string, (string | Buffer)[]]>([
    ['text that is no packet', ['rubbish']],
    ['a broken packet', ['42{"]']],
    ['bytes', [Buffer.from([0, 1, 2, 255])]],
    ['a message over 8 KiB', [`42["x","${'x'.repeat(9_000)}"]`]],
    ['a flood of events', Array.from({ length: 100 }, () => '42["x"]')],
    ['a flood of namespaces', Array.from({ length: 100 }, (_, i) => `40/room${i},`)],
  ])('closes a client that sends %s, and none beside it', async (_, frames) => {
    await start();
    const [rude, other] = [await connected(), await connected()];
    const closed = rude.next('disconnect');

    for (const frame of frames) connectionOf(rude.socket).send(frame);

    await closed;
    await feed.publish({ positions: [move('a', 1)] });
    await eventually(() => {
      expect([...other.fleet.keys()]).toEqual(['a']);
    });
  });

  it('refuses polling, which would need sticky sessions', async () => {
    await start();

    const url = `${service?.url ?? ''}/socket.io/?EIO=4&transport=polling`;

    expect((await fetch(url)).status).toBe(400);
  });

  it('refuses the pages of other sites', async () => {
    await start({ CORS_ORIGINS: 'https://map.example' });
    const from = (origin: string) => ({ extraHeaders: { origin } });

    const evil = connect(from('https://evil.example'));
    await connected(from('https://map.example'));
    await connected(from(service?.url ?? ''));

    await eventually(() => {
      expect(evil.refusal).toBeDefined();
    });
  });

  it('takes as many clients of one address as it may, and others all the same', async () => {
    await start({ MAX_CLIENTS_PER_ADDRESS: '2', TRUST_PROXY: '1' });
    const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });
    const [first] = [await connected(from('1.1.1.1')), await connected(from('9.9.9.9, 1.1.1.1'))];

    const third = connect(from('1.1.1.1'));
    await eventually(() => {
      expect(third.refusal).toBeDefined();
    });
    await connected(from('2.2.2.2'));
    first.socket.disconnect();

    await eventually(async () => {
      expect(await count()).toBe('2');
    });
    await connected(from('1.1.1.1'));
  });

  it('does not believe a client that names itself where no proxy is trusted', async () => {
    await start({ MAX_CLIENTS_PER_ADDRESS: '1' });
    await connected({ extraHeaders: { 'x-forwarded-for': '1.1.1.1' } });

    const second = connect({ extraHeaders: { 'x-forwarded-for': '2.2.2.2' } });

    await eventually(() => {
      expect(second.refusal).toBeDefined();
    });
  });

  it('takes as many clients as it may, counts them, and takes another when one has left', async () => {
    await start({ MAX_CLIENTS: '2' });
    const [first] = [await connected(), await connected()];
    expect(await count()).toBe('2');
    expect(await metrics()).toMatch(/^fleetman_live_clients_max 2$/m);

    const third = connect();
    await eventually(() => {
      expect(third.refusal).toBeDefined();
    });
    first.socket.disconnect();

    await eventually(async () => {
      expect(await count()).toBe('1');
    });
    await connected();
  });
});
