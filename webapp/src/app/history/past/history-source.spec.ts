import { TestBed } from '@angular/core/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fakeNetwork, restoreNetwork } from '../../testing/fake-network';
import { HistorySource, type HistoryWish } from './history-source';

function load(name: string, wish: HistoryWish = {}) {
  return TestBed.inject(HistorySource).load(name, wish, new AbortController().signal);
}

/** A point before which nothing is known. */
const unjudged = { isStanding: false, way: 'none', metres: 0 } as const;

describe("the gateway's history", () => {
  afterEach(restoreNetwork);

  it('asks beside the page, with the name encoded', async () => {
    const asked = fakeNetwork({ status: 200, body: [] });

    await load('A/B 100% ü');

    expect(asked).toEqual(['http://localhost/api/history/A%2FB%20100%25%20%C3%BC']);
  });

  it('asks for the part that is wanted, and for no more places than can be told apart', async () => {
    const asked = fakeNetwork({ status: 200, body: [] });

    await load('Bus', { since: 0, until: 1_000, limit: 9, simplify: 5 });

    expect(asked).toEqual([
      'http://localhost/api/history/Bus?since=1970-01-01T00%3A00%3A00.000Z' +
        '&until=1970-01-01T00%3A00%3A01.000Z&limit=9&simplify=5',
    ]);
  });

  it('reads the route and leaves out what is no place', async () => {
    fakeNetwork({
      status: 200,
      body: [
        { lat: -29.9, lng: -71.2, timestamp: '1970-01-01T00:00:01.000Z', speed: 3 },
        { lat: null, lng: 'x', timestamp: '1970-01-01T00:00:02.000Z', speed: 3 },
      ],
    });

    expect(await load('Bus')).toEqual([
      { ...unjudged, lat: -29.9, lng: -71.2, time: 1_000, speedMph: 3 },
    ]);
  });

  it('asks for what the device said, and has of it what was answered', async () => {
    const fix = { lat: 1, lng: 2, timestamp: '1970-01-01T00:00:01.000Z', speed: 0, metres: 3 };
    const body = [{ ...fix, battery: 0, ignition: false }, fix];
    const asked = fakeNetwork({ status: 200, body });

    const points = await load('Bus', { fields: ['battery', 'ignition', 'fuel'] });

    expect(asked).toEqual(['http://localhost/api/history/Bus?fields=battery%2Cignition%2Cfuel']);
    expect(points.map(({ said }) => said)).toEqual([{ battery: 0, ignition: false }, undefined]);
  });

  it('takes over what the tracker says of each fix', async () => {
    const fix = { lat: 1, lng: 2, timestamp: '1970-01-01T00:00:01.000Z', speed: 0 };
    fakeNetwork({
      status: 200,
      body: [
        { ...fix, way: 'none' },
        { ...fix, doubt: 'jump', way: 'none' },
        { ...fix, metres: 12 },
        { ...fix, standing: true, way: 'gap' },
      ],
    });

    const point = { lat: 1, lng: 2, time: 1_000, speedMph: 0, ...unjudged };
    expect(await load('Bus')).toEqual([
      point,
      { ...point, doubt: 'jump' },
      { ...point, way: 'driven', metres: 12 },
      { ...point, way: 'gap', isStanding: true },
    ]);
  });

  it('judges the fixes of a tracker that says nothing of them', async () => {
    const at = (second: number, lat: number) => ({
      lat,
      lng: 2,
      timestamp: new Date(second * 1_000).toISOString(),
      speed: 20,
    });
    fakeNetwork({ status: 200, body: [at(0, 1), at(2, 1.0002), at(4, 9), at(6, 1.0006)] });

    expect((await load('Bus')).map(({ doubt }) => doubt)).toEqual([
      undefined,
      undefined,
      'jump',
      undefined,
    ]);
  });

  it('keeps the order of places without times, as the Java gateway sends them', async () => {
    fakeNetwork({
      status: 200,
      body: [
        { lat: 1, lng: 2 },
        { lat: 1, lng: 3 },
      ],
    });

    expect(await load('Bus')).toEqual([
      { ...unjudged, lat: 1, lng: 2, time: 0, speedMph: null },
      {
        ...unjudged,
        lat: 1,
        lng: 3,
        time: 1,
        speedMph: null,
        way: 'driven',
        metres: expect.closeTo(111_303, 0),
      },
    ]);
  });

  it('has no route for a vehicle that the gateway does not know', async () => {
    fakeNetwork({ status: 404 });

    expect(await load('Bus')).toEqual([]);
  });

  it('rejects where the gateway has no answer', async () => {
    fakeNetwork({ status: 503 });

    await expect(load('Bus')).rejects.toThrow('the gateway answered 503');
  });
});
