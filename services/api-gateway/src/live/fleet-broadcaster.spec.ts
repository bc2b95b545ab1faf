import type { FleetUpdate, VehiclePosition } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { FleetBroadcaster } from './fleet-broadcaster.ts';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import type { Recipient } from './recipient.ts';
import type { UpdateSender } from './update-audience.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const move = (name: string, at: number) => aPosition({ name, timestamp: second(at), lat: at });

const fail = () => {
  throw new Error('nobody here is told more than JSON');
};

/** A client as a socket is: it takes one message and is not ready until that has left. */
class FakeClient implements Recipient {
  readonly id: string;
  readonly events: string[] = [];
  readonly picture = new Map<string, VehiclePosition>();
  ready = true;
  /** How long a round takes because of it. */
  takesMs = 0;

  constructor(id: string) {
    this.id = id;
  }

  isReady(): boolean {
    return this.ready;
  }

  take(event: string, { vehicles }: FleetUpdate): void {
    const moves = vehicles.map(({ name, lat }) => `${name}@${lat}`);
    this.events.push([event, ...moves].join(' '));
    jest.advanceTimersByTime(this.takesMs);
    for (const vehicle of vehicles) this.picture.set(vehicle.name, vehicle);
  }
}

describe('FleetBroadcaster', () => {
  let fleet: FleetSnapshot;
  let deliveries: FleetUpdate[];
  let broadcaster: FleetBroadcaster;

  beforeEach(() => {
    jest.useFakeTimers();
    start();
  });
  afterEach(() => {
    broadcaster.close();
    jest.useRealTimers();
  });

  function start(): void {
    fleet = new FleetSnapshot({ maxVehicles: 1_000, now: () => new Date() });
    deliveries = [];
    const sendUpdate: UpdateSender = (recipients, event, update) => {
      deliveries.push(update);
      for (const recipient of recipients) (recipient as FakeClient).take(event, update);
    };
    broadcaster = new FleetBroadcaster({
      fleet,
      sendUpdate,
      frames: { names: fail, frame: fail, trace: fail },
      sendLate: fail,
      now: () => new Date(),
    });
  }

  function moveForASecond(): void {
    for (let at = 1; at <= 1_000; at++) {
      fleet.merge([move('a', at)]);
      jest.advanceTimersByTime(1);
    }
    jest.advanceTimersByTime(100);
  }

  function connect(id = 'client'): FakeClient {
    const client = new FakeClient(id);
    broadcaster.add(client);
    return client;
  }

  it('gives a new client the whole fleet at once', () => {
    fleet.merge([move('a', 1), move('b', 1)]);

    const client = connect();
    jest.advanceTimersByTime(0);

    expect(client.events).toEqual(['snapshot a@1 b@1']);
  });

  it('gives a new client a snapshot even of an empty fleet', () => {
    const client = connect();
    jest.advanceTimersByTime(0);

    expect(client.events).toEqual(['snapshot']);
  });

  it('then tells what changed, and nothing else', () => {
    fleet.merge([move('a', 1), move('b', 1)]);
    const client = connect();
    jest.advanceTimersByTime(0);

    fleet.merge([move('b', 2)]);
    jest.advanceTimersByTime(100);

    expect(client.events).toEqual(['snapshot a@1 b@1', 'positions b@2']);
  });

  it('tells at most 25 times a second, each vehicle at its latest position', () => {
    const client = connect();
    jest.advanceTimersByTime(0);

    moveForASecond();

    expect(client.events).toHaveLength(26);
    expect(client.events.at(-1)).toBe('positions a@1000');
  });

  it('tells ten times a second while that takes over a tenth of the time', () => {
    const client = connect();
    client.takesMs = 12;
    jest.advanceTimersByTime(0);

    moveForASecond();

    // What the rounds take goes by beside the second.
    const seconds = (1_100 + client.takesMs * client.events.length) / 1_000;
    expect(client.events.length / seconds).toBeCloseTo(10, 0);
    expect(client.events.at(-1)).toBe('positions a@1000');
  });

  it('makes one message for all clients at the same version', () => {
    const clients = ['1', '2', '3'].map(connect);
    jest.advanceTimersByTime(0);

    fleet.merge([move('a', 1)]);
    jest.advanceTimersByTime(100);

    expect(deliveries).toHaveLength(2);
    expect(clients.map(({ events }) => events.length)).toEqual([2, 2, 2]);
  });

  it('passes over a slow client and later tells it only the newest', () => {
    const [slow, fast] = [connect('slow'), connect('fast')];
    jest.advanceTimersByTime(0);
    slow.ready = false;

    for (let at = 1; at <= 50; at++) {
      fleet.merge([move('a', at)]);
      jest.advanceTimersByTime(100);
    }
    expect(slow.events).toHaveLength(1);
    slow.ready = true;
    jest.advanceTimersByTime(100);

    expect(fast.events).toHaveLength(51);
    expect(slow.events).toEqual(['snapshot', 'positions a@50']);
  });

  it('still tells a slow client the last position of a vehicle that stopped meanwhile', () => {
    const slow = connect('slow');
    jest.advanceTimersByTime(0);
    slow.ready = false;

    fleet.merge([move('stopped', 1)]);
    jest.advanceTimersByTime(5_000);
    slow.ready = true;
    jest.advanceTimersByTime(100);

    expect(slow.events.at(-1)).toBe('positions stopped@1');
  });

  it('runs no timer without clients', () => {
    fleet.merge([move('a', 1)]);

    expect(jest.getTimerCount()).toBe(0);
  });

  it('runs no timer while nothing changes', () => {
    connect();
    jest.advanceTimersByTime(0);

    expect(jest.getTimerCount()).toBe(0);
  });

  it('forgets a client that left, even a slow one', () => {
    const slow = connect('slow');
    slow.ready = false;
    jest.advanceTimersByTime(100);

    broadcaster.remove(slow);
    jest.advanceTimersByTime(100);

    expect(broadcaster.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is silent after its end', () => {
    const client = connect();

    broadcaster.close();
    fleet.merge([move('a', 1)]);
    jest.advanceTimersByTime(1_000);

    expect(client.events).toEqual([]);
  });

  it('leaves every client with the latest of every vehicle, whatever happens in between', () => {
    const step = fc.oneof(
      fc.record({ name: fc.constantFrom('a', 'b', 'c'), at: fc.nat(50) }),
      fc.record({ passMs: fc.nat(250) }),
      fc.record({ joins: fc.boolean() }),
      fc.record({ toggles: fc.nat(5) }),
    );

    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        start();
        const clients = [connect('first')];
        for (const event of steps) {
          if ('name' in event) fleet.merge([move(event.name, event.at)]);
          else if ('passMs' in event) jest.advanceTimersByTime(event.passMs);
          else if ('joins' in event) clients.push(connect(String(clients.length)));
          else {
            const client = clients[event.toggles % clients.length];
            if (client) client.ready = !client.ready;
          }
        }
        for (const client of clients) client.ready = true;
        jest.advanceTimersByTime(100);

        const latest = new Map(fleet.all().map((vehicle) => [vehicle.name, vehicle]));
        for (const client of clients) {
          expect(client.picture).toEqual(latest);
          expect(client.events.filter((event) => event.startsWith('snapshot'))).toHaveLength(1);
        }
        expect(jest.getTimerCount()).toBe(0);
      }),
    );
  });
});
