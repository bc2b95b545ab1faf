import { describe, expect, it } from '@jest/globals';
import { refusalWords } from './refusal-words';

describe('refusalWords', () => {
  it.each([
    ['#/log-in/no-role', 'Your account has no role in Fleetman'],
    ['#/log-in/away', 'The login service does not answer'],
    ['#/log-in/anything', 'The login service did not let you in'],
  ])('says what %s means', (hash, words) => {
    expect(refusalWords(hash)).toContain(words);
  });

  it.each(['', '#', '#/log-in/', '#/log-in/<b>', '#/share/abcdefghijklmnop'])(
    'says nothing of %j',
    (hash) => {
      expect(refusalWords(hash)).toBe('');
    },
  );
});
