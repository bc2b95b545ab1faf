import { describe, expect, it } from '@jest/globals';
import { decodeEntities, readAttributes } from './xml-attributes.ts';

const read = (text: string) => Object.fromEntries(readAttributes(text));

describe('readAttributes', () => {
  it.each([
    [' lat="1" lon="2"', { lat: '1', lon: '2' }],
    [' lat = \'1\'\n\tLON= "2" /', { lat: '1', lon: '2' }],
    ['lat=1 lon=2/', { lat: '1', lon: '2' }],
    ['lat="1"lon="2"', { lat: '1', lon: '2' }],
    ['a:lat="1" lat="2"', { lat: '1' }],
    ['lat="&#45;1" name="a &amp; b &nbsp;"', { lat: '-1', name: 'a & b &nbsp;' }],
    ['lat lon="2"', { lon: '2' }],
    ['lat="1', { lat: '1' }],
    ['', {}],
  ])('reads %j', (text, attributes) => {
    expect(read(text)).toEqual(attributes);
  });

  it.each(['a', '=', '"', 'a=', 'a="', ' ', '/'])(
    'reads half a million %j without more work than their length',
    (piece) => {
      expect(Object.keys(read(piece.repeat(500_000))).length).toBeLessThan(2);
    },
  );
});

describe('decodeEntities', () => {
  it('leaves what is no character as it is', () => {
    expect(decodeEntities('&#x10ffff; &#x110000; &#9999999; &LT;')).toBe(
      '\u{10ffff} &#x110000; &#9999999; <',
    );
  });
});
