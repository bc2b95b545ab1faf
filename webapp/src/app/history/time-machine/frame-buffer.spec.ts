import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakePastSource } from '../../testing/fake-past-source';
import { FrameBuffer } from './frame-buffer';

function setUp({ vehicles = 60, end = 10_000_000, stepMs = 1_000 } = {}) {
  const source = new FakePastSource();
  const buffer = new FrameBuffer({ source, from: 0, stepMs, vehicles, end: () => end });
  return { source, buffer };
}

describe('FrameBuffer', () => {
  it('loads sixty frames of a small fleet, and few of a large one', async () => {
    const [small, large] = [setUp(), setUp({ vehicles: 10_000 })];

    await Promise.all([small.buffer.fill(), large.buffer.fill()]);

    expect(small.source.asked).toEqual(['from 0 to 59000 by 1000']);
    expect(large.source.asked).toEqual(['from 0 to 5000 by 1000']);
  });

  it('loads the next chunk as soon as less than one is left', async () => {
    const { source, buffer } = setUp();
    await buffer.fill();
    await buffer.fill();
    expect(source.asked).toHaveLength(1);

    expect(buffer.frameAfter(500)?.at).toBe(1_000);
    await buffer.fill();

    expect(source.asked.at(-1)).toBe('from 60000 to 119000 by 1000');
    expect(buffer.loadedUntil).toBe(119_000);
  });

  it('asks once, however often it is filled', async () => {
    const { source, buffer } = setUp();
    source.isSlow = true;

    const filled = Promise.all([buffer.fill(), buffer.fill()]);
    source.answer();
    await filled;

    expect(source.asked).toHaveLength(1);
  });

  it('asks for nothing that is still to come', async () => {
    const { source, buffer } = setUp({ end: 2_500 });

    await buffer.fill();
    await buffer.fill();

    expect(source.asked).toEqual(['from 0 to 2500 by 1000']);
    expect(buffer.loadedUntil).toBe(2_000);
  });

  it('takes up again what failed', async () => {
    const { source, buffer } = setUp();
    source.isAway = true;
    await expect(buffer.fill()).rejects.toThrow('503');

    source.isAway = false;
    await buffer.fill();

    expect(buffer.frameAfter(-1)?.at).toBe(0);
  });

  it('says nothing of a request that was under way when it was closed', async () => {
    const { source, buffer } = setUp();
    source.isSlow = true;
    const filled = buffer.fill();

    buffer.close();
    source.answer();
    await filled;

    expect(buffer.frameAfter(-1)).toBeUndefined();
  });

  it('answers every frame once, in order, and never holds more than two chunks', async () => {
    const walk = fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(walk, fc.integer({ min: 1, max: 50_000 }), async (steps, vehicles) => {
        const { buffer } = setUp({ vehicles });
        let at = -1;
        for (const step of steps) {
          await buffer.fill();
          const next = buffer.frameAfter(at);
          if (next) {
            expect(next.at).toBe(Math.floor(at / 1_000) * 1_000 + 1_000);
            expect((buffer.loadedUntil ?? 0) - next.at).toBeLessThan(120_000);
          }
          at = Math.min(at + step, buffer.loadedUntil ?? -1);
        }
      }),
    );
  });
});
