import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Turnstile } from './turnstile.ts';

describe('Turnstile', () => {
  it('lets no more work run at once than it has places, all of it in order', async () => {
    const cases = [
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 20 }),
    ] as const;
    await fc.assert(
      fc.asyncProperty(...cases, async (places, fates) => {
        const turnstile = new Turnstile(places);
        const begun: number[] = [];
        let running = 0;
        let most = 0;
        const work = (fails: boolean, index: number) =>
          turnstile.run(async () => {
            begun.push(index);
            most = Math.max(most, (running += 1));
            await new Promise(setImmediate);
            running -= 1;
            if (fails) throw new Error(String(index));
            return index;
          });

        const results = await Promise.allSettled(fates.map(work));

        expect(results.map(({ status }) => status === 'rejected')).toEqual(fates);
        expect(begun).toEqual([...fates.keys()]);
        expect(most).toBe(Math.min(places, fates.length));
      }),
    );
  });
});
