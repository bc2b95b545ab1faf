import { TestBed } from '@angular/core/testing';
import { aPastPosition } from '@fleetman/contract/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fakeNetwork, restoreNetwork } from '../../testing/fake-network';
import { PastNotSupported, PastSource } from './past-source';

const at = Date.UTC(2026, 10, 22, 10);
const { signal } = new AbortController();

function aSource(): PastSource {
  return TestBed.inject(PastSource);
}

describe("the gateway's past", () => {
  afterEach(restoreNetwork);

  it('asks for the fleet at a time, and leaves out what is no place', async () => {
    const vehicles = [aPastPosition({ age: 500 }), aPastPosition({ name: '' })];
    const asked = fakeNetwork({ status: 200, body: { at: '2026-11-22T10:00:00.500Z', vehicles } });

    const fleet = await aSource().fleetAt(at + 500, signal);

    expect(asked).toEqual(['http://localhost/api/fleet?at=2026-11-22T10%3A00%3A00.500Z']);
    expect(fleet.at).toBe(at + 500);
    expect(fleet.vehicles).toMatchObject([{ name: 'City Truck', time: at, speedMph: 24.5 }]);
  });

  it('asks for frames and reads their rows', async () => {
    const asked = fakeNetwork({
      status: 200,
      body: {
        from: '2026-11-22T10:00:00.000Z',
        to: '2026-11-22T10:00:05.000Z',
        step: 5_000,
        names: ['Bus', 'City Truck'],
        frames: [
          { at: '2026-11-22T10:00:00.000Z', vehicles: [[1, -29.9, -71.2, null, null, 1_500]] },
        ],
      },
    });

    const frames = await aSource().frames({ from: at, to: at + 5_000, stepMs: 5_000 }, signal);

    expect(asked[0]).toMatch(/fleet\/range\?from=2026.*&to=2026.*&step=5000ms$/);
    const truck = { name: 'City Truck', lat: -29.9, lng: -71.2, time: at - 1_500 };
    expect(frames).toEqual([{ at, vehicles: [{ ...truck, speedMph: null, heading: null }] }]);
  });

  it('knows how far back it goes, and that nothing is stored', async () => {
    const newest = '2026-11-22T10:00:00.000Z';
    fakeNetwork({ status: 200, body: { oldest: '2026-11-22T09:00:00.000Z', newest } });
    const source = aSource();
    expect(await source.reach(signal)).toEqual({ oldest: at - 3_600_000, newest: at });

    fakeNetwork({ status: 200, body: { oldest: null, newest: null } });
    expect(await source.reach(signal)).toBeUndefined();
  });

  it('tells a tracker without a past from one that is away', async () => {
    fakeNetwork({ status: 404 });
    const source = aSource();
    await expect(source.fleetAt(at, signal)).rejects.toThrow(PastNotSupported);

    fakeNetwork({ status: 503 });
    await expect(source.fleetAt(at, signal)).rejects.toThrow('the gateway answered 503');
  });
});
