import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawPlot, niceCeiling } from './svg-plot.ts';

const plot = {
  title: 'reports/s by vehicles & trackers <1>',
  x: 'vehicles',
  y: 'reports/s',
  series: [
    {
      name: 'ingest',
      points: [
        [50_000, 1_000],
        [1_000, 4_000],
      ],
    },
  ],
} as const;

describe('drawPlot', () => {
  it('draws each series from left to right within the picture', () => {
    const svg = drawPlot(plot);

    const places = [...(/points="([^"]*)"/.exec(svg)?.[1] ?? '').matchAll(/([\d.]+),([\d.]+)/g)];
    const [xs, ys] = [places.map(([, x]) => Number(x)), places.map(([, , y]) => Number(y))];
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(Math.min(...xs, ...ys)).toBeGreaterThan(0);
    expect(Math.max(...xs)).toBeLessThan(640);
    expect(Math.max(...ys)).toBeLessThan(360);
  });

  it('is XML whatever the texts hold', () => {
    expect(drawPlot(plot)).toContain('vehicles &amp; trackers &lt;1&gt;');
  });

  it('draws an empty plot', () => {
    expect(drawPlot({ ...plot, series: [] })).not.toContain('NaN');
  });
});

describe('niceCeiling', () => {
  it('is at least the value and at most two and a half times as much', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (value) => {
        const ceiling = niceCeiling(value);

        expect(ceiling).toBeGreaterThanOrEqual(value * (1 - 1e-9));
        expect(ceiling).toBeLessThanOrEqual(value * 2.5 * (1 + 1e-9));
      }),
    );
  });
});
