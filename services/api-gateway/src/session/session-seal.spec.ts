import { beforeEach, describe, expect, it } from '@jest/globals';
import { longestSessionSeconds, SessionSeal, type Session } from './session-seal.ts';

const secret = 'a secret of thirty-two characters';
const ann: Session = { kind: 'person', login: 'ann', sessions: 7 };

describe('SessionSeal', () => {
  let now: number;
  let seal: SessionSeal;
  beforeEach(() => {
    now = Date.UTC(2026, 10, 30);
    seal = new SessionSeal(secret, () => new Date(now));
  });

  it.each([ann, { kind: 'share', id: 's1' } as const])(
    'opens what it has sealed: %j',
    async (content) => {
      const text = await seal.seal(content);

      expect(text).toMatch(/^[\w.-]+$/);
      expect(await new SessionSeal(secret, () => new Date(now)).open(text)).toEqual(content);
    },
  );

  it('shows nobody what is in it', async () => {
    const text = await seal.seal(ann);

    const parts = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(parts.join()).not.toContain('ann');
  });

  it('opens nothing that is over', async () => {
    const text = await seal.seal(ann);
    now += longestSessionSeconds * 1_000;

    expect(await seal.open(text)).toBeUndefined();
  });

  it('opens nothing that somebody else has made or changed', async () => {
    const text = await seal.seal(ann);
    const other = await new SessionSeal(`${secret}!`, () => new Date(now)).seal(ann);
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
