import type { PositionReport } from '@fleetman/contract';
import { describe, expect, it } from '@jest/globals';
import { offsetM } from '../drive/geometry.ts';
import { disturb, disturbanceFor } from './disturbance.ts';
import { readNoise } from './noise.ts';

const report: PositionReport = {
  vehicle: 'City Truck',
  lat: -29.9,
  lng: -71.25,
  time: new Date('2026-11-22T12:00:00Z'),
};

const count = 20_000;

/** As many fixes of a vehicle that stands still, and how far each is off. */
function fixes(noise: string, seed = 1) {
  const disturbance = disturbanceFor(report.vehicle, seed, readNoise(noise));
  if (!disturbance) throw new Error('no noise');
  return Array.from({ length: count }, (_, index) => {
    const fix = disturb(report, index, disturbance);
    const { east, north } = offsetM(report, fix);
    return { fix, east, north, metres: Math.hypot(east, north) };
  });
}

function deviation(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe('disturb', () => {
  it('moves fixes by as many metres as asked, to all sides alike', () => {
    const all = fixes('5m');

    expect(deviation(all.map(({ east }) => east))).toBeCloseTo(5, 0);
    expect(deviation(all.map(({ north }) => north))).toBeCloseTo(5, 0);
    expect(Math.abs(all.reduce((sum, { east }) => sum + east, 0) / count)).toBeLessThan(0.2);
    expect(Math.max(...all.map(({ metres }) => metres))).toBeLessThan(30);
  });

  it('reports the accuracy within which 68 % of the fixes lie', () => {
    const all = fixes('5m');
    const accuracy = all[0]?.fix.accuracy ?? 0;

    expect(accuracy).toBeCloseTo(7.5, 1);
    expect(all.filter(({ metres }) => metres <= accuracy).length / count).toBeCloseTo(0.68, 1);
  });

  it('keeps vehicle and time', () => {
    const changed = fixes('5m,jumps,void,coarse').filter(
      ({ fix }) => fix.vehicle !== report.vehicle || fix.time !== report.time,
    );

    expect(changed).toEqual([]);
  });

  it('spoils the share of fixes that it promises, and leaves the others exact', () => {
    const share = (noise: string) =>
      fixes(noise).filter(({ metres }) => metres > 0.2).length / count;

    expect(share('jumps')).toBeCloseTo(1 / 200, 2);
    expect(share('void')).toBeCloseTo(1 / 400, 2);
    expect(share('coarse')).toBeCloseTo(1 / 100, 2);
  });

  it('lets fixes jump by kilometres, puts them on 0,0 or makes them coarse and says so', () => {
    const jumps = fixes('jumps').filter(({ metres }) => metres > 0.2);
    const coarse = fixes('coarse').filter(({ fix }) => fix.accuracy !== undefined);
    const voids = fixes('void').filter(({ fix }) => fix.lat === 0 && fix.lng === 0);

    expect(Math.min(...jumps.map(({ metres }) => metres))).toBeGreaterThan(900);
    expect(Math.max(...jumps.map(({ metres }) => metres))).toBeLessThan(11_000);
    expect(Math.min(...coarse.map(({ fix }) => fix.accuracy ?? 0))).toBeGreaterThanOrEqual(500);
    expect(Math.max(...coarse.map(({ fix }) => fix.accuracy ?? 0))).toBeLessThanOrEqual(2_000);
    expect(voids.length).toBeGreaterThan(20);
  });

  it('is the same for the same seed, and another for another', () => {
    const places = (seed: number) =>
      fixes('5m,jumps', seed)
        .map(({ fix }) => fix.lat)
        .join();

    expect(places(1)).toBe(places(1));
    expect(places(2)).not.toBe(places(1));
  });

  it('changes no fix by a kind that does not spoil it', () => {
    const plain = fixes('5m').map(({ fix }) => fix);
    const all = fixes('5m,jumps,void,coarse').map(({ fix }) => fix);
    const changed = all.filter(({ lat }, i) => lat !== plain[i]?.lat);

    expect(changed.length / count).toBeLessThan(0.025);
  });
});
