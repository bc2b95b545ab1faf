import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributesAnswer, longestAttributes, readAttributes } from './attributes.ts';

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`io${index}`, index]));

describe('readAttributes', () => {
  it('keeps texts, numbers and truth values in their order', () => {
    const given = { satellites: 9, rssi: -71.5, door: true, driver: 'Ana "7" 🚚' };

    expect(readAttributes(given)).toEqual({ text: JSON.stringify(given), isCut: false });
  });

  it('reads its own text, which a MapMessage carries', () => {
    const { text } = readAttributes({ a: 1, b: 'x' });

    expect(readAttributes(text)).toEqual({ text, isCut: false });
  });

  it.each([undefined, null, '', {}, { a: null, b: '', c: undefined }])(
    'finds none in %j',
    (given) => {
      expect(readAttributes(given)).toEqual({ text: undefined, isCut: false });
    },
  );

  it.each([
    ['an object in it', { a: 1, b: { c: 1 } }],
    ['an array in it', { a: 1, b: [1] }],
    ['a number that is none', { a: 1, b: NaN }],
    ['a number without an end', { a: 1, b: Infinity }],
    ['a text of 201 characters', { a: 1, b: 'x'.repeat(201) }],
    ['a name of 41 characters', { a: 1, ['x'.repeat(41)]: 1 }],
    ['a name of blanks', { a: 1, ' ': 1 }],
    ['a name with a line break', { a: 1, 'b\nc': 1 }],
    ['a text with a control character', { a: 1, b: 'x\u0000' }],
    ['a text with half of a pair', { a: 1, b: '\ud800' }],
  ])('leaves out %s, and says so', (_, given) => {
    expect(readAttributes(given)).toEqual({ text: '{"a":1}', isCut: true });
  });

  it('keeps the first 32, and says that there were more', () => {
    expect(readAttributes(many(32))).toEqual({ text: JSON.stringify(many(32)), isCut: false });
    expect(readAttributes(many(33))).toEqual({ text: JSON.stringify(many(32)), isCut: true });
  });

  it.each([5, true, [], [1], 'text', '{', '[1]', '"x"', `{"a":"${'x'.repeat(100_000)}"}`])(
    'says that %j is lost',
    (given) => {
      expect(readAttributes(given)).toEqual({ text: undefined, isCut: true });
    },
  );

  it('keeps a name that JavaScript has a use of its own for', () => {
    const given = JSON.parse('{"__proto__":"x","constructor":1}') as object;

    expect(readAttributes(given).text).toBe('{"__proto__":"x","constructor":1}');
  });

  it('writes what answers may hold, and no more bytes than are counted on', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 250 });
    const given = fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean(), fc.jsonValue()));
    fc.assert(
      fc.property(given, (object) => {
        const read = readAttributes(object);
        if (read.text === undefined) return;
        expect(Buffer.byteLength(read.text)).toBeLessThanOrEqual(longestAttributes);
        expect(readAttributes(read.text)).toEqual({ text: read.text, isCut: false });
        expect(attributesAnswer.safeParse(JSON.parse(read.text)).success).toBe(true);
      }),
    );
    const worst = Array.from({ length: 32 }, (_, index) => [
      `${'"'.repeat(38)}${10 + index}`,
      '\u20ac'.repeat(200),
    ]);
    const longest = readAttributes(Object.fromEntries(worst)).text ?? '';
    expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(longestAttributes);
    expect(readAttributes(longest).isCut).toBe(false);
  });
});
