import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serverFrame, WebSocketReader } from './web-socket-reader.ts';

function readAll(pieces: readonly Buffer[], keepsBinary: boolean): unknown[] {
  const seen: unknown[] = [];
  const reader = new WebSocketReader(
    {
      onText: (text) => seen.push(text),
      onBinary: (length, bytes) => seen.push(bytes ? Buffer.from(bytes) : length),
    },
    keepsBinary,
  );
  for (const piece of pieces) reader.read(piece);
  return seen;
}

const lengths = [0, 5, 125, 126, 65_535, 65_536];

describe('WebSocketReader', () => {
  it('reads messages of any length, wherever they are cut', () => {
    const messages = lengths.map((length) => Buffer.alloc(length, 'x'));
    const bytes = Buffer.concat(messages.map((message) => serverFrame('binary', message)));
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, (places) => {
        const ends = [...places.toSorted((a, b) => a - b), bytes.length];
        const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));

        // Compared as one: a matcher looks at every byte of a buffer by itself.
        const read = readAll(pieces, true).map((message) => message as Buffer);
        expect(read.map(({ length }) => length)).toEqual(lengths);
        expect(Buffer.concat(read).equals(Buffer.concat(messages))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('tells texts, and only the lengths of binary messages that nobody wants to see', () => {
    const bytes = Buffer.concat([
      serverFrame('text', Buffer.from('2')),
      serverFrame('binary', Buffer.alloc(300)),
      serverFrame('text', Buffer.from('')),
    ]);

    expect(readAll([bytes], false)).toEqual(['2', 300, '']);
  });
});
