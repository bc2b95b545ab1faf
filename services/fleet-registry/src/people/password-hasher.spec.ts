import { describe, expect, it } from '@jest/globals';
import { PasswordHasher } from './password-hasher.ts';

describe('PasswordHasher', () => {
  const hasher = new PasswordHasher();

  it('writes argon2id with its cost and another salt each time, as the reference does', async () => {
    const [one, other] = [await hasher.hash('a password'), await hasher.hash('a password')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(other).not.toBe(one);
    expect(await hasher.verify('a password', one)).toBe(true);
    expect(await hasher.verify('A password', one)).toBe(false);
  });

  it('reads a hash with another cost, made by the reference implementation', async () => {
    const hash =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await hasher.verify('password', hash)).toBe(true);
  });

  it('takes both spellings of a letter for the same', async () => {
    expect(await hasher.verify('pa\u0308ssword', await hasher.hash('p\u00e4ssword'))).toBe(true);
  });

  it.each([undefined, '', 'plain', '$argon2i$v=19$m=1,t=1,p=1$a$b'])(
    'says no to the hash %s',
    async (hash) => {
      expect(await hasher.verify('', hash)).toBe(false);
    },
  );

  it('has no more than some wait for their turn', async () => {
    const tries = Array.from({ length: 30 }, () => hasher.verify('x', undefined));
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(await hasher.verify('x', undefined)).toBe(false);
  });
});
