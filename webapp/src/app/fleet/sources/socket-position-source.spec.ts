import { TestBed } from '@angular/core/testing';
import type { LiveFrameKind } from '@fleetman/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aVehicle } from '../../testing/fake-position-source';
import { describePositionSource } from '../../testing/position-source.contract';
import { frame, setUpLiveSource, setUpSource } from '../../testing/socket-source';
import { SocketPositionSource } from './socket-position-source';
import type { Vehicle } from '../../vehicle/vehicle';

const noon = Date.UTC(2026, 10, 22, 12);

describePositionSource('SocketPositionSource', () => {
  const { socket, source } = setUpSource(false);
  let names: readonly string[] = [];
  let before = new Map<string, number>();
  const send = (kind: LiveFrameKind, vehicles: readonly Vehicle[]) => {
    socket.receive('names', 0, names);
    const numbered = vehicles.map((vehicle) => ({ ...vehicle, id: names.indexOf(vehicle.name) }));
    socket.receive('fleet', frame(kind, numbered));
  };
  return {
    source,
    // As the gateway does it: those that have changed, all of them when one is gone.
    send: (...vehicles) => {
      const isNew = !socket.connected;
      if (isNew) socket.accept();
      names = vehicles.map(({ name }) => name);
      const isAnyGone = [...before.keys()].some((name) => !names.includes(name));
      const changed = vehicles.filter(({ name, time }) => before.get(name) !== time);
      if (isNew || isAnyGone) send('snapshot', vehicles);
      else send('update', changed);
      before = new Map(vehicles.map(({ name, time }) => [name, time]));
      return Promise.resolve();
    },
    goAway: () => {
      socket.lose('transport close');
      return Promise.resolve();
    },
  };
});

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
      const { socket, told } = setUpLiveSource();

      expect(socket.greeting()).toEqual({ codec: 1 });
      expect(told).toEqual(['live', 'all: City Truck, Bus']);

      socket.receive('fleet', frame('update', [aVehicle()]));
      socket.receive('fleet', frame('bounds', [aVehicle()]));
      expect(told.slice(2)).toEqual(['update: City Truck', 'refresh: City Truck']);
    });

    it('says when the frame that the gateway asked about is on the screen, and of no other', () => {
      const { socket } = setUpLiveSource();
      const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

      socket.receive('trace', trace);
      jest.advanceTimersByTime(1_000);
      socket.receive('fleet', frame('update', [aVehicle()]));
      socket.receive('fleet', frame('update', [aVehicle()]));
      expect(socket.sent('shown')).toEqual([]);
      jest.advanceTimersByTime(1_000);

      expect(socket.sent('shown')).toEqual([{ trace, tookMs: expect.any(Number) }]);
    });

    it('reads JSON of a gateway that sends no frames', () => {
      const { socket, told } = setUpSource();
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
      const { socket } = setUpLiveSource();

      socket.receive('fleet', new ArrayBuffer(7));

      expect(socket.attempts).toBe(2);
      expect(socket.greeting()).toEqual({});
    });

    it('leaves out vehicles that have no name', () => {
      const { socket, told } = setUpLiveSource(['City Truck']);

      expect(told.at(-1)).toBe('all: City Truck');

      socket.receive('names', 1, ['Bus']);
      socket.receive('fleet', frame('update', [aVehicle(), aVehicle()]));
      expect(told.at(-1)).toBe('update: City Truck, Bus');
    });

    it('says that the fleet is stale as long as the gateway does not hear of it', () => {
      const { socket, told } = setUpLiveSource();

      socket.receive('source', { fresh: false, heardAt: new Date(noon).toISOString() });
      expect(told.at(-1)).toBe('stale');

      socket.receive('source', { fresh: true, heardAt: new Date(noon).toISOString() });
      expect(told.at(-1)).toBe('live');
    });
  });

  describe('connecting', () => {
    it('tries again and again, and is live with the first picture', () => {
      const { socket, told } = setUpLiveSource();

      socket.lose('transport close');
      expect(told.at(-1)).toBe('lost');
      for (let attempt = 2; attempt < 10; attempt++) {
        // The longest that a pause may be by then.
        jest.advanceTimersByTime(200 * 2 ** (attempt - 2));
        expect(socket.attempts).toBe(attempt);
        socket.refuse();
      }
      jest.advanceTimersByTime(120_000);
      socket.accept();
      socket.receive('names', 0, ['Tram']);
      socket.receive('fleet', frame('snapshot', [aVehicle()]));

      expect(told.slice(-2)).toEqual(['live', 'all: Tram']);
    });

    it.each(['io server disconnect', 'ping timeout', 'transport error'])(
      'comes back after “%s”',
      (reason) => {
        const { socket } = setUpLiveSource();

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
      const { socket } = setUpLiveSource();
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
      const { socket } = setUpSource();
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
      const { socket, told } = setUpLiveSource();

      jest.setSystemTime(noon + 60_000);
      socket.receive('fleet', frame('update', [aVehicle()], noon));

      expect(told.slice(2)).toEqual(['lost']);
      expect(socket.attempts).toBe(2);
    });

    it('does not take a page that is too busy for one that sleeps again and again', () => {
      const { socket, told } = setUpLiveSource();
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
      const { socket } = setUpLiveSource();

      jest.setSystemTime(noon + 60_000);
      jest.advanceTimersByTime(1_000);

      expect(socket.attempts).toBe(2);
    });
  });
});
