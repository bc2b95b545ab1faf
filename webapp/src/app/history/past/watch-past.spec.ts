import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LateFixes, type PastRange } from '../../fleet/late-fixes';
import { collectMs, watchPast } from './watch-past';

describe('watchPast', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function watchBus() {
    const lateFixes = TestBed.inject(LateFixes);
    const told: PastRange[] = [];
    const stop = watchPast(lateFixes, 'Bus', (range) => told.push(range));
    return { lateFixes, told, stop };
  }

  it('tells of a burst of late fixes twice: of its first at once, then of the range of all others', () => {
    const { lateFixes, told } = watchBus();

    for (let from = 10; from > 0; from -= 1) lateFixes.change({ name: 'Bus', from, until: 20 });
    expect(told).toEqual([{ from: 10, until: 20 }]);
    jest.advanceTimersByTime(collectMs);
    expect(told.slice(1)).toEqual([{ from: 1, until: 20 }]);
  });

  it('tells at once again after a while', () => {
    const { lateFixes, told } = watchBus();
    lateFixes.change({ name: 'Bus', from: 10, until: 20 });
    jest.advanceTimersByTime(collectMs);

    lateFixes.change({ name: 'Bus', from: 30, until: 40 });

    expect(told).toHaveLength(2);
  });

  it('tells of nothing after it was stopped', () => {
    const { lateFixes, told, stop } = watchBus();
    lateFixes.change({ name: 'Bus', from: 0, until: 1 });
    lateFixes.change({ name: 'Bus', from: 0, until: 1 });

    stop();
    jest.advanceTimersByTime(collectMs);

    expect(told).toHaveLength(1);
    expect(lateFixes.watched()).toEqual([]);
  });
});
