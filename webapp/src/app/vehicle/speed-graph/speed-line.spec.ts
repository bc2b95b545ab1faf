import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { averageIn, drawSpeeds, fastestIn, speedAt, type TimedSpeed } from './speed-line';

const frame = { from: 0, to: 100_000, width: 100, height: 50, topMph: 100 };
const at = (
  seconds: number,
  speedMph: number | null,
  way: TimedSpeed['way'] = 'driven',
): TimedSpeed => ({ time: seconds * 1_000, speedMph, way });

describe('the line of a graph of speed', () => {
  it('goes from report to report', () => {
    expect(drawSpeeds([at(0, 0), at(50, 50), at(100, 100)], frame)).toEqual({
      line: 'M0 50L50 25L100 0',
      alone: '',
      area: 'M0 50L0 50L50 25L100 0L100 50Z',
    });
  });

  it('is broken in a gap, where single points can be seen', () => {
    const { line, area, alone } = drawSpeeds([at(0, 100), at(600, 100, 'gap')], {
      ...frame,
      to: 600_000,
    });

    expect(line).toBe('M0 0M100 0');
    expect(area).toBe('M0 50L0 0L0 50ZM100 50L100 0L100 50Z');
    expect(alone).toBe('M0 0h0M100 0h0');
  });

  it('is broken by a gap that ends without a speed', () => {
    const points = [at(0, 50), at(40, null, 'gap'), at(50, 50), at(100, 50)];

    expect(drawSpeeds(points, frame)).toMatchObject({
      line: 'M0 25M50 25L100 25',
      alone: 'M0 25h0',
    });
  });

  it.each([120, 300])('joins the reports of a vehicle that reports every %d s', (seconds) => {
    const points = [0, 1, 2].map((index) => at(index * seconds, 50));

    const { line } = drawSpeeds(points, { ...frame, to: 2_000 * seconds });

    expect(line).toBe('M0 25L50 25L100 25');
  });

  it('is empty where no speed is known', () => {
    expect(drawSpeeds([], frame)).toEqual({ line: '', area: '', alone: '' });
    expect(drawSpeeds([at(0, null)], frame)).toEqual({ line: '', area: '', alone: '' });
  });

  it('keeps every peak of many reports in few dots', () => {
    const speeds = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 2_000 });
    fc.assert(
      fc.property(speeds, (all) => {
        const points = all.map((speedMph, index) => at((index / all.length) * 100, speedMph));

        const { line } = drawSpeeds(points, frame);

        const heights = line
          .split(/[ML]/)
          .slice(1)
          .map((dot) => Number(dot.split(' ')[1]));
        expect(heights.length).toBeLessThanOrEqual(3 * (frame.width + 1));
        expect(Math.min(...heights)).toBe(50 - Math.max(...all) / 2);
        expect(Math.max(...heights)).toBe(50 - Math.min(...all) / 2);
      }),
    );
  });
});

describe('speedAt', () => {
  it('lies between the reports before and after', () => {
    expect(speedAt([at(0, 10), at(10, 20)], 5_000)).toBe(15);
    expect(speedAt([at(0, 10), at(10, 20)], 10_000)).toBe(20);
  });

  it('is unknown outside of the reports and in a gap', () => {
    expect(speedAt([at(0, 10), at(10, 20)], 10_001)).toBeNull();
    expect(speedAt([at(0, 10), at(600, 20, 'gap')], 5_000)).toBeNull();
    expect(speedAt([at(0, null), at(10, 20)], 5_000)).toBeNull();
  });
});

describe('fastestIn', () => {
  it('looks at the time that is asked for only', () => {
    expect(fastestIn([at(0, 90), at(10, 20), at(20, null), at(30, 80)], 5_000, 25_000)).toBe(20);
    expect(fastestIn([], 0, 1)).toBe(0);
  });
});

describe('the average speed', () => {
  const drive = [at(0, 0), at(10, 40), at(30, 40), at(40, 0), at(100, 0), at(110, 20)];

  it('is that of the time in which the vehicle moved', () => {
    // 10 s at 20 mph, 20 s at 40, 10 s at 20, and 10 s at 10: of 50 s.
    expect(averageIn(drive, 0, 110_000)).toBeCloseTo(1_300 / 50);
  });

  it('counts what lies within the graph only', () => {
    expect(averageIn(drive, 5_000, 20_000)).toBeCloseTo((5 * 30 + 10 * 40) / 15);
  });

  it('is unknown of a vehicle that stands, and over gaps', () => {
    expect(averageIn([at(0, 0), at(100, 0)], 0, 100_000)).toBeNull();
    expect(averageIn([at(0, 30), at(600, 30, 'gap')], 0, 600_000)).toBeNull();
    expect(averageIn([], 0, 1)).toBeNull();
  });
});
