import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { vehicleName } from './vehicle-name.ts';

describe('vehicleName', () => {
  it.each([
    'City Truck',
    'a',
    'x'.repeat(100),
    'Norte/Sur',
    '100 % electric',
    '%2F',
    '<script>alert(1)</script>',
    "Robert'); DROP TABLE vehicles;--",
    '🚚',
    '👩‍🚒 Fire 1',
    'Ñuñoa Reparto',
    '运输车',
    '...',
    '.hidden',
    '__proto__',
    '12',
  ])('takes %j as it is', (name) => {
    expect(vehicleName.parse(name)).toBe(name);
  });

  it.each([
    ['an empty name', '', 'expected a name of 1 to 100 characters'],
    ['101 characters', 'x'.repeat(101), 'expected a name of 1 to 100 characters'],
    ['51 emoji, which are 102 UTF-16 units', '🚚'.repeat(51), 'expected a name of 1 to 100'],
    ['a number', 12, 'expected a name of 1 to 100 characters'],
    ['null', null, 'expected a name of 1 to 100 characters'],
    ['a blank', ' ', 'without blanks at its ends'],
    ['a blank before', ' City Truck', 'without blanks at its ends'],
    ['a no-break space after', 'City Truck\u00a0', 'without blanks at its ends'],
    ['a line feed', 'City\nTruck', 'without control characters'],
    ['a NUL', 'City\0Truck', 'without control characters'],
    ['a delete character', 'City\u007fTruck', 'without control characters'],
    ['a line separator', 'City\u2028Truck', 'without control characters'],
    ['half of a surrogate pair', 'City \ud83d Truck', 'without control characters'],
    ['a dot', '.', 'a URL cannot carry this one'],
    ['two dots', '..', 'a URL cannot carry this one'],
  ])('refuses %s with one sentence', (_, name, message) => {
    expect(vehicleName.safeParse(name).error?.issues).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  it('takes only names that survive a URL', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 110 }), (text) => {
        const { success } = vehicleName.safeParse(text);
        fc.pre(success);
        const url = new URL(`http://gateway/vehicles/${encodeURIComponent(text)}/`);
        expect(decodeURIComponent(url.pathname)).toBe(`/vehicles/${text}/`);
      }),
    );
  });
});
