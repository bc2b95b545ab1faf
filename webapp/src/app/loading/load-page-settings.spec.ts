import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeNetwork, restoreNetwork, type FakeAnswer } from '../testing/fake-network';
import { loadPageSettings } from './load-page-settings';

describe('loadPageSettings', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    restoreNetwork();
  });

  it('does without a file that does not come in time', async () => {
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    // A connection that stalls ends with its signal, and never without one.
    globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        if (init?.signal?.aborted) reject(new DOMException('late', 'TimeoutError'));
      });

    expect((await loadPageSettings()).isFullPage).toBe(true);
  });

  it('does without a file that its server does not have', async () => {
    fakeNetwork({ status: 404 });

    expect((await loadPageSettings()).isFullPage).toBe(true);
  });

  it.each<[string, FakeAnswer | undefined]>([
    ['cannot be reached', undefined],
    ['fails', { status: 502 }],
  ])('asks again while the server %s', async (_, failure) => {
    jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
    fakeNetwork(failure);
    const loading = loadPageSettings();
    await jest.advanceTimersByTimeAsync(30_000);
    fakeNetwork({ status: 200, body: { release: '1' } });
    await jest.advanceTimersByTimeAsync(20_000);

    expect((await loading).release).toBe('1');
  });
});
