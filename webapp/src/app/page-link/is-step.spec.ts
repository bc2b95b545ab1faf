import { describe, expect, it } from '@jest/globals';
import { isStep, type SeenState } from './is-step';

const before: SeenState = {
  vehicle: 'Bus',
  map: { lat: 1, lng: 2, zoom: 3 },
  search: 'b',
  history: { names: ['Bus'], range: { kind: 'today' } },
  list: 'half',
};

describe('isStep', () => {
  it.each<[string, Partial<SeenState>]>([
    ['another vehicle', { vehicle: 'Car' }],
    ['no vehicle', { vehicle: undefined }],
    ['a history that was closed', { history: undefined }],
    ['a compared vehicle', { history: { names: ['Bus', 'Car'], range: { kind: 'today' } } }],
    ['another range', { history: { names: ['Bus'], range: { kind: 'yesterday' } } }],
    ['a list that was closed', { list: 'closed' }],
  ])('is true of %s', (_, change) => {
    expect(isStep(before, { ...before, ...change })).toBe(true);
  });

  it.each<[string, Partial<SeenState>]>([
    ['a map that was moved', { map: { lat: 1, lng: 2, zoom: 4 } }],
    ['a time that was dragged', { at: 5 }],
    ['a search', { search: 'bu' }],
    ['a filter', { filter: 'moving' }],
    ['a vehicle that is followed', { isFollowing: true }],
    ['a list that is higher', { list: 'full' }],
  ])('is false of %s', (_, change) => {
    expect(isStep(before, { ...before, ...change })).toBe(false);
  });
});
