import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aTrackPoint } from '../../testing/a-track-point';
import { DrawnTrack } from './drawn-track';
import { toMercator, toScreen, type MercatorPoint } from '../../geo/mercator';

const place = { lat: -29.9, lng: -71.25 };
const camera = { center: toMercator(place), worldSize: 512 * 2 ** 14, width: 800, height: 600 };
const at = (seconds: number, lat = 0, lng = 0, speedMph: number | null = 20) =>
  aTrackPoint({
    lat: place.lat + lat,
    lng: place.lng + lng,
    time: seconds * 1_000,
    speedMph,
  });
const gap = (seconds: number, lat: number) => ({ ...at(seconds, lat), way: 'gap' }) as const;
const brought = (seconds: number, lat: number) => ({ ...at(seconds, lat), way: 'none' }) as const;

function linesOf(track: DrawnTrack) {
  const lines: number[][] = [];
  track.eachLine(camera, (from, to, speedClass, isGap) => {
    lines.push([from.x, from.y, to.x, to.y, speedClass, Number(isGap)]);
  });
  return lines;
}

describe('DrawnTrack', () => {
  it('draws each piece in the colour of the speed that it was driven at', () => {
    const lines = linesOf(new DrawnTrack([at(0), at(10, 0.002, 0, 20), at(20, 0.004, 0, 60)]));

    expect(lines.map((line) => line[4])).toEqual([2, 4]);
    expect(lines[0]?.slice(0, 2)).toEqual([400, 300]);
  });

  it('tells gaps from what was driven', () => {
    const lines = linesOf(new DrawnTrack([at(0), gap(3_600, 0.002), at(3_610, 0.004)]));

    expect(lines.map((line) => line.slice(4))).toEqual([
      [2, 1],
      [2, 0],
    ]);
  });

  it('draws nothing where the vehicle cannot have driven, and no doubtful fix', () => {
    const jump = { ...at(5, 0.5), doubt: 'jump' } as const;

    const lines = linesOf(new DrawnTrack([at(0), jump, at(10, 0.002), brought(20, 0.003)]));

    expect(lines).toHaveLength(1);
  });

  it('is a point where the vehicle stands', () => {
    const stand = [0, 1, 2].map((index) => ({ ...at(index, index * 1e-4), isStanding: true }));

    const track = new DrawnTrack(stand);

    expect(track.points.map(({ lat }) => lat)).toEqual([place.lat, place.lat, place.lat]);
  });

  it('leaves out what is out of sight', () => {
    expect(linesOf(new DrawnTrack([at(0, 1), at(10, 1.001), at(20, 1.002)]))).toEqual([]);
  });

  it('draws a hundred thousand points as few lines, which end where the track ends', () => {
    const points = Array.from({ length: 100_000 }, (_, index) => at(index, index * 1e-7));

    const lines = linesOf(new DrawnTrack(points));

    expect(lines.length).toBeLessThan(2_000);
    const end = toScreen(toMercator(points[99_999] ?? place), camera);
    expect(lines.at(-1)?.[3]).toBeCloseTo(end.y, 5);
  });

  it('draws an unbroken line, whatever is left out', () => {
    const steps = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2, maxLength: 200 });
    fc.assert(
      fc.property(steps, (all) => {
        let lat = 0;
        const points = all.map((step, index) => at(index, (lat += step * 1e-8)));
        const lines = linesOf(new DrawnTrack(points));
        lines.forEach((line, index) => {
          const before = lines[index - 1];
          if (before) expect(line.slice(0, 2)).toEqual(before.slice(2, 4));
        });
      }),
    );
  });

  it.each([179.999, -179.999])('draws a ferry over the antimeridian, seen from %d°', (lng) => {
    const ferry = new DrawnTrack(
      [179.996, 179.999, -179.998].map((each, index) =>
        aTrackPoint({ lat: -16.8, lng: each, time: index * 60_000 }),
      ),
    );
    const over = { ...camera, center: toMercator({ lat: -16.8, lng }) };

    const lengths: number[] = [];
    ferry.eachLine(over, (from, to) => {
      lengths.push(to.x - from.x);
    });

    const degree = over.worldSize / 360;
    expect(lengths).toEqual([expect.closeTo(0.003 * degree, 3), expect.closeTo(0.003 * degree, 3)]);
    expect(ferry.nearest({ x: 400, y: 300 }, over, 12)?.lng).toBeCloseTo(lng, 6);
    expect(ferry.placeAt(90_000)?.lng).toBeCloseTo(-179.9995, 9);
  });

  it('shows its direction wherever it is in sight, and over gaps', () => {
    const marksAt = (where: typeof camera) => {
      const marks: MercatorPoint[] = [];
      track.eachMark(where, (at, along) => {
        marks.push({ x: at.x, y: along.y });
      });
      return marks;
    };
    const track = new DrawnTrack([
      at(0, -0.02),
      at(10, 0.004),
      gap(3_600, 0.02),
      brought(3_700, 0.5),
    ]);
    const near = marksAt(camera);
    const away = { ...camera, center: toMercator({ ...place, lat: -29.6 }) };

    // To the north, between 96 and 192 pixels apart on 600.
    expect(near.length).toBeGreaterThanOrEqual(3);
    expect(near.length).toBeLessThanOrEqual(7);
    for (const mark of near) expect(mark).toEqual({ x: expect.closeTo(400, 6), y: -1 });
    expect(marksAt(away)).toEqual([]);
    expect(marksAt({ ...camera, worldSize: camera.worldSize / 4 }).length).toBeLessThan(5);
  });

  it('finds the time and the speed under the pointer', () => {
    const track = new DrawnTrack([at(0, 0, -0.01), at(100, 0, 0.01, 35)]);

    expect(track.nearest({ x: 400, y: 306 }, camera, 12)).toMatchObject({
      time: 50_000,
      speedMph: 35,
    });
    expect(track.nearest({ x: 400, y: 330 }, camera, 12)).toBeUndefined();
  });

  it('knows where the vehicle was', () => {
    const track = new DrawnTrack([at(0), at(100, 0.001), brought(3_600, 0.002)]);

    expect(track.placeAt(50_000)?.lat).toBeCloseTo(place.lat + 0.0005, 9);
    expect(track.placeAt(200_000)?.lat).toBeCloseTo(place.lat + 0.001, 9);
    expect(track.placeAt(3_600_000)?.lat).toBeCloseTo(place.lat + 0.002, 9);
    expect(track.placeAt(-1)).toBeUndefined();
    expect(track.placeAt(3_600_001)).toBeUndefined();
  });

  it('lets the vehicle pass straight over a gap', () => {
    const track = new DrawnTrack([at(0), gap(1_000, 0.002)]);

    expect(track.placeAt(500_000)?.lat).toBeCloseTo(place.lat + 0.001, 9);
    expect(track.nearest({ x: 400, y: 300 }, camera, 12)?.way).toBe('gap');
  });
});
