import { describe, expect, it } from '@jest/globals';
import type { Knock } from '@fleetman/contract/registry';
import { gatherKnocks } from './gather-knocks';

const at = (second: number) => `2026-11-30T12:00:0${second}.000Z`;
const wrongKey = (second: number, address = '10.0.0.7'): Knock => ({
  ...{ at: at(second), app: 'osmand', address, why: 'unknown-key' },
});
const tracker = (second: number, address: string): Knock => ({
  ...{ at: at(second), app: 'teltonika', address, why: 'unknown-device' },
  device: '356307042441013',
});

describe('gatherKnocks', () => {
  it('counts one that knocks again and again, and shows the newest first', () => {
    const gathered = gatherKnocks([wrongKey(5), wrongKey(4, '10.0.0.8'), wrongKey(2)]);

    expect(gathered.map(({ at: time, address, times }) => [time, address, times])).toEqual([
      [at(5), '10.0.0.7', 2],
      [at(4), '10.0.0.8', 1],
    ]);
  });

  it('takes a device for the same wherever it calls from', () => {
    expect(gatherKnocks([tracker(1, '10.0.0.7'), tracker(3, '10.0.0.9')])).toEqual([
      { ...tracker(3, '10.0.0.9'), times: 2 },
    ]);
  });

  it('keeps those apart who are not let in for another reason', () => {
    expect(gatherKnocks([wrongKey(1), { ...wrongKey(2), why: 'unknown-app' }])).toHaveLength(2);
  });
});
