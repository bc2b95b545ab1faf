import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeNetwork, restoreNetwork, type FakeAnswer } from '../../testing/fake-network';
import { aVehicle } from '../../testing/fake-position-source';
import { keepTold } from '../../testing/keep-told';
import { describePositionSource } from '../../testing/position-source.contract';
import { PollingPositionSource } from './polling-position-source';
import type { Vehicle } from '../../vehicle/vehicle';

const noon = Date.UTC(2026, 10, 22, 12);
const second = () => jest.advanceTimersByTimeAsync(1_000);

/** As the Java gateway writes it. */
function javaPosition({ name, lat, lng, time, speedMph }: Vehicle) {
  const timestamp = new Date(time).toISOString().replace('Z', '+0000');
  return { name, lat, longitude: lng, timestamp, speed: speedMph };
}

const listOf = (...vehicles: Vehicle[]): FakeAnswer => ({
  status: 200,
  body: vehicles.map(javaPosition),
});

describePositionSource('PollingPositionSource', () => {
  // Questions from before the first answer wait for it.
  const waiting: (() => void)[] = [];
  globalThis.fetch = (...asked) =>
    new Promise((resolve) => {
      waiting.push(() => {
        resolve(globalThis.fetch(...asked));
      });
    });
  return {
    source: new PollingPositionSource(document, () => undefined),
    send: async (...vehicles) => {
      fakeNetwork(listOf(...vehicles));
      if (waiting.length === 0) window.dispatchEvent(new Event('online'));
      for (const ask of waiting.splice(0)) ask();
      await jest.advanceTimersByTimeAsync(0);
    },
    goAway: async () => {
      fakeNetwork(undefined);
      await second();
    },
  };
});

describe('PollingPositionSource', () => {
  let source: PollingPositionSource;
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
    source = new PollingPositionSource(document, () => undefined);
  });
  afterEach(() => {
    source.close();
    jest.useRealTimers();
    restoreNetwork();
  });

  it('asks once a second, with a slash at the end', async () => {
    const asked = fakeNetwork(listOf(aVehicle()));
    source.open(keepTold().listener);

    for (let passed = 0; passed < 5; passed++) await second();

    expect(asked).toHaveLength(6);
    expect(new Set(asked)).toEqual(new Set(['http://localhost/api/vehicles/']));
  });

  it('asks nothing more while an answer is under way', async () => {
    let asked = 0;
    globalThis.fetch = () => {
      asked++;
      return new Promise(() => undefined);
    };
    source.open(keepTold().listener);

    for (let passed = 0; passed < 5; passed++) await second();
    window.dispatchEvent(new Event('online'));

    expect(asked).toBe(1);
  });

  it('asks less often while it is refused, and as before when it is answered again', async () => {
    const asked = fakeNetwork({ status: 502 });
    source.open(keepTold().listener);
    for (let passed = 0; passed < 60; passed++) await second();
    expect(asked.length).toBeLessThan(13);

    const answered = fakeNetwork(listOf(aVehicle()));
    for (let passed = 0; passed < 16; passed++) await second();
    const before = answered.length;
    for (let passed = 0; passed < 5; passed++) await second();

    expect(answered.length - before).toBe(5);
  });

  it.each<[string, FakeAnswer]>([
    ['a page of HTML', { status: 200, body: undefined }],
    ['an object', { status: 200, body: { vehicles: [] } }],
  ])('takes %s for a gateway that is lost', async (_, answer) => {
    fakeNetwork(answer);
    const { told, listener } = keepTold();
    source.open(listener);

    await second();

    expect(new Set(told)).toEqual(new Set(['lost']));
  });

  it('keeps the vehicles and says that there is no news when the list has become empty', async () => {
    fakeNetwork(listOf(aVehicle({ time: noon })));
    const { told, listener } = keepTold();
    source.open(listener);
    await second();

    // So the Java gateway answers while its tracker is away.
    fakeNetwork(listOf());
    await second();
    expect(told.slice(1)).toEqual(['all: City Truck', 'update: ', 'stale']);

    fakeNetwork(listOf(aVehicle({ time: noon + 2_000 })));
    await second();
    expect(told.slice(-2)).toEqual(['live', 'update: City Truck']);
  });

  it('takes the time of the answer for the gateway’s, and seconds for no more than they are', async () => {
    const ahead: number[] = [];
    const answer = (aheadMs: number, inMs: number) => {
      const date = new Date(Date.now() + inMs + aheadMs).toUTCString();
      fakeNetwork({ ...listOf(aVehicle({ time: noon })), date });
    };
    answer(60_000, 0);
    const { listener } = keepTold();
    source.open({ ...listener, update: ({ sentAt }) => ahead.push(sentAt - Date.now()) });
    await jest.advanceTimersByTimeAsync(0);

    for (const aheadMs of [60_000, 61_000, 0]) {
      answer(aheadMs, 1_000);
      await second();
    }

    expect(ahead).toEqual([60_500, 60_500, 500]);
  });

  it.each([
    ['one of ours', { heading: null }, true],
    ['the Java one', {}, false],
  ])('knows by a heading whether the gateway has a past: %s', async (_, more, hasPast) => {
    fakeNetwork({ status: 200, body: [{ ...javaPosition(aVehicle()), ...more }] });
    const known: unknown[] = [];
    const { listener } = keepTold();
    source.open({ ...listener, changeConnection: (connection) => known.push(connection) });

    await second();

    expect(known[0]).toEqual({ state: 'live', polled: { hasPast } });
  });

  it('says once that only who has logged in is answered', async () => {
    fakeNetwork({ status: 503 });
    const known: unknown[] = [];
    const { listener } = keepTold();
    source.open({ ...listener, changeConnection: (connection) => known.push(connection) });
    await jest.advanceTimersByTimeAsync(0);

    fakeNetwork({ status: 401 });
    await jest.advanceTimersByTimeAsync(60_000);

    expect(known).toEqual([
      { state: 'lost', since: noon },
      { state: 'lost', since: expect.any(Number), isRefused: true },
    ]);
  });
});
