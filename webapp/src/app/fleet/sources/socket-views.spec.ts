import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setUpLiveSource, setUpSource } from '../../testing/socket-source';
import type { FleetView } from '../position-source';
import { SocketPositionSource } from './socket-position-source';

const noon = Date.UTC(2026, 10, 22, 12);
const view: FleetView = { north: -29, south: -30, east: -71, west: -72 };

describe('SocketPositionSource', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
  });
  afterEach(() => {
    TestBed.inject(SocketPositionSource).close();
    jest.useRealTimers();
  });

  describe('watching pasts', () => {
    const wholeWorld = { north: 90, south: -90, east: 180, west: -180 };

    it('reads which part of a vehicle’s past has changed', () => {
      const { socket, told } = setUpLiveSource();
      const [from, until] = [new Date(noon), new Date(noon + 5_000)];

      const late = { name: 'Bus', from: from.toISOString(), until: until.toISOString() };
      socket.receive('late', late);

      expect(told.at(-1)).toBe(`late: Bus, ${noon} to ${noon + 5_000}`);
    });

    it('names watched vehicles of a small fleet, of which it still wants to hear all', () => {
      const { socket, source } = setUpLiveSource();
      source.look(view);

      source.watchPasts(['Bus']);
      jest.advanceTimersByTime(1_000);
      source.watchPasts([]);

      const sent = [{ ...wholeWorld, watch: ['Bus'] }, wholeWorld];
      expect(socket.sent('view')).toEqual(sent);
    });

    it('names watched vehicles with the view of a large fleet, and again after each connect', () => {
      const many = Array.from({ length: 1_000 }, (_, index) => `Truck ${index}`);
      const { socket, source } = setUpLiveSource(many);
      source.look(view);
      source.watchPasts(['Truck 7']);
      jest.advanceTimersByTime(1_000);
      socket.lose('transport close');
      jest.advanceTimersByTime(1_000);
      socket.accept();
      socket.receive('names', 0, many);

      const watching = { ...view, watch: ['Truck 7'] };
      expect(socket.sent('view')).toEqual([view, watching, watching]);
    });

    it('names watched vehicles that were chosen before there was a connection', () => {
      const { socket, source } = setUpSource();
      source.watchPasts(['Bus']);
      socket.accept();
      socket.receive('names', 0, ['Bus']);

      expect(socket.sent('view')).toEqual([{ ...wholeWorld, watch: ['Bus'] }]);
    });
  });

  describe('telling what is looked at', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `Truck ${index}`);

    it('tells of a large fleet’s map, at most four times a second, and nothing twice', () => {
      const { socket, source } = setUpLiveSource(many);
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
      const { socket, source } = setUpLiveSource(many);
      source.look(view);
      socket.lose('transport close');
      jest.advanceTimersByTime(1_000);

      socket.accept();
      socket.receive('names', 0, many);

      expect(socket.sent('view')).toEqual([view, view]);
    });

    it('says nothing of a small fleet, of which it wants to hear all', () => {
      const { socket, source } = setUpLiveSource();

      source.look(view);
      jest.advanceTimersByTime(1_000);

      expect(socket.sent('view')).toEqual([]);
    });
  });
});
