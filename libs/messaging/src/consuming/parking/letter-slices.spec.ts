import { describe, expect, it } from '@jest/globals';
import { singleLetter, type DeadLetter } from '../../dead-letter.ts';
import { LetterSlices } from './letter-slices.ts';

const letters = (count: number, bytes = 1) =>
  Array.from({ length: count }, (_, index) =>
    singleLetter('schema', String(index), 'x'.repeat(bytes)),
  );

/** Sends until all are confirmed, by a broker that fails whenever `fails` says so. */
async function sendAll(given: readonly DeadLetter[], fails: (slice: number) => boolean) {
  const slices: string[][] = [];
  const sending = new LetterSlices(given);
  const tryAll = () =>
    sending.sendAll(async (slice) => {
      slices.push(slice.map(({ detail }) => detail));
      if (fails(slices.length)) throw new Error('not confirmed');
    });
  for (let tries = 0; tries < 100; tries++) {
    try {
      await tryAll();
      return slices;
    } catch {
      // Tried again, as the loop does.
    }
  }
  throw new Error('it does not get on');
}

describe('LetterSlices', () => {
  it('sends each letter once where all are confirmed, at most 100 together', async () => {
    const slices = await sendAll(letters(250), () => false);

    expect(slices.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(slices.flat()).toEqual(letters(250).map(({ detail }) => detail));
  });

  it('sends again only the slice that was not confirmed, and a smaller one', async () => {
    const slices = await sendAll(letters(250), (slice) => slice === 2);

    expect(slices.map(({ length }) => length)).toEqual([100, 100, 50, 100]);
    expect(slices[2]).toEqual(slices[1]?.slice(0, 50));
    expect(new Set(slices.flat()).size).toBe(250);
  });

  it('gets on with a broker that has time for a single letter a try', async () => {
    const confirmed: string[] = [];
    const sending = new LetterSlices(letters(9));
    const tryAll = () =>
      sending.sendAll(async (slice) => {
        if (slice.length > 1) throw new Error('not confirmed in time');
        confirmed.push(...slice.map(({ detail }) => detail));
      });

    for (let tries = 0; tries < 100 && confirmed.length < 9; tries++) {
      await tryAll().catch(() => undefined);
    }

    expect(confirmed).toEqual(letters(9).map(({ detail }) => detail));
  });

  it('keeps a slice below 1 MiB, but for a letter that is larger itself', async () => {
    const slices = await sendAll([...letters(3, 600_000), ...letters(1, 2_000_000)], () => false);

    expect(slices.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });
});
