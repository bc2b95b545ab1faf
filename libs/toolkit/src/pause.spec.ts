import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { pause } from './pause.ts';

const hourMs = 3_600_000;

describe('pause', () => {
  it('ends at once when it is aborted', async () => {
    const controller = new AbortController();
    const pausing = pause(hourMs, controller.signal);

    controller.abort();

    await expect(pausing).resolves.toBeUndefined();
    await expect(pause(hourMs, controller.signal)).resolves.toBeUndefined();
  });

  it('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController();

    await pause(0, signal);

    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
