import { beforeEach, describe, expect, it } from '@jest/globals';
import { LoginLimits, type Try } from './login-limits.ts';

const minuteMs = 60_000;

describe('LoginLimits', () => {
  let now: number;
  let limits: LoginLimits;
  beforeEach(() => {
    now = 0;
    limits = new LoginLimits(() => now);
  });

  /** How many of these wrong attempts are let through. */
  function tries(count: number, attempt: Try): number {
    let allowed = 0;
    for (let turn = 0; turn < count; turn++) {
      if (limits.waitOf(attempt) > 0) continue;
      limits.take(attempt);
      allowed += 1;
    }
    return allowed;
  }

  it('lets an address try an account ten times, and several accounts twenty times', () => {
    expect(tries(100, { address: '1.1.1.1', account: 'ann' })).toBe(10);
    expect(tries(100, { address: '1.1.1.1', account: 'bob' })).toBe(10);
    expect(limits.waitOf({ address: '1.1.1.1' })).toBe(15);
  });

  it('has one address hold up nobody at another, however long it guesses', () => {
    let guesses = 0;
    for (let minute = 0; minute < 600; minute++) {
      guesses += tries(5, { address: '1.1.1.1', account: 'ann' });
      now += minuteMs;
    }

    expect(guesses).toBeLessThan(620);
    expect(limits.waitOf({ address: '2.2.2.2', account: 'ann' })).toBe(0);
  });

  it('lets many addresses try an account fifty times, then once a minute', () => {
    let guesses = 0;
    for (let host = 0; host < 100; host++) {
      guesses += tries(10, { address: `1.1.1.${host}`, account: 'ann' });
    }

    expect(guesses).toBe(50);
    expect(limits.waitOf({ address: '2.2.2.2', account: 'ann' })).toBe(60);
  });

  it('counts a browser by itself that the account has logged in by', () => {
    for (let host = 0; host < 100; host++) tries(10, { address: `1.1.${host}.1`, account: 'ann' });
    const own = { address: '1.1.1.1', account: 'ann', device: 'her browser' };

    expect(tries(100, own)).toBe(10);
    now += minuteMs;
    expect(tries(100, own)).toBe(1);
  });

  it('does not count what went well', () => {
    const ann = { address: '1.1.1.1', account: 'ann' };
    for (let turn = 0; turn < 100; turn++) {
      limits.take(ann);
      limits.giveBack(ann);
    }

    expect(tries(100, ann)).toBe(10);
  });
});
