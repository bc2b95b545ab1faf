import { beforeEach, describe, expect, it } from '@jest/globals';
import { Remembered } from './remembered.ts';

describe('Remembered', () => {
  let now: number;
  let asked: number;
  let answer: () => Promise<string>;
  let remembered: Remembered<string>;
  beforeEach(() => {
    [now, asked] = [0, 0];
    answer = async () => `answer ${asked}`;
    remembered = new Remembered({ freshMs: 100, staleMs: 1_000, most: 2 }, () => now);
  });

  const get = (key = 'a') =>
    remembered.get(key, () => {
      asked += 1;
      return answer();
    });

  it('asks once while an answer is fresh, and again afterwards', async () => {
    expect([await get(), await get()]).toEqual(['answer 1', 'answer 1']);
    now = 99;
    expect(await get()).toBe('answer 1');
    now = 100;
    expect(await get()).toBe('answer 2');
  });

  it('asks once for all who want to know the same at once', async () => {
    expect(await Promise.all([get(), get(), get('b')])).toEqual([
      'answer 1',
      'answer 1',
      'answer 2',
    ]);
  });

  it('goes on with an answer that is too old while it can get no other, but not for ever', async () => {
    await get();
    answer = async () => {
      throw new Error('the registry is away');
    };

    now = 999;
    expect(await get()).toBe('answer 1');
    now = 1_000;
    await expect(get()).rejects.toThrow('the registry is away');
    await expect(get('never asked')).rejects.toThrow('the registry is away');
  });

  it('asks again for what it is told may be another', async () => {
    await get();

    remembered.outdate();

    expect(await get()).toBe('answer 2');
  });

  it('keeps no answer that was under way when it became another', async () => {
    const gate = Promise.withResolvers<string>();
    answer = () => gate.promise;
    const early = get();
    remembered.outdate();
    gate.resolve('from before');
    expect(await early).toBe('from before');

    answer = async () => 'from after';
    expect(await get()).toBe('from after');
  });

  it('forgets what was asked first when it knows too many', async () => {
    for (const key of ['a', 'b', 'c']) await get(key);

    await get('c');
    await get('b');
    expect(asked).toBe(3);
    await get('a');
    expect(asked).toBe(4);
  });
});
