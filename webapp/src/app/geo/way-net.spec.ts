import { describe, expect, it } from '@jest/globals';
import type { Place } from './mercator';
import { WayNet } from './way-net';

const at = (lng: number, lat: number): Place => ({ lng, lat });
/** Straight through Sheffield for 3.3 km, then north for 1.1 km. */
const way = [at(-1.5, 53.38), at(-1.45, 53.38), at(-1.45, 53.39)];
/** 5 m farther north, as another receiver has it. */
const nearby = way.map(({ lng, lat }) => at(lng, lat + 0.00005));

describe('WayNet', () => {
  it('has a way as it was driven', () => {
    const net = new WayNet(1_000);

    expect(net.add(way)).toBe(true);
    expect(net.lines).toEqual([
      [
        [-1.5, 53.38],
        [-1.45, 53.38],
        [-1.45, 53.39],
      ],
    ]);
  });

  it('has a way once, however often and in whichever direction it is driven', () => {
    const net = new WayNet(1_000);
    net.add(way);

    expect(net.add(nearby)).toBe(false);
    expect(net.add(way.toReversed())).toBe(false);
    expect(net.lines).toHaveLength(1);
  });

  it('adds what is new, joined to what is known', () => {
    const net = new WayNet(1_000);
    net.add(way);

    net.add([at(-1.5, 53.38), at(-1.48, 53.38), at(-1.48, 53.37)]);

    const [, branch] = net.lines;
    expect(branch?.at(-1)).toEqual([-1.48, 53.37]);
    expect(branch?.[0]?.[1]).toBeGreaterThan(53.3795);
  });

  it('has nothing where streets are known', () => {
    const net = new WayNet(1_000);

    expect(net.add(way, [-2, 53, -1, 54])).toBe(false);
  });

  it('runs on over the antimeridian', () => {
    const net = new WayNet(1_000);
    net.add([at(179.99, -17), at(-179.99, -17)]);

    expect(net.lines[0]?.map(([lng]) => lng)).toEqual([179.99, expect.closeTo(180.01)]);
  });

  it('holds no more points than it may', () => {
    const net = new WayNet(4);

    for (let row = 0; row < 20; row++) net.add(way.map(({ lng, lat }) => at(lng, lat + row / 10)));

    expect(net.lines.flat().length).toBeLessThanOrEqual(4);
  });

  it('takes a vehicle that stands for no way', () => {
    const net = new WayNet(1_000);

    expect(net.add([])).toBe(false);
    expect(net.add([at(0, 0), at(0, 0), at(0, 0.00001)])).toBe(false);
  });
});
