import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TryRule, type TryReason } from './try-rule';

/** A rule whose connection was just lost, and a try begun since. */
function losing(reason: TryReason = 'turn'): TryRule {
  const rule = new TryRule();
  rule.lose();
  rule.fail();
  rule.begin(0, reason);
  return rule;
}

describe('TryRule', () => {
  it('abandons a try that was begun before the gateway answered again', () => {
    expect(losing().answer(600, 10)).toBe(true);
  });

  it('leaves the try after that alone, however long it takes', () => {
    const rule = losing();
    rule.answer(600, 10);
    rule.begin(600, 'answer');

    for (let now = 700; now < 10_600; now += 100) expect(rule.answer(now, 10)).toBe(false);
  });

  it('leaves it alone though requests fail in between', () => {
    const rule = losing();
    rule.answer(600, 10);
    rule.begin(600, 'answer');
    rule.miss();

    expect(rule.answer(3_000, 10)).toBe(false);
  });

  it('leaves a try alone that takes no longer than a slow network does', () => {
    const rule = losing();

    expect(rule.answer(2_000, 1_000)).toBe(false);
    expect(rule.answer(5_600, 1_000)).toBe(true);
  });

  it('tries at once when the gateway answers again in a pause, and once only', () => {
    const rule = losing();
    rule.fail();

    expect(rule.answer(1_000, 10)).toBe(true);
    expect(rule.answer(2_000, 10)).toBe(false);
  });

  it('takes an answer after the connection for no news', () => {
    const rule = losing();
    rule.succeed();

    expect(rule.answer(1_000, 10)).toBe(false);
  });

  it('leaves a try of a wake to the next wake, but not to the first answer', () => {
    const rule = losing('wake');

    expect(rule.wake(5_000)).toBe(false);
    expect(rule.answer(5_100, 10)).toBe(true);
  });

  it('abandons by a wake what was begun before the machine slept', () => {
    expect(losing('answer').wake(60_000)).toBe(true);
  });

  it('leaves the very first try to a wake', () => {
    const rule = new TryRule();
    rule.begin(0, 'turn');

    expect(rule.wake(1_000)).toBe(false);
  });

  it('begins with short pauses again when the gateway has answered', () => {
    const rule = losing();
    for (let failures = 0; failures < 10; failures++) rule.fail();
    expect(rule.fail()).toBeGreaterThanOrEqual(30_000);

    rule.answer(0, 10);

    expect(rule.fail()).toBeLessThanOrEqual(200);
  });

  it('gives a try 10 s, and more with each failure', () => {
    const rule = new TryRule();
    expect(rule.lifeMs).toBe(10_000);

    for (let failures = 0; failures < 12; failures++) rule.fail();

    expect(rule.lifeMs).toBe(40_000);
  });

  it('fails at most 15 times in any six minutes, before Chromium delays a try by a second', () => {
    const rule = new TryRule();
    const failedAt: number[] = [];
    for (let now = 0; now < 3_600_000; now += rule.fail()) failedAt.push(now);

    const inSixMinutes = (from: number) =>
      failedAt.filter((at) => at >= from && at < from + 360_000).length;
    expect(Math.max(...failedAt.map(inSixMinutes))).toBeLessThanOrEqual(15);
  });

  it('lets one of any three tries in a row live its 10 s, whatever answers, fails and wakes', () => {
    const event = fc.record({
      afterMs: fc.integer({ min: 0, max: 3_000 }),
      kind: fc.constantFrom('answer', 'miss', 'wake'),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const rule = losing();
        let now = 0;
        let begunAt = 0;
        const lives: number[] = [];
        for (const { afterMs, kind } of events) {
          now += afterMs;
          if (kind === 'miss') rule.miss();
          else if (kind === 'wake' ? rule.wake(now) : rule.answer(now, 10)) {
            lives.push(now - begunAt);
            begunAt = now;
            rule.begin(now, kind === 'wake' ? 'wake' : 'answer');
          }
        }
        for (let at = 2; at < lives.length; at++) {
          expect(Math.max(...lives.slice(at - 2, at + 1))).toBeGreaterThanOrEqual(10_000);
        }
      }),
    );
  });
});
