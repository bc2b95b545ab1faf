import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scaleOf } from './scale-of';

describe('scaleOf', () => {
  it('stands for a round length in the units that go with the speeds', () => {
    expect(scaleOf(10, 100, 'km/h')).toEqual({ pixels: 100, value: 1, unit: 'km' });
    expect(scaleOf(0.6, 100, 'km/h')).toEqual({ pixels: 50 / 0.6, value: 50, unit: 'm' });
    expect(scaleOf(1, 100, 'mph')).toMatchObject({ value: 200, unit: 'ft' });
    expect(scaleOf(40, 100, 'mph')).toMatchObject({ value: 2, unit: 'mi' });
  });

  it('is as long as has room, and never much shorter', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 80_000, noNaN: true }),
        fc.constantFrom('mph' as const, 'km/h' as const),
        (metresPerPixel, speeds) => {
          const { pixels } = scaleOf(metresPerPixel, 100, speeds);

          expect(pixels).toBeLessThanOrEqual(100.001);
          expect(pixels).toBeGreaterThan(39);
        },
      ),
    );
  });
});
