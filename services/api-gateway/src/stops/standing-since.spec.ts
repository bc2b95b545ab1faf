import type { TrackPoint } from '@fleetman/contract';
import { describe, expect, it } from '@jest/globals';
import { standingSince } from './standing-since.ts';

/** A fix so many minutes after ten o'clock. */
const at = (minute: number, said: Partial<TrackPoint> = {}): TrackPoint => {
  const timestamp = new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString();
  return { lat: -29.9, lng: -71.25, timestamp, speed: 20, ...said };
};
const stand = (minute: number, said: Partial<TrackPoint> = {}) =>
  at(minute, { standing: true, speed: 0, ...said });

describe('standingSince', () => {
  it('returns when the vehicle came to its stand', () => {
    expect(standingSince([at(0), stand(3), stand(9)])).toBe(Date.UTC(2026, 10, 22, 10, 3));
  });

  it('passes over doubtful fixes', () => {
    expect(standingSince([at(0), stand(3), at(5, { doubt: 'jump' }), stand(9)])).toBe(
      Date.UTC(2026, 10, 22, 10, 3),
    );
  });

  it('begins anew where the vehicle was brought to', () => {
    expect(standingSince([stand(0), stand(3, { way: 'none' }), stand(9)])).toBe(
      Date.UTC(2026, 10, 22, 10, 3),
    );
  });

  it('says that it was before the track begins', () => {
    expect(standingSince([stand(0), stand(9)])).toBe('before');
  });

  it.each([
    ['is empty', []],
    ['ends with a drive', [stand(0), at(1)]],
    ['is not believed', [stand(0, { doubt: 'coarse' })]],
  ])('returns nothing of a track that %s', (_, track) => {
    expect(standingSince(track)).toBeUndefined();
  });
});
