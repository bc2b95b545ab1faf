import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPageState } from './page-state';
import { writePageState } from './write-page-state';

describe('a link to the page', () => {
  it('says what one looks at, readably', () => {
    const state = {
      vehicle: 'City Truck',
      map: { lat: -29.904531, lng: -71.24894, zoom: 13.5 },
      at: Date.UTC(2026, 10, 22, 10, 0, 5),
      filter: 'moving',
    } as const;

    expect(writePageState('', state)).toBe(
      '?vehicle=City+Truck&map=-29.90453,-71.24894,13.5&at=2026-11-22T10:00:05Z&filter=moving',
    );
  });

  it('is bare where one looks at nothing in particular', () => {
    expect(writePageState('?vehicle=Bus&filter=moving', { filter: 'all' })).toBe('');
  });

  it('keeps what it does not know', () => {
    expect(writePageState('?utm=1&vehicle=Bus', {})).toBe('?utm=1');
  });

  it.each([
    'map=1,2',
    'map=1,2,3,4',
    'map=,,',
    'map=91,0,3',
    'map=0,181,3',
    'map=0,0,25',
    'map=a,b,c',
    'map=NaN,0,1',
    'at=now',
    'at=5',
    'at=2026-13-45T99:00:00Z',
    'filter=flying',
    'filter=all',
  ])('says nothing with %s', (query) => {
    expect(readPageState(`?${query}`)).toEqual({});
  });

  it('is read as it was written', () => {
    const state = fc.record({
      vehicle: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      map: fc.option(
        fc.record({
          lat: fc.integer({ min: -9e6, max: 9e6 }).map((value) => value / 1e5),
          lng: fc.integer({ min: -18e6, max: 18e6 }).map((value) => value / 1e5),
          zoom: fc.integer({ min: 0, max: 2_400 }).map((value) => value / 100),
        }),
        { nil: undefined },
      ),
      at: fc.option(
        fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1_000),
        { nil: undefined },
      ),
      filter: fc.constantFrom(undefined, 'moving' as const, 'silent' as const),
    });
    fc.assert(
      fc.property(state, (before) => {
        expect(readPageState(writePageState('', before))).toEqual(before);
      }),
    );
  });
});
