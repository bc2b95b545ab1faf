import { aPosition } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { Visibility } from './visibility.ts';

const [a, b] = [aPosition({ name: 'a' }), aPosition({ name: 'b' })];

describe('Visibility', () => {
  it('of everything sees each vehicle, the same list', () => {
    const list = [a, b];

    expect(Visibility.everything.sees('who knows')).toBe(true);
    expect(Visibility.everything.select(list)).toBe(list);
    expect(Visibility.everything.isWhole).toBe(true);
  });

  it('of some vehicles sees these only', () => {
    const visibility = Visibility.only(['b', 'c']);

    expect(['a', 'b', 'c'].map((name) => visibility.sees(name))).toEqual([false, true, true]);
    expect(visibility.select([a, b])).toEqual([b]);
    expect(visibility.isWhole).toBe(false);
  });

  it('of nothing sees nothing', () => {
    expect(Visibility.nothing.select([a, b])).toEqual([]);
  });

  it('has the same key for the same vehicles and time, in any order, and else another', () => {
    const key = (vehicles: string[], since?: Date) => Visibility.only(vehicles, since).key;

    expect(key(['a', 'b'])).toBe(key(['b', 'a', 'b']));
    const keys = [
      key([]),
      key(['a']),
      key(['a', 'b']),
      key(['a,b']),
      key(['a'], new Date(0)),
      key(['a'], new Date(1)),
      Visibility.everything.key,
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
