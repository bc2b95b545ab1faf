import { describe, expect, it } from '@jest/globals';
import { PacedAnswer } from './paced-answer.ts';

/** An answer that says which version it is of and takes 10 ms of a clock that stands still otherwise. */
function countingAnswer() {
  const world = { version: 1, now: 0, made: 0, failure: undefined as Error | undefined };
  const answer = new PacedAnswer({
    make: async () => {
      const { version } = world;
      world.made += 1;
      await Promise.resolve();
      world.now += 10;
      if (world.failure) throw world.failure;
      return version;
    },
    isCurrent: (version) => version === world.version,
    rest: 4,
    clock: { now: () => world.now },
  });
  return { world, answer };
}

describe('PacedAnswer', () => {
  it('is made once for all who ask until something changes', async () => {
    const { world, answer } = countingAnswer();

    expect(await Promise.all([answer.get(), answer.get()])).toEqual([1, 1]);
    expect(answer.get()).toBe(1);
    world.now += 1_000_000;
    expect(answer.get()).toBe(1);
    expect(world.made).toBe(1);
  });

  it('is made at once when something has changed after its rest', async () => {
    const { world, answer } = countingAnswer();
    await answer.get();
    world.now += 40;
    world.version = 2;

    expect(await answer.get()).toBe(2);
  });

  it('is given as it was while it rests', async () => {
    const { world, answer } = countingAnswer();
    await answer.get();
    world.version = 2;
    world.now += 39;

    expect(answer.get()).toBe(1);
    world.now += 1;
    expect(await answer.get()).toBe(2);
    expect(world.made).toBe(2);
  });

  it('fails for those who wait for it, and is made anew for the next', async () => {
    const { world, answer } = countingAnswer();
    world.failure = new Error('away');
    await expect(Promise.all([answer.get(), answer.get()])).rejects.toThrow('away');
    world.failure = undefined;

    expect(await answer.get()).toBe(1);
    expect(world.made).toBe(2);
  });
});
