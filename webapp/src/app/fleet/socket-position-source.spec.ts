import { TestBed } from '@angular/core/testing';
import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  encodeLiveFrame,
  type LiveFrameKind,
} from '@fleetman/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aVehicle } from '../testing/fake-position-source';
import { FakeSocket } from '../testing/fake-socket';
import { FleetTable } from './fleet-table';
import type { FleetPositions, FleetView } from './position-source';
import { socketOpener } from './live-socket';
import { SocketPositionSource } from './socket-position-source';
import type { Vehicle } from './vehicle';

const noon = Date.UTC(2026, 10, 22, 12);
const view: FleetView = { north: -29, south: -30, east: -71, west: -72 };

/** A frame as the gateway sends it; vehicle `i` has the number `i`. */
function frame(
  kind: LiveFrameKind,
  vehicles: readonly Vehicle[],
  sentAt = Date.now(),
): ArrayBuffer {
  const coded = <Code>(code: (vehicle: Vehicle, index: number) => Code) => vehicles.map(code);
  const columns = {
    ids: Uint32Array.from(coded((_, index) => index)),
    lats: Int32Array.from(coded(({ lat }) => codeLatitude(lat))),
    lngs: Int32Array.from(coded(({ lng }) => codeLongitude(lng))),
    speeds: Uint16Array.from(coded(({ speedMph }) => codeSpeed(speedMph))),
    headings: Uint16Array.from(coded(({ heading }) => codeHeading(heading))),
    times: Float64Array.from(coded(({ time }) => time)),
  };
  return encodeLiveFrame({ kind, sentAt, columns, rows: vehicles.map((_, index) => index) });
}

function setUp() {
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [SocketPositionSource, { provide: socketOpener, useValue: socket.open }],
  });
  const source = TestBed.inject(SocketPositionSource);
  const told: string[] = [];
  const tell = (what: string) => (positions: FleetPositions) => {
    const table = new FleetTable();
    table.replaceAll(positions.reports);
    told.push(`${what}: ${Array.from(table.rows(), (row) => table.nameAt(row)).join(', ')}`);
  };
  source.open({
    replaceAll: tell('all'),
    update: tell('update'),
    refresh: tell('refresh'),
    changeConnection: ({ state }) => told.push(state),
  });
  return { socket, source, told };
}

/** A page that has its first picture, in frames. */
function setUpLive(names = ['City Truck', 'Bus']) {
  const page = setUp();
  page.socket.accept();
  page.socket.receive('names', 0, names);
  page.socket.receive('fleet', frame('snapshot', [aVehicle(), aVehicle()]));
  return page;
}

describe('SocketPositionSource', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
  });
  afterEach(() => {
    TestBed.inject(SocketPositionSource).close();
    jest.useRealTimers();
  });

  describe('reading', () => {
    it('says that it can read frames, and reads them', () => {
      const { socket, told } = setUpLive();

      expect(socket.greeting()).toEqual({ codec: 1 });
      expect(told).toEqual(['live', 'all: City Truck, Bus']);

      socket.receive('fleet', frame('update', [aVehicle()]));
      socket.receive('fleet', frame('bounds', [aVehicle()]));
      expect(told.slice(2)).toEqual(['update: City Truck', 'refresh: City Truck']);
    });

    it('reads JSON of a gateway that sends no frames', () => {
      const { socket, told } = setUp();
      const position = { name: 'Bus', lat: 1, longitude: 2, speed: 3, heading: 4 };
      const update = {
        now: new Date(noon).toISOString(),
        vehicles: [
          { ...position, timestamp: new Date(noon).toISOString() },
          { ...position, timestamp: 'never' },
        ],
      };
      socket.accept();

      socket.receive('snapshot', update);
      socket.receive('positions', update);

      expect(told).toEqual(['live', 'all: Bus', 'update: Bus']);
    });

    it('asks for JSON when it cannot read a frame', () => {
      const { socket } = setUpLive();

      socket.receive('fleet', new ArrayBuffer(7));

      expect(socket.attempts).toBe(2);
      expect(socket.greeting()).toEqual({});
    });

    it('leaves out vehicles that have no name', () => {
      const { socket, told } = setUpLive(['City Truck']);

      expect(told.at(-1)).toBe('all: City Truck');

      socket.receive('names', 1, ['Bus']);
      socket.receive('fleet', frame('update', [aVehicle(), aVehicle()]));
      expect(told.at(-1)).toBe('update: City Truck, Bus');
    });

    it('says that the fleet is stale as long as the gateway does not hear of it', () => {
      const { socket, told } = setUpLive();

      socket.receive('source', { fresh: false, heardAt: new Date(noon).toISOString() });
      expect(told.at(-1)).toBe('stale');

      socket.receive('source', { fresh: true, heardAt: new Date(noon).toISOString() });
      expect(told.at(-1)).toBe('live');
    });
  });

  describe('connecting', () => {
    it('tries again within a second, as often as it takes', () => {
      const { socket, told } = setUpLive();

      socket.lose('transport close');
      expect(told.at(-1)).toBe('lost');
      for (let attempt = 2; attempt < 30; attempt++) {
        jest.advanceTimersByTime(1_000);
        expect(socket.attempts).toBeGreaterThanOrEqual(attempt);
        socket.refuse();
      }
      jest.advanceTimersByTime(1_000);
      socket.accept();
      socket.receive('names', 0, ['Tram']);
      socket.receive('fleet', frame('snapshot', [aVehicle()]));

      expect(told.slice(-2)).toEqual(['live', 'all: Tram']);
    });

    it.each(['io server disconnect', 'ping timeout', 'transport error'])(
      'comes back after “%s”',
      (reason) => {
        const { socket } = setUpLive();

        socket.lose(reason);
        jest.advanceTimersByTime(1_000);

        expect(socket.attempts).toBe(2);
      },
    );

    it.each([
      ['the network is back', () => window.dispatchEvent(new Event('online'))],
      ['the page is shown again', () => document.dispatchEvent(new Event('visibilitychange'))],
      [
        'the page comes out of the browser’s cache',
        () => window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })),
      ],
    ])('does not wait when %s', (_, happen) => {
      const { socket } = setUpLive();
      socket.lose('transport close');
      for (let attempt = 0; attempt < 5; attempt++) {
        jest.advanceTimersByTime(1_000);
        socket.refuse();
      }
      const before = socket.attempts;

      happen();

      expect(socket.attempts).toBe(before + 1);
    });

    it('leaves a first try and a connection that is heard alone', () => {
      const { socket } = setUp();
      window.dispatchEvent(new Event('online'));
      expect(socket.attempts).toBe(1);

      socket.accept();
      for (let second = 0; second < 60; second++) {
        jest.advanceTimersByTime(1_000);
        socket.ping();
      }
      document.dispatchEvent(new Event('visibilitychange'));

      expect(socket.attempts).toBe(1);
    });

    it('gives up a connection that has outlived a sleep, and what is still on its way in it', () => {
      const { socket, told } = setUpLive();

      jest.setSystemTime(noon + 60_000);
      socket.receive('fleet', frame('update', [aVehicle()], noon));

      expect(told.slice(2)).toEqual(['lost']);
      expect(socket.attempts).toBe(2);
    });

    it('does not take a page that is too busy for one that sleeps again and again', () => {
      const { socket, told } = setUpLive();
      for (let stall = 1; stall <= 5; stall++) {
        jest.setSystemTime(noon + stall * 8_000);
        jest.advanceTimersByTime(1_000);
        socket.accept();
        socket.receive('fleet', frame('snapshot', [aVehicle()]));
      }

      expect(socket.attempts).toBe(2);
      expect(told.at(-1)).toBe('all: City Truck');
    });

    it('notices a sleep by the clock, before anything is heard', () => {
      const { socket } = setUpLive();

      jest.setSystemTime(noon + 60_000);
      jest.advanceTimersByTime(1_000);

      expect(socket.attempts).toBe(2);
    });

    it('gives a slow network more time with each failure', () => {
      const { socket } = setUp();
      expect(socket.attemptMs).toBe(2_000);

      for (let attempt = 0; attempt < 12; attempt++) {
        socket.refuse();
        jest.advanceTimersByTime(1_000);
      }

      expect(socket.attemptMs).toBe(16_000);
    });
  });

  describe('telling what is looked at', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `Truck ${index}`);

    it('tells of a large fleet’s map, at most four times a second, and nothing twice', () => {
      const { socket, source } = setUpLive(many);
      source.look(view);
      expect(socket.sent('view')).toEqual([view]);

      for (let step = 1; step <= 10; step++) {
        source.look({ ...view, north: view.north + step / 100 });
        jest.advanceTimersByTime(50);
      }
      jest.advanceTimersByTime(1_000);
      expect(socket.sent('view').length).toBeLessThanOrEqual(4);
      expect(socket.sent('view').at(-1)).toEqual({ ...view, north: view.north + 0.1 });

      const before = socket.sent('view').length;
      source.look({ ...view, north: view.north + 0.1 });
      jest.advanceTimersByTime(1_000);
      expect(socket.sent('view')).toHaveLength(before);
    });

    it('tells it again after each connect', () => {
      const { socket, source } = setUpLive(many);
      source.look(view);
      socket.lose('transport close');
      jest.advanceTimersByTime(1_000);

      socket.accept();
      socket.receive('names', 0, many);

      expect(socket.sent('view')).toEqual([view, view]);
    });

    it('says nothing of a small fleet, of which it wants to hear all', () => {
      const { socket, source } = setUpLive();

      source.look(view);
      jest.advanceTimersByTime(1_000);

      expect(socket.sent('view')).toEqual([]);
    });
  });
});
