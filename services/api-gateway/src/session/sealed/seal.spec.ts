import { beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Seal } from './seal.ts';

const secret = 'a secret of thirty-two characters';
const content = z.object({ login: z.string() });
type Content = z.infer<typeof content>;
const ann: Content = { login: 'ann' };

describe('Seal', () => {
  let now: number;
  let seal: Seal<Content>;
  beforeEach(() => {
    now = Date.UTC(2026, 10, 30);
    seal = sealOf();
  });

  const sealOf = (other: { secret?: string; purpose?: string } = {}) => {
    const options = { secret, purpose: 'spec', content, seconds: 3_600, ...other };
    return new Seal(options, () => new Date(now));
  };

  it('opens what it has sealed', async () => {
    const text = await seal.seal(ann);

    expect(text).toMatch(/^[\w.-]+$/);
    expect(await sealOf().open(text)).toEqual(ann);
  });

  it('opens nothing that was sealed for another purpose, or holds something else', async () => {
    expect(await seal.open(await sealOf({ purpose: 'other' }).seal(ann))).toBeUndefined();
    const other = new Seal(
      { secret, purpose: 'spec', content: z.object({ name: z.string() }), seconds: 60 },
      () => new Date(now),
    );
    expect(await seal.open(await other.seal({ name: 'ann' }))).toBeUndefined();
  });

  it('shows nobody what is in it', async () => {
    const text = await seal.seal(ann);

    const parts = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(parts.join()).not.toContain('ann');
  });

  it('opens nothing that is over', async () => {
    const text = await seal.seal(ann);
    now += 3_600_000;

    expect(await seal.open(text)).toBeUndefined();
  });

  it('opens something for a shorter time, but for no longer one', async () => {
    const [short, long] = [await seal.seal(ann, 60), await seal.seal(ann, 36_000)];
    now += 59_000;
    expect(await seal.open(short)).toEqual(ann);
    now += 1_000;
    expect(await seal.open(short)).toBeUndefined();
    now += 3_540_000;
    expect(await seal.open(long)).toBeUndefined();
  });

  it('opens nothing that somebody else has made or changed', async () => {
    const text = await seal.seal(ann);
    const other = await sealOf({ secret: `${secret}!` }).seal(ann);
    const unsealed = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(ann)).toString('base64url')}.`;

    for (const forged of [
      other,
      unsealed,
      '',
      'x',
      '....',
      text.slice(0, -2),
      `${text.slice(0, -5)}AAAAA`,
    ]) {
      expect(await seal.open(forged)).toBeUndefined();
    }
  });
});
