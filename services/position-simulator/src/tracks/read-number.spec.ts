import { describe, expect, it } from '@jest/globals';
import { readNumber } from './read-number.ts';

describe('readNumber', () => {
  it.each([
    ['-29.5', -29.5],
    [' 12 ', 12],
    ['1e-3', 0.001],
    ['12,5', 12.5],
  ])('reads %j', (text, number) => {
    expect(readNumber('lat', text, [-90, 90])).toBe(number);
  });

  it('refuses a million digits as what they are, at once', () => {
    const digits = '1'.repeat(1_000_000);

    expect(() => readNumber('lat', `${digits}x`, [-90, 90])).toThrow(/^lat: "1{40}" given/);
    expect(() => readNumber('lat', digits, [-90, 90])).toThrow(/^lat: "1{40}" given/);
  });

  it.each(['', ' ', 'NaN', '0x10', '91', '1.2,5', '1,2,5', undefined])('refuses %j', (text) => {
    expect(() => readNumber('lat', text, [-90, 90])).toThrow(
      /^lat: (nothing|".*") given, expected a number from -90 to 90$/,
    );
  });
});
