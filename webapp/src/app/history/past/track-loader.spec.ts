import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { HistorySource, type HistoryWish } from './history-source';
import type { TrackPoint } from '../../vehicle/track/track-point';
import { aTrackPoint } from '../../testing/a-track-point';
import { TrackLoader } from './track-loader';

const second = 1_000;
const { signal } = new AbortController();

/** A vehicle that reported once a second for so many seconds, and where `simplify` keeps every hundredth. */
class LongHistory extends HistorySource {
  readonly asked: HistoryWish[] = [];

  constructor(readonly seconds: number) {
    super();
  }

  override async load(_: string, wish: HistoryWish): Promise<readonly TrackPoint[]> {
    this.asked.push(wish);
    const { since = 0, until = Infinity, limit = 5_000, simplify } = wish;
    const last = Math.min(this.seconds - 1, Math.floor(until / second));
    const first = Math.max(0, Math.ceil(since / second), last - limit + 1);
    const all = Array.from(
      { length: Math.max(0, last - first + 1) },
      (_value, index) => first + index,
    );
    const isKept = (index: number) => index % 100 === 0 || index === 0 || index === all.length - 1;
    const kept = simplify === undefined ? all : all.filter((_value, index) => isKept(index));
    return kept.map((at) => aTrackPoint({ time: at * second }));
  }
}

function aLoader(seconds: number) {
  const source = new LongHistory(seconds);
  TestBed.configureTestingModule({ providers: [{ provide: HistorySource, useValue: source }] });
  return { source, loader: TestBed.inject(TrackLoader) };
}

const window = { from: 0, to: 1e10 };

/** The times of a track, each later than the one before. */
function expectOrdered(points: readonly TrackPoint[]): void {
  const isLater = (point: TrackPoint, index: number) =>
    point.time > (points[index - 1]?.time ?? -1);
  expect(points.every(isLater)).toBe(true);
}

describe('TrackLoader', () => {
  it('asks once for what one answer holds', async () => {
    const { source, loader } = aLoader(3_600);

    const exact = await loader.exact('Bus', window, signal);
    const simplified = await loader.simplified('Bus', window, 10, signal);

    expect(exact).toMatchObject({ isWhole: true, points: { length: 3_600 } });
    expect(simplified).toMatchObject({ isWhole: true, points: { length: 37 } });
    expect(source.asked).toHaveLength(2);
  });

  it('loads what several answers hold, each fix once', async () => {
    const { loader } = aLoader(250_000);

    const exact = await loader.exact('Bus', window, signal);
    const simplified = await loader.simplified('Bus', window, 10, signal);

    expect(exact).toMatchObject({ isWhole: true, points: { length: 250_000 } });
    expectOrdered(exact.points);
    expect(simplified.isWhole).toBe(true);
    expect(simplified.points[0]?.time).toBe(0);
    expectOrdered(simplified.points);
  });

  it('says that it has the newest part only of what is longer than half a million fixes', async () => {
    const { source, loader } = aLoader(700_000);

    const exact = await loader.exact('Bus', window, signal);
    const simplified = await loader.simplified('Bus', window, 10, signal);

    expect(exact.isWhole).toBe(false);
    expect(exact.points[0]?.time).toBe(200_000 * second);
    expect(simplified.isWhole).toBe(false);
    expect(simplified.points.at(-1)?.time).toBe(699_999 * second);
    expect(source.asked).toHaveLength(10);
  });

  it('looks for older fixes of a vehicle that began to report later', async () => {
    const { source, loader } = aLoader(3_600);

    const { isWhole, points } = await loader.simplified(
      'Bus',
      { from: -1e9, to: 1e10 },
      10,
      signal,
    );

    expect(isWhole).toBe(true);
    expect(points).toHaveLength(37);
    expect(source.asked.map(({ until }) => until)).toEqual([1e10, -1]);
  });

  it('has nothing of a vehicle that did not report', async () => {
    const { loader } = aLoader(0);

    expect(await loader.exact('Bus', window, signal)).toEqual({ points: [], isWhole: true });
    expect(await loader.simplified('Bus', window, 5, signal)).toEqual({
      points: [],
      isWhole: true,
    });
  });
});
