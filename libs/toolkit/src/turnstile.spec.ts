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

  it('takes one that leaves out of the line, and moves the others up', async () => {
    const turnstile = new Turnstile(1);
    const first = Promise.withResolvers<string>();
    const running = turnstile.run(() => first.promise);
    const leaving = new AbortController();
    let begun = 0;
    const waiting = turnstile.run(() => Promise.resolve((begun += 1)), leaving.signal);
    const last = turnstile.run(() => Promise.resolve('last'));
    expect(turnstile.waiting).toBe(2);

    leaving.abort();

    await expect(waiting).rejects.toThrow('aborted');
    expect(turnstile.waiting).toBe(1);
    first.resolve('first');
    expect(await Promise.all([running, last])).toEqual(['first', 'last']);
    expect(begun).toBe(0);
    await expect(turnstile.run(() => last, leaving.signal)).rejects.toThrow('aborted');
  });
});
