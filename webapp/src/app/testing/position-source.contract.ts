import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { PositionSource } from '../fleet/position-source';
import { aVehicle } from './fake-position-source';
import { keepTold } from './keep-told';
import type { Vehicle } from '../vehicle/vehicle';

/** A gateway that a test speaks for, and a source that is not open yet. */
export interface SourceUnderTest {
  readonly source: PositionSource;
  /** Has the gateway send, or answer, that its whole fleet is this. */
  send(...vehicles: Vehicle[]): Promise<void>;
  /** The gateway sends nothing and answers nothing until it sends a fleet again. */
  goAway(): Promise<void>;
}

/** What every {@link PositionSource} does; `start` gives a fresh one. */
export function describePositionSource(name: string, start: () => SourceUnderTest): void {
  const noon = Date.UTC(2026, 10, 22, 12);
  const truck = aVehicle({ time: noon });
  const bus = aVehicle({ name: 'Bus', time: noon });

  describe(`${name}, a position source,`, () => {
    let under: SourceUnderTest;
    let told: string[];
    beforeEach(() => {
      jest.useFakeTimers({ now: noon });
      under = start();
      const kept = keepTold();
      told = kept.told;
      under.source.open(kept.listener);
    });
    afterEach(() => {
      under.source.close();
      jest.useRealTimers();
    });

    it('is live before it tells the whole fleet', async () => {
      await under.send(truck, bus);

      expect(told).toEqual(['live', 'all: City Truck, Bus']);
    });

    it('tells an empty fleet too', async () => {
      await under.send();

      expect(told).toEqual(['live', 'all: ']);
    });

    it('tells vehicles that have reported since, once', async () => {
      await under.send(truck, bus);
      await under.send({ ...truck, time: noon + 1_000 }, bus);

      expect(told.filter((line) => line.startsWith('update'))).toEqual(['update: City Truck']);
    });

    it('tells the whole fleet again when a vehicle has left it', async () => {
      await under.send(truck, bus);
      await under.send(bus);

      expect(told.at(-1)).toBe('all: Bus');
    });

    it('says that the gateway is lost, and tells the whole fleet when it is back', async () => {
      await under.send(truck, bus);
      await under.goAway();
      expect(told.at(-1)).toBe('lost');

      await under.send(truck, bus);

      expect(told.slice(-2)).toEqual(['live', 'all: City Truck, Bus']);
    });

    it('says nothing more once it is closed', async () => {
      await under.send(truck);
      const before = told.length;

      under.source.close();
      await under.send(truck, bus);
      await under.goAway();

      expect(told).toHaveLength(before);
    });
  });
}
