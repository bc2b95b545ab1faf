import { describe, expect, it } from '@jest/globals';
import { Unmoved } from './unmoved.ts';

describe('Unmoved', () => {
  it('gives those first that wait longest, each once', async () => {
    const unmoved = new Unmoved();
    for (const [vehicle, since] of [
      ['A', 1],
      ['B', 2],
      ['A', 3],
      ['C', 4],
    ] as const) {
      unmoved.add(vehicle, since);
    }
    const written: (readonly string[])[] = [];

    await unmoved.take(2, async (vehicles) => void written.push(vehicles));
    await unmoved.take(2, async (vehicles) => void written.push(vehicles));

    expect(written).toEqual([['A', 'B'], ['C']]);
    expect([unmoved.waiting, unmoved.oldest]).toEqual([0, Infinity]);
  });

  it('knows since when something waits, also while it is written', async () => {
    const unmoved = new Unmoved();
    unmoved.add('A', 5);

    await unmoved.take(1, async () => {
      unmoved.add('B', 7);
      expect([unmoved.oldest, unmoved.has('A')]).toEqual([5, true]);
    });

    expect([unmoved.oldest, unmoved.has('A')]).toEqual([7, false]);
  });

  it('puts back what could not be written, before what came meanwhile', async () => {
    const unmoved = new Unmoved();
    unmoved.add('A', 5);
    const failing = unmoved.take(1, async () => {
      unmoved.add('B', 6);
      unmoved.add('A', 7);
      throw new Error('the database is away');
    });

    await expect(failing).rejects.toThrow('the database is away');

    const written: string[] = [];
    expect(unmoved.oldest).toBe(5);
    await unmoved.take(9, async (vehicles) => void written.push(...vehicles));
    expect(written).toEqual(['A', 'B']);
  });
});
