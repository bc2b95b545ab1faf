import { describe, expect, it } from '@jest/globals';
import { settledWithin } from './settled-within.ts';

describe('settledWithin', () => {
  it('waits no longer than the promise takes, whether it is kept or broken', async () => {
    await expect(settledWithin(3_600_000, Promise.resolve())).resolves.toBeUndefined();
    await expect(settledWithin(3_600_000, Promise.reject(new Error()))).resolves.toBeUndefined();
  });

  it('gives up a promise that is never settled', async () => {
    await expect(settledWithin(1, new Promise(() => undefined))).resolves.toBeUndefined();
  });
});
