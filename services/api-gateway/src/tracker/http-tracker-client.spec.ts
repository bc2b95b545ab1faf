import { aPosition, everyAnswered } from '@fleetman/contract/testing';
import { FleetmanError } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestListener } from 'node:http';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { HttpTrackerClient } from './http-tracker-client.ts';

const java = {
  vehicle:
    '{"name":"City Truck","lat":53.3795014210045337677001953125,' +
    '"longitude":-1.46643348969519138336181640625,' +
    '"timestamp":"2026-11-22T21:29:59.667+0000","speed":1.700230542930727005848}',
  standing:
    '{"name":"Factory Run D","lat":53.4001730,"longitude":-1.4102030,' +
    '"timestamp":"2026-11-22T21:29:57.819+0000","speed":0E-7}',
  first:
    '{"name":"Express Delivery1","lat":53.4001730,"longitude":-1.4102030,' +
    '"timestamp":"2026-11-22T21:29:57.819+0000","speed":null}',
  error:
    '{"timestamp":"2026-11-22T21:30:03.348+00:00","status":404,"error":"Not Found","path":"/"}',
};

const problemOf = (code: string, status: number) => ({
  type: `urn:fleetman:${code}`,
  title: 'A title',
  status,
  detail: `detail of ${code}`,
  instance: '/x',
});

const fix = (seconds: number) => {
  const timestamp = new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
  return { name: 'City Truck', lat: 1, longitude: 2, timestamp, speed: 3 };
};

/** Of a client that waits for its answer. */
const stays = new AbortController().signal;

describe('HttpTrackerClient', () => {
  let tracker: FakeTracker;
  let client: HttpTrackerClient;
  beforeEach(async () => {
    tracker = await FakeTracker.start();
    client = new HttpTrackerClient({ url: tracker.url, timeoutMs: 5_000 });
  });
  afterEach(async () => {
    client.close();
    await tracker.stop();
  });

  async function failure(answer: Promise<unknown>): Promise<FleetmanError> {
    const error: unknown = await answer.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof FleetmanError) return error;
    throw new Error('expected a FleetmanError', { cause: error });
  }

  it('asks our tracker for the fleet', async () => {
    tracker.answer = FakeTracker.json([
      aPosition(everyAnswered),
      aPosition({ name: 'B', speed: null }),
    ]);

    expect(await client.vehicles({})).toEqual([
      aPosition(everyAnswered),
      aPosition({ name: 'B', speed: null }),
    ]);
    expect(tracker.requests).toEqual(['/vehicles/']);
  });

  it('asks once for all who want the same past at the same time', async () => {
    const at = new Date('2026-11-22T10:00:00.000Z');
    tracker.answer = FakeTracker.json({ at, vehicles: [] });

    const [one, other] = await Promise.all([client.fleetAt({ at }), client.fleetAt({ at })]);

    expect(other).toBe(one);
    expect(tracker.requests).toHaveLength(1);
    await client.fleetAt({ at });
    expect(tracker.requests).toHaveLength(2);
  });

  it('asks once for all who want a vehicle at the same time, and again for the next', async () => {
    tracker.answer = FakeTracker.json(aPosition({ name: 'A' }));

    const [one, same] = await Promise.all([client.vehicle('A'), client.vehicle('A')]);
    const next = await client.vehicle('A');

    expect(same).toBe(one);
    expect(next).not.toBe(one);
    expect(tracker.requests).toEqual(['/vehicles/A', '/vehicles/A']);
  });

  it('asks once for all who want the fleet at the same time, and again for the next', async () => {
    tracker.answer = FakeTracker.json([aPosition()]);

    const answers = await Promise.all([client.vehicles({}), client.vehicles({})]);
    expect(answers).toEqual([[aPosition()], [aPosition()]]);
    expect(tracker.requests).toHaveLength(1);
    await client.vehicles({});

    expect(tracker.requests).toHaveLength(2);
  });

  it('asks for the vehicles since a time, and leaves out what a tracker adds', async () => {
    const [early, late] = ['2026-11-22T09:59:59.999Z', '2026-11-22T10:00:00.000Z'];
    tracker.answer = FakeTracker.json([early, late].map((timestamp) => aPosition({ timestamp })));

    const vehicles = await client.vehicles({ since: new Date(late) });

    expect(vehicles.map(({ timestamp }) => timestamp)).toEqual([late]);
    expect(tracker.requests).toEqual(['/vehicles/?since=2026-11-22T10%3A00%3A00.000Z']);
  });

  it('reads the Java tracker', async () => {
    tracker.answer = FakeTracker.text(`[${java.vehicle},${java.standing},${java.first}]`);

    const [vehicle, standing, first] = await client.vehicles({});

    expect(vehicle).toEqual({
      name: 'City Truck',
      lat: 53.379501421004534,
      longitude: -1.4664334896951914,
      timestamp: '2026-11-22T21:29:59.667Z',
      speed: 1.700230542930727,
      heading: null,
    });
    expect(standing?.speed).toBe(0);
    expect(first?.speed).toBeNull();
  });

  it.each([
    ['Norte/Sur', 'Norte%2FSur'],
    ['100 %', '100%20%25'],
    ['?limit=1#', '%3Flimit%3D1%23'],
    ['🚚', '%F0%9F%9A%9A'],
    ['...', '...'],
  ])('encodes the name %j in its paths', async (name, encoded) => {
    tracker.answer = FakeTracker.json(aPosition({ name }));
    await client.vehicle(name);
    tracker.answer = FakeTracker.json([]);
    await client.track(name, { limit: 5 }, stays);

    const history = `/history/${encoded}?limit=5&form=track`;
    expect(tracker.requests).toEqual([`/vehicles/${encoded}`, history]);
  });

  it.each(['..', '.', '', 'x'.repeat(101), 'a\nb'])(
    'does not ask about %j, which no vehicle is called',
    async (name) => {
      expect((await failure(client.vehicle(name))).code).toBe('vehicle-unknown');
      const asked = client.track(name, { limit: 5 }, stays);
      expect((await failure(asked)).code).toBe('vehicle-unknown');
      expect(tracker.requests).toEqual([]);
    },
  );

  it.each<[string, RequestListener]>([
    ['our tracker', FakeTracker.json(problemOf('vehicle-unknown', 404), 404)],
    ['the Java tracker', FakeTracker.text('', 404)],
  ])('understands that %s knows no such vehicle', async (_, answer) => {
    tracker.answer = answer;

    expect(await failure(client.vehicle('No Such'))).toMatchObject({
      code: 'vehicle-unknown',
      message: 'there is no vehicle called "No Such"',
    });
    expect(client.connection).toEqual({ connected: true });
  });

  it('hands on why the tracker refused a question', async () => {
    tracker.answer = FakeTracker.json(problemOf('query-invalid', 400), 400);

    expect(await failure(client.track('City Truck', { limit: 5 }, stays))).toMatchObject({
      code: 'query-invalid',
      message: 'detail of query-invalid',
    });
    expect(client.connection).toEqual({ connected: true });
  });

  it.each<[string, RequestListener, string]>([
    ['status 500', FakeTracker.text(java.error, 500), 'answered with status 500'],
    ['HTML', FakeTracker.text('<p>hi</p>', 200, 'text/html'), 'answered text/html that is no JSON'],
    ['half an answer', FakeTracker.text('[{"name":'), 'answered application/json that is no JSON'],
    ['no body', FakeTracker.text('', 200), 'that is no JSON'],
    ['another shape', FakeTracker.json({ data: [] }), 'answered in an unknown form'],
    ['a time without zone', FakeTracker.json([{ ...fix(1), timestamp: '2026' }]), '0.timestamp'],
    ['a redirect', (_, to) => to.writeHead(302, { location: '/x' }).end(), 'status 302'],
    ['a cut connection', (request) => request.socket.destroy(), 'cannot be reached'],
  ])('calls a tracker that answers with %s unavailable', async (_, answer, reason) => {
    tracker.answer = answer;

    const error = await failure(client.vehicles({}));

    expect(error.code).toBe('tracker-unavailable');
    expect(error.message).toContain(reason);
    expect(client.connection).toEqual({ connected: false, reason: error.message });
  });

  it('does not take the 404 of some other server for an unknown vehicle', async () => {
    tracker.answer = FakeTracker.text(java.error, 404);

    expect((await failure(client.vehicle('City Truck'))).code).toBe('tracker-unavailable');
    expect((await failure(client.vehicles({}))).code).toBe('tracker-unavailable');
  });

  it.each<[string, RequestListener]>([
    ['says nothing', FakeTracker.silence()],
    ['stops in the middle', (_, response) => response.writeHead(200).write('[')],
  ])('does not wait for a tracker that %s', async (_, answer) => {
    tracker.answer = answer;
    const impatient = new HttpTrackerClient({ url: tracker.url, timeoutMs: 20 });

    const error = await failure(impatient.vehicles({}));

    expect(error.code).toBe('tracker-unavailable');
    expect(error.message).toBe('the tracker did not answer within 20 ms');
  });

  it('says why a tracker that does not listen cannot be reached, and finds it again', async () => {
    await tracker.stop();
    const error = await failure(client.vehicles({}));
    await tracker.restart();

    expect(error.message).toBe('the tracker cannot be reached (ECONNREFUSED)');
    expect(await client.vehicles({})).toEqual([]);
    expect(client.connection).toEqual({ connected: true });
  });

  it('gives up open questions when it is closed', async () => {
    const asked = new Promise<void>((resolve) => {
      tracker.answer = () => {
        resolve();
      };
    });
    const answer = failure(client.vehicles({}));
    await asked;

    client.close();

    expect((await answer).code).toBe('tracker-unavailable');
  });

  it('takes an address with a path', async () => {
    const behindProxy = new HttpTrackerClient({ url: `${tracker.url}/tracker/`, timeoutMs: 5_000 });

    await behindProxy.vehicles({});

    expect(tracker.requests).toEqual(['/tracker/vehicles/']);
  });
});
