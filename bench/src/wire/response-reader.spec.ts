import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ResponseReader, type HttpAnswer } from './response-reader.ts';

const sized = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const chunked = 'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
const empty = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';

function readAll(pieces: readonly Buffer[]): HttpAnswer[] {
  const reader = new ResponseReader();
  return pieces.flatMap((piece) => reader.read(piece) ?? []);
}

describe('ResponseReader', () => {
  it.each([
    ['of a given length', sized, { status: 200, bodyBytes: 5 }],
    ['in chunks', chunked, { status: 404, bodyBytes: 13 }],
    ['in chunks, and empty', empty, { status: 200, bodyBytes: 5 }],
  ])('finds the end of a body %s, wherever it is cut', (_kind, answer, expected) => {
    const bytes = Buffer.from(answer);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }));
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...places.toSorted((a, b) => a - b), bytes.length];
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));

        expect(readAll(pieces)).toEqual([expected]);
      }),
    );
  });

  it('reads one answer after the other', () => {
    const answers = readAll([sized, chunked, sized].map((text) => Buffer.from(text)));

    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200]);
  });
});
