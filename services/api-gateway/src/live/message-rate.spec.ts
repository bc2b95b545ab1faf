import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageRate } from './message-rate.ts';

describe('MessageRate', () => {
  it('allows a page that sends its view four times a second, for hours', () => {
    const rate = new MessageRate(0);

    for (let now = 0; now < 3_600_000; now += 250) expect(rate.allows(now)).toBe(true);
  });

  it('refuses a flood', () => {
    const rate = new MessageRate(0);
    const allowed = Array.from({ length: 100 }, () => rate.allows(0));

    expect(allowed.filter(Boolean)).toHaveLength(40);
  });

  it('never allows more than the burst and ten a second', () => {
    const waits = fc.array(fc.nat(500), { maxLength: 300 });

    fc.assert(
      fc.property(waits, (waits) => {
        const rate = new MessageRate(0);
        let now = 0;
        let allowed = 0;
        for (const wait of waits) {
          now += wait;
          if (!rate.allows(now)) break;
          allowed++;
        }
        expect(allowed).toBeLessThanOrEqual(40 + now / 100);
      }),
    );
  });
});
