import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from './json-text';

describe('readJson', () => {
  it('reads all JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text)?.content).toEqual(JSON.parse(text));
      }),
    );
  });

  it('takes NaN and Infinity for null, but not in texts', () => {
    const text = '{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN \\" Infinity"}';

    expect(readJson(text)).toEqual({
      content: { a: null, b: [null, null], c: 'NaN " Infinity' },
      broken: 0,
    });
  });

  it.each([
    ['lines', '{"a":1}\n{"a":2}\n'],
    ['a text sequence (RFC 8142)', '\u001e{"a":1}\n\u001e{"a":2}\n'],
  ])('reads one object after the other in %s', (_what, text) => {
    expect(readJson(text)).toEqual({ content: [{ a: 1 }, { a: 2 }], broken: 0 });
  });

  it.each([
    ['one object is broken', '{"bbox":[1,2],"features":[{"a":1},{"a":},{"a":3}]}', [1, 3], 1],
    ['the end is missing', '{"features":[{"a":1},{"a":2},{"a":{"b"', [1, 2], 1],
    ['a bracket is missing', '{"features":[{"a":1},{"a":[2},{"a":3}]}', [1, 3], 1],
    ['a comma is missing', '{"features":[{"a":1}{"a":3}]}', [1, 3], 0],
  ])('reads the others where %s', (_what, text, expected, broken) => {
    expect(readJson(text)).toEqual({ content: expected.map((a) => ({ a })), broken });
  });

  it.each(['', '<html>', 'features', '[NaN', '{"features":['])('reads nothing of %p', (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it('is linear in the length of broken text', () => {
    for (const text of ['{"a":', '"\\', '[', '{', 'NaN', '{"features":[{']) {
      readJson(text.repeat(200_000));
    }
  });
});
