import { describe, expect, it } from '@jest/globals';
import { liveView } from './live-view.ts';

const view = { north: -29.8, south: -30.1, east: -71.1, west: -71.5 };

describe('liveView', () => {
  it.each([
    ['bounds', view],
    ['bounds and a vehicle to follow', { ...view, follow: 'City Truck' }],
    ['bounds and vehicles to watch', { ...view, watch: ['City Truck', 'Village Truck'] }],
    ['bounds over the antimeridian', { ...view, east: -179, west: 179 }],
    ['the whole world', { north: 90, south: -90, east: 180, west: -180 }],
    ['a point', { north: 0, south: 0, east: 0, west: 0 }],
  ])('takes %s', (_, given) => {
    expect(liveView.parse(given)).toEqual(given);
  });

  it.each<[string, unknown, string]>([
    ['a south above its north', { ...view, south: 10 }, 'south'],
    ['a latitude beyond the pole', { ...view, north: 91 }, 'north'],
    ['a longitude that goes round', { ...view, west: -181 }, 'west'],
    ['a text for a number', { ...view, east: '5' }, 'east'],
    ['no number', { ...view, east: NaN }, 'east'],
    ['bounds without a side', { north: 1, south: 0, east: 1 }, 'west'],
    ['a name that is too long', { ...view, follow: 'x'.repeat(101) }, 'follow'],
    ['more names than it may watch', { ...view, watch: new Array<string>(21).fill('a') }, 'watch'],
    ['one name in place of a list', { ...view, watch: 'City Truck' }, 'watch'],
  ])('refuses %s and says where', (_, given, field) => {
    expect(liveView.safeParse(given).error?.issues).toMatchObject([{ path: [field] }]);
  });

  it.each([undefined, null, 'here', [1, 2, 3, 4]])('refuses %j', (given) => {
    expect(liveView.safeParse(given).success).toBe(false);
  });
});
