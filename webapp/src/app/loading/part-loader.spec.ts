import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PartLoader } from './part-loader';

/** Something to load that cannot be had the first times. */
function failing(times: number) {
  let tries = 0;
  const load = () =>
    ++tries <= times ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('part');
  return { load, tries: () => tries };
}

describe('PartLoader', () => {
  let parts: PartLoader;
  beforeEach(() => {
    jest.useFakeTimers();
    parts = TestBed.inject(PartLoader);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('tries again until the part can be had, and then says no more that it is late', async () => {
    const { load } = failing(10);
    let loaded: string | undefined;
    void parts.load(load).then((part) => (loaded = part));

    await jest.advanceTimersByTimeAsync(6_000);
    expect(parts.isLate()).toBe(true);
    await jest.advanceTimersByTimeAsync(120_000);

    expect(loaded).toBe('part');
    expect(parts.isLate()).toBe(false);
  });

  it('says nothing of a part that comes with the second try', async () => {
    const { load } = failing(1);
    void parts.load(load);

    await jest.advanceTimersByTimeAsync(10_000);

    expect(parts.isLate()).toBe(false);
  });

  it('says that a part is late that neither comes nor fails', async () => {
    void parts.load(() => new Promise(() => undefined));

    await jest.advanceTimersByTimeAsync(6_000);

    expect(parts.isLate()).toBe(true);
  });

  it.each([
    [
      'the reader wants it',
      (loader: PartLoader) => {
        loader.tryNow();
      },
    ],
    ['the network is back', () => void window.dispatchEvent(new Event('online'))],
  ])('tries at once when %s', async (_, happen) => {
    const { load, tries } = failing(100);
    void parts.load(load);
    await jest.advanceTimersByTimeAsync(60_000);
    const before = tries();

    happen(parts);
    await jest.advanceTimersByTimeAsync(0);

    expect(tries()).toBe(before + 1);
  });

  it('loads a part when it is first wanted, once', async () => {
    const { load, tries } = failing(0);
    const isWanted = signal(false);
    const isThere = TestBed.runInInjectionContext(() => parts.when(isWanted, load));
    TestBed.tick();
    expect(tries()).toBe(0);

    for (const isWantedNow of [true, false, true]) {
      isWanted.set(isWantedNow);
      TestBed.tick();
    }
    await jest.advanceTimersByTimeAsync(0);

    expect(isThere()).toBe(true);
    expect(tries()).toBe(1);
  });
});
