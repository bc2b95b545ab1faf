import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Findings } from './findings.ts';
import type { RecordedPoint } from './recording.ts';
import { separateDrives } from './separate-drives.ts';

const noon = Date.UTC(2026, 4, 1, 12);
const hourMs = 3_600_000;

interface Row {
  readonly from?: number;
  readonly count: number;
  /** Default: 0.0002 degrees, 22 m. */
  readonly step?: number;
  readonly lng?: number;
  /** Of the first point; without, no point has a time. */
  readonly atMs?: number;
  /** Default: 5 s, so that 22 m are 16 km/h. */
  readonly everyMs?: number;
}

/** Points on the way to the north. */
function row({ from = -29.9, count, step = 0.0002, lng = -71.25, atMs, everyMs = 5_000 }: Row) {
  return Array.from({ length: count }, (_, i): RecordedPoint => {
    const point = { lat: from + i * step, lng, line: i + 1 };
    return atMs === undefined ? point : { ...point, timeMs: atMs + i * everyMs };
  });
}

function separate(...rows: readonly (readonly RecordedPoint[])[]) {
  const findings = new Findings('a.gpx');
  const drives = separateDrives(rows.flat(), findings);
  return { lengths: drives.map(({ length }) => length), messages: findings.messages };
}

const jumped = expect.stringContaining('nobody can have driven to');

describe('separateDrives', () => {
  it('takes a track without gaps as one drive', () => {
    expect(separate(row({ count: 40 }))).toEqual({ lengths: [40], messages: [] });
    expect(separate(row({ count: 40, atMs: noon }))).toEqual({ lengths: [40], messages: [] });
  });

  it('separates two places far apart, with times and without', () => {
    expect(separate(row({ count: 20 }), row({ count: 20, from: -33 })).lengths).toEqual([20, 20]);
    const later = { count: 20, from: -33, atMs: noon + hourMs };
    expect(separate(row({ count: 20, atMs: noon }), row(later)).lengths).toEqual([20, 20]);
  });

  it('separates the days of a vehicle that stood in its yard', () => {
    const nextDay = row({ count: 20, from: -29.896, atMs: noon + 18 * hourMs });

    expect(separate(row({ count: 20, atMs: noon }), nextDay).lengths).toEqual([20, 20]);
  });

  it('separates what was not recorded for a while, when the vehicle is elsewhere then', () => {
    const later = (from: number) => row({ count: 20, from, atMs: noon + 900_000 });

    expect(separate(row({ count: 20, atMs: noon }), later(-29.87)).lengths).toEqual([20, 20]);
    expect(separate(row({ count: 20, atMs: noon }), later(-29.896)).lengths).toEqual([40]);
  });

  it('drives through a tunnel of two kilometres', () => {
    const behind = { count: 20, from: -29.878 };

    expect(
      separate(row({ count: 20, atMs: noon }), row({ ...behind, atMs: noon + 200_000 })),
    ).toEqual({ lengths: [40], messages: [] });
  });

  it('takes points that are far apart all the way as one drive', () => {
    expect(separate(row({ count: 10, step: 0.5 })).lengths).toEqual([10]);
    expect(separate(row({ count: 10, step: 0.1, atMs: noon, everyMs: 600_000 })).lengths).toEqual([
      10,
    ]);
    expect(separate(row({ count: 2, step: 1 })).lengths).toEqual([2]);
  });

  it('takes a flight as one drive', () => {
    const flight = row({ count: 100, step: 0.01, atMs: noon, everyMs: 4_000 });

    expect(separate(flight)).toEqual({ lengths: [100], messages: [] });
  });

  it.each([
    ['far away', { lat: 10, lng: 20 }],
    ['2.5 km away', { lat: -29.87, lng: -71.25 }],
  ])('leaves out a point %s, with times and without', (_case, place) => {
    for (const atMs of [noon, undefined]) {
      const points = row(atMs === undefined ? { count: 40 } : { count: 40, atMs });
      const spoiled = points.map((point, i) => (i === 20 ? { ...point, ...place } : point));

      expect(separate(spoiled)).toEqual({ lengths: [39], messages: [jumped] });
    }
  });

  it('leaves out points far away at the start, at the end and in a row', () => {
    const away = (count: number) => row({ count, from: 10 });

    expect(separate(away(1), row({ count: 40 })).lengths).toEqual([40]);
    expect(separate(row({ count: 40 }), away(2)).lengths).toEqual([40]);
    expect(separate(row({ count: 40 }), away(3), row({ count: 40, from: -29.892 }))).toEqual({
      lengths: [80],
      messages: [expect.stringContaining('(3 times in this file)')],
    });
  });

  it('drives across 180° without a gap', () => {
    const points = Array.from({ length: 20 }, (_, i) => {
      const lng = 179.999 + i * 0.0002;
      return { lat: -17, lng: lng > 180 ? lng - 360 : lng, line: i + 1 };
    });

    expect(separate(points)).toEqual({ lengths: [20], messages: [] });
  });

  it('loses no point but those that it notes, and keeps their order', () => {
    const point = fc.record({
      lat: fc.oneof(
        fc.double({ min: -30, max: -29.9, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
      ),
      lng: fc.double({ min: -71.3, max: -71.2, noNaN: true }),
      timeMs: fc.integer({ min: noon, max: noon + 24 * hourMs }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const numbered = points.map((each, line) => ({ ...each, line }));
        const findings = new Findings('a.gpx');
        const lines = separateDrives(numbered, findings)
          .flat()
          .map(({ line }) => line);

        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        expect(lines.length === points.length || findings.has('jump')).toBe(true);
      }),
    );
  });
});
