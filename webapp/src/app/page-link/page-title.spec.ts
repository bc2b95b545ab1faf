import { describe, expect, it } from '@jest/globals';
import { pageTitle } from './page-title';

describe('pageTitle', () => {
  it.each([
    [undefined, false, 'Fleet Management'],
    ['City Truck', false, 'City Truck · Fleet Management'],
    [undefined, true, 'Connection lost · Fleet Management'],
    ['City Truck', true, 'Connection lost · City Truck · Fleet Management'],
  ])('of %s, lost: %s, is “%s”', (vehicle, isLost, expected) => {
    expect(pageTitle(vehicle, isLost)).toBe(expected);
  });
});
