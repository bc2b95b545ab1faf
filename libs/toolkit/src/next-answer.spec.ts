import { describe, expect, it } from '@jest/globals';
import { NextAnswer } from './next-answer.ts';

/** Work whose pieces end when the test says so; the answer says which piece it came from. */
function aWork() {
  const pieces: PromiseWithResolvers<number>[] = [];
  const answers = new NextAnswer(() => {
    pieces.push(Promise.withResolvers());
    return pieces.at(-1)?.promise ?? Promise.reject(new Error('no piece'));
  });
  const end = async (index: number, error?: Error) => {
    if (error) pieces[index]?.reject(error);
    else pieces[index]?.resolve(index);
    await new Promise(setImmediate);
  };
  return { pieces, answers, end };
}

describe('NextAnswer', () => {
  it('shares the next answer among all who ask while one is in the making', async () => {
    const { pieces, answers, end } = aWork();
    const first = answers.get();
    const others = [answers.get(), answers.get(), answers.get()];

    expect(pieces).toHaveLength(1);
    await end(0);
    expect(pieces).toHaveLength(2);
    await end(1);

    expect(await first).toBe(0);
    expect(await Promise.all(others)).toEqual([1, 1, 1]);
  });

  it('never gives an answer that was begun before it was asked for', async () => {
    const { answers, end } = aWork();
    const first = answers.get();
    const second = answers.get();
    await end(0);
    const third = answers.get();
    await end(1);
    await end(2);

    expect(await Promise.all([first, second, third])).toEqual([0, 1, 2]);
  });

  it('begins anew for one who asks when nothing is in the making', async () => {
    const { answers, end } = aWork();
    const first = answers.get();
    await end(0);
    const second = answers.get();
    await end(1);

    expect(await Promise.all([first, second])).toEqual([0, 1]);
  });

  it('fails those who share a failed answer, and no others', async () => {
    const { answers, end } = aWork();
    const first = answers.get();
    const second = answers.get();
    const failed = expect(first).rejects.toThrow('the database is away');
    await end(0, new Error('the database is away'));
    await failed;
    await end(1);

    expect(await second).toBe(1);
  });
});
