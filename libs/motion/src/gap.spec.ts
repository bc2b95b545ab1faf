import { describe, expect, it } from '@jest/globals';
import { isGap } from './gap.ts';

/** A track whose fixes come so many minutes after one another. */
function trackOf(...minutes: readonly number[]) {
  let time = 0;
  return [{ time }, ...minutes.map((each) => ({ time: (time += each * 60_000) }))];
}

describe('A pause between two fixes', () => {
  it('of five minutes is no gap', () => {
    expect(isGap(trackOf(0.2, 0.2, 0.2, 5), 4)).toBe(false);
    expect(isGap(trackOf(0.2, 0.2, 0.2, 5.01), 4)).toBe(true);
  });

  it('that is usual for the vehicle is none, be it the first or the last', () => {
    const track = trackOf(30, 30, 31, 45, 30);

    expect(track.map((_, index) => isGap(track, index))).not.toContain(true);
    expect(isGap(trackOf(30, 30, 31, 61), 4)).toBe(true);
  });

  it('is one where too little is known of what is usual', () => {
    expect(isGap(trackOf(30, 30, 30), 2)).toBe(true);
    expect(isGap(trackOf(6), 1)).toBe(true);
  });

  it('does not exist before the first fix', () => {
    expect(isGap(trackOf(6), 0)).toBe(false);
    expect(isGap([], 0)).toBe(false);
  });
});
