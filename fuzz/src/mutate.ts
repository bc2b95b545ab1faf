/** Numbers from 0 to below 1. */
export type Random = () => number;

/** Inputs do not grow beyond this; a border's own limit is 1 MiB. */
const mostBytes = 512 * 1024;

/** Texts that broke parsers before: limits of numbers, odd characters, wrong types. */
const tokens: readonly string[] = [
  ...['0', '-1', '-0', '1e308', '1e999', '9007199254740993', '0.1', '00', '+1', '.5', '1e-400'],
  ...['NaN', 'Infinity', 'null', 'true', '""', '[]', '{}', '"\\u0000"', '"\\ud800"', '[[]]'],
  ...['\u0000', '\ufeff', '\u202e', '\ud83d\ude97', '\r\n', '\t', '\\', '"', "'", '<', '&', ']]>'],
  ...['2026-11-22T12:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01', '1700000000', '-62135596800'],
  ...['__proto__', 'constructor', 'toString', '%00', '%', '../', '=1+1', '&amp;', '<!DOCTYPE x ['],
];

type Mutator = (input: Buffer, random: Random) => Buffer;

const integer = (random: Random, below: number): number => Math.floor(random() * below);

function pick<T>(list: readonly T[], random: Random, otherwise: T): T {
  return list[integer(random, list.length)] ?? otherwise;
}

/** Puts something in place of up to `most` bytes somewhere. */
function splice(input: Buffer, random: Random, { text, most }: { text: Buffer; most: number }) {
  const at = integer(random, input.length + 1);
  const until = Math.min(input.length, at + integer(random, most + 1));
  return Buffer.concat([input.subarray(0, at), text, input.subarray(until)]);
}

/** A length that is mostly small and now and then very large. */
function someLength(random: Random): number {
  return Math.floor(2 ** (random() * 17));
}

const mutators: readonly Mutator[] = [
  // Flips a bit here and there.
  (input, random) => {
    const copy = Buffer.from(input);
    for (let left = 1 + integer(random, 8); left > 0 && copy.length > 0; left--) {
      const at = integer(random, copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << integer(random, 8));
    }
    return copy;
  },
  // Cuts the end off, or the beginning.
  (input, random) => input.subarray(0, integer(random, input.length + 1)),
  (input, random) => input.subarray(integer(random, input.length + 1)),
  // Another token in the place of some bytes.
  (input, random) =>
    splice(input, random, { text: Buffer.from(pick(tokens, random, '0')), most: 8 }),
  // Long rows of one byte, of digits above all.
  (input, random) => {
    const byte = pick(['0', '1', '9', ' ', '[', '{', '/', '.', '\\', '=', 'a'], random, '0');
    return splice(input, random, { text: Buffer.from(byte.repeat(someLength(random))), most: 2 });
  },
  // A part of itself many times: large arrays, deep nesting.
  (input, random) => {
    const at = integer(random, input.length + 1);
    const part = input.subarray(at, at + 1 + integer(random, 64));
    const times = Math.min(someLength(random), Math.floor(mostBytes / (part.length + 1)));
    return splice(input, random, {
      text: Buffer.concat(Array.from({ length: times }, () => part)),
      most: 0,
    });
  },
  // Nested in brackets.
  (input, random) => {
    const [open, close] = pick(
      [
        ['[', ']'],
        ['{"a":', '}'],
        ['<a>', '</a>'],
      ] as const,
      random,
      ['[', ']'],
    );
    const times = someLength(random);
    return Buffer.concat([
      Buffer.from(open.repeat(times)),
      input,
      Buffer.from(close.repeat(times)),
    ]);
  },
  // Random bytes.
  (input, random) => {
    const bytes = Array.from({ length: 1 + integer(random, 16) }, () => integer(random, 256));
    return splice(input, random, { text: Buffer.from(bytes), most: 16 });
  },
];

/** One input made from the seeds: some are taken as they are, most are changed once to four times. */
export function makeInput(seeds: readonly Buffer[], random: Random): Buffer {
  let input = pick(seeds, random, Buffer.alloc(0));
  for (let left = integer(random, 5); left > 0; left--) {
    const mutate = mutators[integer(random, mutators.length)];
    if (mutate) input = mutate(input, random).subarray(0, mostBytes);
  }
  return input;
}
