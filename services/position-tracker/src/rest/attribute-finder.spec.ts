import { aReport } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import { AttributeFinder } from './attribute-finder.ts';

const time = new Date('2026-11-22T10:00:00.000Z');

describe('AttributeFinder', () => {
  let store: InMemoryPositionStore;
  let asked: string[];
  let finder: AttributeFinder;

  beforeEach(async () => {
    store = new InMemoryPositionStore({ maxPositions: 100, retentionMs: 9e9, now: () => time });
    await store.saveAll([
      aReport({ vehicle: 'A', time, attributes: '{"a":1}' }),
      aReport({ vehicle: 'B', time }),
    ]);
    asked = [];
    const track: InMemoryPositionStore['track'] = (vehicle, wish) => {
      asked.push(vehicle);
      return store.track(vehicle, wish);
    };
    finder = new AttributeFinder({ track }, 2);
  });

  it('finds what is stored with the fix of a time, and nothing with another', async () => {
    expect(await finder.find('A', time)).toBe('{"a":1}');
    expect(await finder.find('B', time)).toBeUndefined();
    expect(await finder.find('A', new Date(time.getTime() + 1))).toBeUndefined();
    expect(await finder.find('C', time)).toBeUndefined();
  });

  it('asks once for a fix, also for one without', async () => {
    for (const vehicle of ['A', 'B', 'A', 'B']) await finder.find(vehicle, time);

    expect(asked).toEqual(['A', 'B']);
  });

  it('asks again for a vehicle that was forgotten, or asked about long ago', async () => {
    await finder.find('A', time);
    finder.forget('A');
    await finder.find('A', time);
    expect(asked).toEqual(['A', 'A']);

    await store.saveAll([aReport({ vehicle: 'C', time })]);
    for (const vehicle of ['B', 'C', 'A']) await finder.find(vehicle, time);

    expect(asked).toEqual(['A', 'A', 'B', 'C', 'A']);
  });
});
