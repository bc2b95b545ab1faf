import { describe, expect, it } from '@jest/globals';
import { readNumber, trackNameOf } from './track.ts';

describe('trackNameOf', () => {
  it.each([
    ['city_truck.gpx', 'City Truck'],
    ['city_truck', 'City Truck'],
    ['express_delivery1', 'Express Delivery1'],
    ['electronics_pcb_rush_deliveries', 'Electronics Pcb Rush Deliveries'],
    ['__élan_vital_.gpx', 'Élan Vital'],
  ])('calls the vehicle of %s %s', (file, name) => {
    expect(trackNameOf(file)).toBe(name);
  });

  it.each(['_.gpx', `${'a'.repeat(95)}.gpx`, 'tab\there.gpx'])(
    'gives no name where no vehicle can have it: %j',
    (file) => {
      expect(trackNameOf(file)).toBeUndefined();
    },
  );
});

describe('readNumber', () => {
  it.each([
    ['-29.5', -29.5],
    [' 12 ', 12],
    ['1e-3', 0.001],
  ])('reads %j', (text, number) => {
    expect(readNumber('lat', text, [-90, 90])).toBe(number);
  });

  it.each(['', ' ', 'NaN', '0x10', '91', '12,5', undefined])('refuses %j', (text) => {
    expect(() => readNumber('lat', text, [-90, 90])).toThrow(
      /^lat: (nothing|".*") given, expected a number from -90 to 90$/,
    );
  });
});
