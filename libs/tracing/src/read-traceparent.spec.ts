import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTraceparent } from './read-traceparent.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';
const span = 'b7ad6b7169203331';
const recorded = `00-${trace}-${span}-01`;

describe('readTraceparent', () => {
  it('reads the span that is recorded', () => {
    expect(readTraceparent(recorded)).toBe(recorded);
  });

  it('reads what a later version begins with', () => {
    expect(readTraceparent(`cc-${trace}-${span}-03-what=is-new`)).toBe(`00-${trace}-${span}-03`);
  });

  it.each([
    ['one that is not recorded', `00-${trace}-${span}-00`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${span}-01`],
    ['a span of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
    ['the forbidden version', `ff-${trace}-${span}-01`],
    ['capitals', recorded.toUpperCase()],
    ['more than version 00 has', `${recorded}-00`],
    ['more without a hyphen', `cc-${trace}-${span}-011`],
    ['a list of headers', [recorded]],
    ['nothing', undefined],
  ])('passes over %s', (_what, given) => {
    expect(readTraceparent(given)).toBeUndefined();
  });

  it('answers anything with a valid header or nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const read = readTraceparent(given);
        expect(read === undefined || readTraceparent(read) === read).toBe(true);
      }),
    );
  });
});
