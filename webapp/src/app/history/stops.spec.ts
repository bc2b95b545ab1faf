import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { distanceMetres } from '../map/mercator';
import { findStops, shortestStopMs, stopRadiusMetres } from './stops';

/** A degree of latitude has 111,195 m on the sphere that distances are measured on. */
const degreesOf = (metres: number) => metres / 111_195;
/** Some metres north of a place, some seconds after a moment. */
const at = (seconds: number, metres: number) => ({
  time: seconds * 1_000,
  lat: -29.9 + degreesOf(metres),
  lng: -71.25,
});

describe('findStops', () => {
  it('finds where a vehicle stood for two minutes', () => {
    const stops = findStops([at(0, -400), at(10, 0), at(70, 5), at(130, 10), at(140, 400)]);

    expect(stops).toHaveLength(1);
    expect(stops[0]).toMatchObject({ from: 10_000, to: 130_000, lng: -71.25 });
    expect(stops[0]?.lat).toBeCloseTo(-29.9 + degreesOf(5), 6);
  });

  it('takes a traffic light for no stop', () => {
    expect(findStops([at(0, -400), at(10, 0), at(129, 0), at(140, 400)])).toEqual([]);
  });

  it('takes a slow drive for no stop', () => {
    const crawl = Array.from({ length: 100 }, (_, index) => at(index * 10, index * 10));

    expect(findStops(crawl)).toEqual([]);
  });

  it('has a vehicle that was silent at a place stand there', () => {
    expect(findStops([at(0, 0), at(600, 20)])).toMatchObject([{ from: 0, to: 600_000 }]);
  });

  it('tells two stops apart that follow each other', () => {
    const stops = findStops([at(0, 0), at(120, 0), at(130, 200), at(260, 200)]);

    expect(stops).toMatchObject([
      { from: 0, to: 120_000 },
      { from: 130_000, to: 260_000 },
    ]);
  });

  it('stands at the date line too', () => {
    const place = (seconds: number, lng: number) => ({ time: seconds * 1_000, lat: 0, lng });

    const [stop] = findStops([place(0, 179.9999), place(120, -179.9999)]);

    expect(Math.abs(stop?.lng ?? 0)).toBeCloseTo(180, 3);
  });

  it('answers stops in order, long enough, apart, and where the vehicle was', () => {
    const step = fc.record({
      wait: fc.integer({ min: 1, max: 200 }),
      move: fc.integer({ min: -80, max: 80 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [seconds, metres] = [0, 0];
        const points = steps.map(({ wait, move }) => at((seconds += wait), (metres += move)));
        const stops = findStops(points);
        stops.forEach((stop, index) => {
          expect(stop.to - stop.from).toBeGreaterThanOrEqual(shortestStopMs);
          expect(stop.from).toBeGreaterThan(stops[index - 1]?.to ?? -1);
          for (const point of points.filter(({ time }) => time >= stop.from && time <= stop.to)) {
            expect(distanceMetres(point, stop)).toBeLessThanOrEqual(2 * stopRadiusMetres);
          }
        });
      }),
    );
  });
});
