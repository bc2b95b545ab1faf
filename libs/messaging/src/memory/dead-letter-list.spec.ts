import { describe, expect, it } from '@jest/globals';
import { singleLetter } from '../dead-letter.ts';
import { DeadLetterList } from './dead-letter-list.ts';

const letter = (detail: string) => singleLetter('schema', detail, '{}');

describe('DeadLetterList', () => {
  it('drops the oldest beyond its length, and says how many', () => {
    const list = new DeadLetterList();
    const bounds = { max: 2, maxAgeMs: 1_000 };

    expect(list.add([letter('a')], bounds)).toBe(0);
    expect(list.add([letter('b'), letter('c'), letter('d')], bounds)).toBe(2);
    expect(list.letters.map(({ detail }) => detail)).toEqual(['c', 'd']);
  });

  it('drops the oldest beyond 32 MiB', () => {
    const list = new DeadLetterList();
    const large = (detail: string) =>
      singleLetter('too-large', detail, Buffer.alloc(12 * 1024 * 1024));
    const bounds = { max: 1_000, maxAgeMs: 1_000 };

    expect(list.add([large('a'), large('b')], bounds)).toBe(0);
    expect(list.add([large('c')], bounds)).toBe(1);
    expect(list.letters.map(({ detail }) => detail)).toEqual(['b', 'c']);
  });

  it('drops what has become too old', () => {
    let now = 0;
    const list = new DeadLetterList(() => now);
    const bounds = { max: 10, maxAgeMs: 1_000 };
    list.add([letter('old')], bounds);

    now = 1_001;

    expect(list.add([letter('new')], bounds)).toBe(1);
    expect(list.letters.map(({ detail }) => detail)).toEqual(['new']);
  });
});
