import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { tryUntil } from './keep-trying';

describe('tryUntil', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A file that cannot be had for the first so many times. */
  function failing(times: number) {
    let tries = 0;
    return () => (tries++ < times ? Promise.reject(new Error('gone')) : Promise.resolve('a file'));
  }

  it('asks again for a file that could not be had', async () => {
    const loading = tryUntil(new AbortController().signal, failing(3));
    await jest.advanceTimersByTimeAsync(10_000);

    expect(await loading).toBe('a file');
  });

  it('ends without the file when its time is up, also within a pause', async () => {
    const ending = new AbortController();
    const loading = tryUntil(ending.signal, failing(Infinity));
    await jest.advanceTimersByTimeAsync(9_000);
    ending.abort();
    await jest.advanceTimersByTimeAsync(0);

    expect(await loading).toBeUndefined();
  });
});
