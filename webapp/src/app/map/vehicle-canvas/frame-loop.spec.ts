import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FrameLoop } from './frame-loop';

/** A loop that says how long to wait after each frame, and how many frames were drawn. */
function aLoop(...pauses: (number | undefined)[]) {
  const loop = new FrameLoop(() => {
    drawn.count++;
    return pauses.shift();
  });
  const drawn = { count: 0, loop };
  return drawn;
}

describe('FrameLoop', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('draws no more than was asked for', () => {
    const drawn = aLoop();

    drawn.loop.request();
    drawn.loop.request();
    jest.advanceTimersByTime(1_000);

    expect(drawn.count).toBe(1);
  });

  it('waits as long as the next frame looks the same', () => {
    const drawn = aLoop(0, 250, undefined);
    drawn.loop.request();

    jest.advanceTimersByTime(100);
    expect(drawn.count).toBe(2);
    jest.advanceTimersByTime(300);
    expect(drawn.count).toBe(3);
    jest.advanceTimersByTime(10_000);
    expect(drawn.count).toBe(3);
  });

  it('draws at once what cannot wait', () => {
    const drawn = aLoop(10_000);
    drawn.loop.request();
    jest.advanceTimersByTime(100);

    drawn.loop.request();
    jest.advanceTimersByTime(100);

    expect(drawn.count).toBe(2);
  });

  it('stops', () => {
    const drawn = aLoop(100);
    drawn.loop.request();
    jest.advanceTimersByTime(50);

    drawn.loop.stop();
    jest.advanceTimersByTime(1_000);

    expect(drawn.count).toBe(1);
  });
});
