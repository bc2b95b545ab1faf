import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PrefetchWindow } from './prefetch-window.ts';

const mebibyte = 1024 * 1024;

/** A consumer of a backlog: the broker hands over as many messages as the window allows. */
function takeAll(sizes: readonly number[], most: number) {
  const window = new PrefetchWindow(most);
  const inHand: number[] = [];
  let [held, mostHeld, mostInHand] = [0, 0, 0];
  for (const bytes of sizes) {
    if (window.isOverfull) break;
    if (inHand.length >= window.size) {
      const done = inHand.shift() ?? 0;
      window.remove(done);
      held -= done;
    }
    inHand.push(bytes);
    window.add(bytes);
    held += bytes;
    mostHeld = Math.max(mostHeld, held);
    mostInHand = Math.max(mostInHand, inHand.length);
  }
  return { window, mostHeld, mostInHand };
}

describe('PrefetchWindow', () => {
  it('begins small and grows to the setting while messages are small', () => {
    expect(takeAll(Array(40).fill(500), 5_000).window.size).toBe(256);
    expect(takeAll(Array(10_000).fill(500), 5_000).window.size).toBe(5_000);
  });

  it('never exceeds a setting that is smaller than it would begin with', () => {
    expect(takeAll(Array(100).fill(500), 5).mostInHand).toBe(5);
  });

  it('stays small while messages are large, and has room for all of them', () => {
    const { window, mostInHand } = takeAll(Array(1_000).fill(mebibyte), 5_000);

    expect(window.isOverfull).toBe(false);
    expect(mostInHand).toBe(32);
  });

  it('grows as far as messages of the size of those that came have room', () => {
    const { window } = takeAll(Array(5_000).fill(40_000), 5_000);

    expect(window.size).toBe(838);
    expect(window.isOverfull).toBe(false);
  });

  it('is overfull when large messages follow small ones', () => {
    const sizes = [...Array<number>(10_000).fill(500), ...Array<number>(5_000).fill(mebibyte)];

    expect(takeAll(sizes, 5_000).window.isOverfull).toBe(true);
  });

  it('never keeps more than 64 MiB and one message', () => {
    const runs = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 2 * mebibyte }), fc.integer({ min: 1, max: 2_000 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 65_535 }), (lengths, most) => {
        const sizes = lengths.flatMap(([bytes, count]) => Array<number>(count).fill(bytes));

        const { window, mostHeld, mostInHand } = takeAll(sizes, most);

        expect(mostHeld).toBeLessThan(64 * mebibyte + 2 * mebibyte);
        expect(mostInHand).toBeLessThanOrEqual(window.size);
      }),
    );
  });
});
