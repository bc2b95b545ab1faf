import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Trial } from './trial.ts';

describe('Trial', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('clears its message once the process has lived on for 10 s', async () => {
    const clear = jest.fn(() => Promise.resolve());
    const trial = new Trial(clear);

    jest.advanceTimersByTime(9_999);
    expect(clear).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);

    expect(clear).toHaveBeenCalledTimes(1);
    expect(await trial.end()).toBe(true);
  });

  it('clears nothing after its message was done with', async () => {
    const clear = jest.fn(() => Promise.resolve());
    const trial = new Trial(clear);

    expect(await trial.end()).toBe(false);
    jest.advanceTimersByTime(60_000);

    expect(clear).not.toHaveBeenCalled();
  });

  it('clears its message at once if it could not be stored, and once only', async () => {
    const clear = jest.fn(() => Promise.resolve());
    const trial = new Trial(clear);

    expect(await trial.survived()).toBe(true);
    jest.advanceTimersByTime(60_000);

    expect(await trial.end()).toBe(true);
    expect(clear).toHaveBeenCalledTimes(1);
  });

  it('leaves its message a suspect while the broker takes nothing', async () => {
    const trial = new Trial(() => Promise.reject(new Error('the broker is away')));

    expect(await trial.survived()).toBe(false);
    expect(await trial.end()).toBe(false);
  });
});
