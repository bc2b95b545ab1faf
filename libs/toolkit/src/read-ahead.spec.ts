import { describe, expect, it } from '@jest/globals';
import { allOf } from './all-of.ts';
import { readAhead } from './read-ahead.ts';

describe('readAhead', () => {
  const asked: number[] = [];
  let hasEnded = false;

  async function* source(count: number): AsyncGenerator<number> {
    asked.length = 0;
    hasEnded = false;
    try {
      for (let piece = 0; piece < count; piece += 1) {
        asked.push(piece);
        yield piece;
      }
      if (count === 3) throw new Error('broken');
    } finally {
      hasEnded = true;
    }
  }

  it('gives all pieces in their order', async () => {
    expect(await allOf(readAhead(source(5)))).toEqual([0, 1, 2, 3, 4]);
    expect(await allOf(readAhead(source(0)))).toEqual([]);
  });

  it('asks for one piece more than the one in hand', async () => {
    const pieces = readAhead(source(5));

    expect((await pieces.next()).value).toBe(0);

    expect(asked).toEqual([0, 1]);
    await pieces.return();
  });

  it('ends the source when its reader leaves', async () => {
    for await (const piece of readAhead(source(5))) if (piece === 1) break;

    expect(hasEnded).toBe(true);
    expect(asked).toEqual([0, 1, 2]);
  });

  it('fails where the source does, after the pieces before', async () => {
    const got: number[] = [];

    await expect(
      (async () => {
        for await (const piece of readAhead(source(3))) got.push(piece);
      })(),
    ).rejects.toThrow('broken');
    expect(got).toEqual([0, 1, 2]);
  });
});
