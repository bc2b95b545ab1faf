import { describe, expect, it } from '@jest/globals';
import { SingleFlight } from './single-flight.ts';

/** A flight over work that ends when the test says so. */
function aFlight() {
  const flight = new SingleFlight<number>();
  const pieces: PromiseWithResolvers<number>[] = [];
  const ask = (key: string) =>
    flight.run(key, () => {
      const piece = Promise.withResolvers<number>();
      pieces.push(piece);
      return piece.promise;
    });
  return { pieces, ask };
}

describe('SingleFlight', () => {
  it('shares work among all who ask for the same while it is under way', async () => {
    const { pieces, ask } = aFlight();
    const asked = [ask('a'), ask('a'), ask('b')];

    expect(pieces).toHaveLength(2);
    pieces.forEach((piece, index) => {
      piece.resolve(index);
    });

    expect(await Promise.all(asked)).toEqual([0, 0, 1]);
  });

  it('begins anew once the work has ended, well or badly', async () => {
    const { pieces, ask } = aFlight();
    const first = ask('a');
    pieces[0]?.reject(new Error('the tracker is away'));
    await expect(first).rejects.toThrow('the tracker is away');

    const second = ask('a');
    pieces[1]?.resolve(2);
    expect(await second).toBe(2);
  });
});
