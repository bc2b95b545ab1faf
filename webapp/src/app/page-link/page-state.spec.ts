import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPageState } from './page-state';
import { misreadIn, readLaterState } from './read-later-state';
import { writePageState } from './write-page-state';

describe('a link to the page', () => {
  it('says what one looks at, readably', () => {
    const state = {
      vehicle: 'City Truck',
      map: { lat: -29.904531, lng: -71.24894, zoom: 13.5 },
      at: Date.UTC(2026, 10, 22, 10, 0, 5),
      filter: 'moving',
      search: 'truck',
      sort: { order: 'speed', isReversed: true },
      isFollowing: true,
      history: { names: ['City Truck', 'Bus'], range: { kind: 'today' } },
    } as const;

    expect(writePageState('', state)).toBe(
      '?vehicle=City+Truck&map=-29.90453,-71.24894,13.5&at=2026-11-22T10:00:05Z&filter=moving' +
        '&search=truck&sort=-speed&follow=1&history=today&of=City+Truck&of=Bus',
    );
  });

  it('names the vehicle once whose history is open', () => {
    const history = { names: ['Bus'], range: { kind: 'day', day: '2026-11-22' } } as const;

    const query = writePageState('?history=today&of=Car&of=Van', { vehicle: 'Bus', history });

    expect(query).toBe('?vehicle=Bus&history=2026-11-22');
    expect(readLaterState(query).history).toEqual(history);
  });

  it('is bare where one looks at nothing in particular', () => {
    expect(
      writePageState('?vehicle=Bus&filter=moving', {
        filter: 'all',
        search: '',
        sort: { order: 'name', isReversed: false },
      }),
    ).toBe('');
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
    'sort=weight',
    'sort=-',
    'follow=0',
    'history=today',
    'vehicle2=Bus&history=tomorrow',
    'history=2026-13-45',
    'of=Bus&history=2026-11-22T10:00:00Z..soon',
    'of=Bus&history=2026-11-22T10:00:00Z',
  ])('says nothing with %s', (query) => {
    expect({ ...readPageState(`?${query}`), ...readLaterState(`?${query}`) }).toEqual({});
  });

  it('names what it does not understand', () => {
    const bad = '?vehicle=Bus&map=a,b&at=now&filter=flying&sort=up&history=tomorrow';
    const good = '?vehicle=Bus&map=1,2,3&filter=all&history=today&follow=1&utm=5';

    expect(misreadIn(bad, readPageState)).toEqual([
      'map=a,b',
      'at=now',
      'filter=flying',
      'sort=up',
      'history=tomorrow',
    ]);
    expect(misreadIn(good, readPageState)).toEqual([]);
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
      group: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      search: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      sort: fc.constantFrom(
        undefined,
        { order: 'speed' as const, isReversed: false },
        { order: 'name' as const, isReversed: true },
      ),
      isFollowing: fc.constantFrom(undefined, true),
      history: fc.option(
        fc.record({
          names: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }),
          range: fc.constantFrom(
            { kind: 'last-hour' as const },
            { kind: 'day' as const, day: '2026-02-28' },
            { kind: 'custom' as const, from: 1e12, to: 2e12 },
          ),
        }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(state, (before) => {
        const query = writePageState('', before);
        expect({ ...readPageState(query), ...readLaterState(query) }).toEqual(before);
      }),
    );
  });
});
