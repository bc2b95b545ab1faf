import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { defaultHistoryLimit, maxHistoryLimit } from '@fleetman/contract';
import { summarise } from '@fleetman/motion';
import { aTrackPoint } from '../../testing/a-track-point';
import type { TrackPoint } from '../../vehicle/track/track-point';
import { HistorySource, type HistoryWish } from './history-source';
import { PastLoading } from './past-loading';

const { signal } = new AbortController();
const dayStart = new Date(2026, 10, 22).getTime();

/** A fix a second since midnight, a metre farther each. */
const drive = (fixes: number) =>
  Array.from({ length: fixes }, (_, index) =>
    aTrackPoint({ time: dayStart + index * 1_000, lat: index / 111_195, metres: 1 }),
  );

class RecordedHistory extends HistorySource {
  readonly asked: HistoryWish[] = [];

  constructor(private readonly fixes: readonly TrackPoint[]) {
    super();
  }

  override async load(_name: string, wish: HistoryWish): Promise<readonly TrackPoint[]> {
    this.asked.push(wish);
    const { since = -Infinity, until = Infinity, limit = defaultHistoryLimit } = wish;
    return this.fixes.filter(({ time }) => time >= since && time <= until).slice(-limit);
  }
}

async function loadDay(fixes: readonly TrackPoint[], since = dayStart) {
  const source = new RecordedHistory(fixes);
  TestBed.configureTestingModule({ providers: [{ provide: HistorySource, useValue: source }] });
  const loading = TestBed.inject(PastLoading);
  const wanted = { name: 'Bus', dayStart: since, until: undefined, attempt: 0 };
  const newest = await loading.newest(wanted, signal);
  return { day: await loading.day(wanted, newest, signal), asked: source.asked };
}

describe('PastLoading', () => {
  it('loads of a long day only that simplified which the newest fixes do not hold', async () => {
    const fixes = drive(6_000);

    const { day, asked } = await loadDay(fixes);

    expect(asked).toEqual([
      {},
      {
        since: dayStart,
        until: fixes[1_000]?.time,
        limit: maxHistoryLimit,
        simplify: 5,
      },
    ]);
    expect(day).toEqual(fixes);
    expect(summarise(day).metres).toBe(5_999);
  });

  it('loads nothing more where the newest fixes began before the day', async () => {
    const fixes = drive(60);

    const { day, asked } = await loadDay(fixes, dayStart + 10_000);

    expect(asked).toEqual([{}]);
    expect(day).toEqual(fixes.slice(10));
  });

  it('has an empty day of a vehicle without fixes', async () => {
    expect((await loadDay([])).day).toEqual([]);
  });

  it('leaves doubtful fixes out, also where the two parts meet', async () => {
    const fixes = drive(6_000).map((fix, index) =>
      index === 1_000 ? { ...fix, doubt: 'jump' as const } : fix,
    );

    const { day } = await loadDay(fixes);

    expect(day).toEqual(fixes.filter((_, index) => index !== 1_000));
  });
});
