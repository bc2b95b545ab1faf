import { afterEach, describe, expect, it } from '@jest/globals';
import {
  bridgeKey,
  startReceiver,
  vanKey,
  type ReceiverUnderTest,
} from './testing/start-receiver.ts';

const time = '2026-11-30T12:00:00.000Z';
const query = 'id=phone-2&lat=1&lon=2&timestamp=1764504000&speed=10';
const feature = (lat: number) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [2, lat] },
  properties: { timestamp: time, speed: 10 },
});

describe('position-receiver', () => {
  const running: ReceiverUnderTest[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((receiver) => receiver.stop()));
  });

  async function start(environment: Record<string, string> = {}) {
    const receiver = await startReceiver(environment);
    running.push(receiver);
    const ask = (path: string, init?: RequestInit) => fetch(receiver.service.url + path, init);
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: JSON.stringify(body), headers });
    return { ...receiver, ask, post };
  }

  it('publishes a fix under the vehicle of the key, and then says yes', async () => {
    const { ask, queue } = await start();

    const response = await ask(`/in/${vanKey}/osmand?${query}`);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(queue.published).toEqual([
      [{ vehicle: 'Van 1', lat: 1, lng: 2, time: new Date('2025-11-30T12:00:00Z'), speed: 10 }],
    ]);
  });

  it('gives each app the answer that it wants, and its own unit of speed', async () => {
    const { ask, post, queue } = await start();
    const knots = await ask(`/in/${vanKey}/traccar?${query}`, { method: 'POST' });
    const tracks = await post(`/in/${vanKey}/owntracks`, {
      _type: 'location',
      ...{ lat: 1, lon: 2, tst: 1764504000, vel: 36 },
    });
    const overland = await post(`/in/${vanKey}/overland`, { locations: [feature(1), feature(3)] });

    expect(await knots.text()).toBe('');
    expect(await tracks.text()).toBe('[]');
    expect(tracks.headers.get('content-type')).toMatch('application/json');
    expect(await overland.json()).toEqual({ result: 'ok' });
    expect(queue.published.map((reports) => reports.map(({ speed }) => speed))).toEqual([
      [5.144],
      [10],
      [10, 10],
    ]);
  });

  it.each([
    ['in the path alone', `/in/${vanKey}`, {}],
    ['after the app', `/in/osmand/${vanKey}`, {}],
    ['as Bearer', '/in/osmand', { Authorization: `Bearer ${vanKey}` }],
    ['as the password of Basic', '/in', { Authorization: `Basic ${btoa(`anna:${vanKey}`)}` }],
    ['in the path behind a prefix', `/fleet/in/${vanKey}/osmand/`, {}],
  ])('takes a key %s', async (_where, path, headers) => {
    const { ask, queue } = await start();

    const response = await ask(`${path}?lat=1&lon=2`, {
      headers: headers as Record<string, string>,
    });

    expect(response.status).toBe(200);
    expect(queue.published).toEqual([[expect.objectContaining({ vehicle: 'Van 1', lat: 1 })]]);
  });

  it('takes a bridge’s fixes under the vehicles that hold its devices', async () => {
    const { post, queue } = await start();
    const fix = { lat: 1, lng: 2, time };

    const response = await post(`/in/${bridgeKey}/report`, [
      { ...fix, vehicle: 'phone-1' },
      { ...fix, vehicle: 'Van 2' },
      { ...fix, vehicle: 'nobody' },
      fix,
    ]);

    expect(await response.json()).toEqual({
      accepted: 2,
      problems: [
        'device: "nobody" given, expected a device of the fleet',
        'no device named, expected the id of a device of the fleet',
      ],
    });
    expect(queue.published[0]?.map(({ vehicle }) => vehicle)).toEqual(['Van 1', 'Van 2']);
  });

  it('says yes to a sign of life, and publishes nothing', async () => {
    const { ask, post, queue, metrics } = await start();

    expect((await ask(`/in/${vanKey}/traccar?id=x&batt=50`)).status).toBe(200);
    expect((await post(`/in/${vanKey}/owntracks`, { _type: 'lwt', tst: 1 })).status).toBe(200);
    expect(queue.published).toEqual([]);
    expect(await metrics()).toMatch(
      /fleetman_device_messages_without_fix_total\{app="owntracks"\} 1/,
    );
  });

  it('says what is wrong with what is no report', async () => {
    const { ask, post } = await start();
    const response = await ask(`/in/${vanKey}/osmand?id=x&lat=abc&lon=2`);
    const shapeless = await post(`/in/${vanKey}`, { hello: 1 });
    const elsewhere = await ask(`/in/${vanKey}/strava?lat=1&lon=2`);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      type: 'urn:fleetman:report-invalid',
      title: 'No report can be read',
      status: 400,
      detail: 'lat: "abc" given, expected a number from -90 to 90',
      instance: '/in/osmand',
    });
    expect(shapeless.status).toBe(400);
    expect(await shapeless.text()).toContain('a message of no known shape given');
    expect(elsewhere.status).toBe(404);
    expect(await elsewhere.text()).toContain('expected one of osmand, traccar, gpslogger');
  });

  it('takes the good fixes beside bad ones in one publish', async () => {
    const { post, queue, metrics } = await start();

    const response = await post(`/in/${vanKey}/overland`, { locations: [feature(1), feature(91)] });

    expect(await response.json()).toEqual({ result: 'ok' });
    expect(queue.published).toEqual([[expect.objectContaining({ lat: 1 })]]);
    expect(await metrics()).toMatch(/fleetman_device_fixes_unreadable_total\{app="overland"\} 1/);
  });

  it('passes on what else a device says, and counts what of it cannot be kept', async () => {
    const { post, queue, metrics } = await start();
    const said = feature(1);
    const properties = { ...said.properties, wifi: 'Depot', cells: { a: 1 } };

    await post(`/in/${vanKey}/overland`, { locations: [{ ...said, properties }] });

    expect(queue.published).toEqual([
      [expect.objectContaining({ attributes: '{"wifi":"Depot"}' })],
    ]);
    expect(await metrics()).toMatch(
      /fleetman_device_fields_ignored_total\{app="overland",field="attributes"\} 1/,
    );
  });

  it('never says yes while the queue is away or does not confirm', async () => {
    const { ask, queue, metrics, service } = await start();
    const ready = () => fetch(`${service.url}/health/ready`);

    expect((await ready()).status).toBe(200);
    queue.failure = () => 'before';
    const unconfirmed = await ask(`/in/${vanKey}/osmand?${query}`);
    queue.isAway = true;
    const away = await ask(`/in/${vanKey}/osmand?${query}`);

    expect(unconfirmed.status).toBe(503);
    expect(away.status).toBe(503);
    expect(away.headers.get('retry-after')).toBe('5');
    expect((await ready()).status).toBe(503);
    expect(await metrics()).toMatch(
      /fleetman_device_messages_refused_total\{app="osmand",cause="queue-away"\} 2/,
    );
  });

  it('waits with its yes until the queue has confirmed', async () => {
    const { ask, queue } = await start();
    const gate = Promise.withResolvers<undefined>();
    queue.slow = gate.promise;
    let isAnswered = false;
    const answer = ask(`/in/${vanKey}/osmand?${query}`).then((response) => {
      isAnswered = true;
      return response;
    });

    // A second request has come and gone meanwhile.
    await ask('/health/live');
    expect(isAnswered).toBe(false);
    gate.resolve(undefined);

    expect((await answer).status).toBe(200);
  });

  it('refuses a key that nobody has, counts it by app, and forgives an address that has a good one', async () => {
    const { ask, metrics } = await start({ UNKNOWN_KEY_LIMIT: '3' });
    const statusOf = async (path: string) => (await ask(path)).status;
    const wrong = `/in/${'x'.repeat(32)}/osmand?${query}`;

    expect(await statusOf(`/in/osmand?${query}`)).toBe(401);
    expect([await statusOf(wrong), await statusOf(wrong)]).toEqual([401, 401]);
    expect(await statusOf(`/in/${vanKey}/osmand?${query}`)).toBe(200);
    expect([await statusOf(wrong), await statusOf(wrong), await statusOf(wrong)]).toEqual([
      ...[401, 401, 401],
    ]);
    const exhausted = await ask(`/in/${vanKey}/osmand?${query}`);
    expect(exhausted.status).toBe(429);
    expect(exhausted.headers.get('retry-after')).toBe('20');
    expect(await metrics()).toMatch(
      /fleetman_device_messages_refused_total\{app="osmand",cause="unknown-key"\} 5/,
    );
  });

  it('logs neither a key nor a place, whatever happens', async () => {
    const { ask, post, queue, logged } = await start();
    const wrong = 'abcdefghijklmnopqrstuvwxyz';
    await ask(`/in/${vanKey}/osmand?lat=12.3456&lon=2`);
    await ask(`/in/${vanKey}/elsewhere/${vanKey}?lat=12.3456&lon=2`);
    await ask(`/in/${wrong}/osmand?lat=12.3456&lon=2`);
    await ask('/in', { headers: { Authorization: `Bearer ${wrong}` } });
    const problem = await (await post(`/in/${vanKey}/report`, {})).text();
    queue.isAway = true;
    await ask(`/in/${vanKey}/osmand?lat=12.3456&lon=2`);

    expect(logged()).toContain('"url":"/in/osmand"');
    expect(logged()).toContain('Somebody sends with a key that nobody has');
    for (const secret of [vanKey, wrong, '12.3456']) {
      expect(logged()).not.toContain(secret);
      expect(problem).not.toContain(secret);
    }
  });

  it('limits what one key may send', async () => {
    const { post } = await start({ KEY_RATE_LIMIT: '1' });
    const many = { locations: Array.from({ length: 1_500 }, () => feature(1)) };

    expect((await post(`/in/${vanKey}/overland`, many)).status).toBe(200);
    const second = await post(`/in/${vanKey}/overland`, many);

    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(900);
  });

  it('refuses a body of more than 1 MiB, and one that is packed', async () => {
    const { ask, post } = await start();
    const large = await post(`/in/${vanKey}/report`, 'x'.repeat(1024 * 1024));
    const packed = await post(`/in/${vanKey}/report`, {}, { 'Content-Encoding': 'gzip' });
    const chunks = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(Buffer.alloc(64 * 1024, ' '));
      },
    });
    const endless = await ask(`/in/${vanKey}/report`, {
      ...{ method: 'POST', body: chunks, duplex: 'half' },
    }).catch(() => undefined);

    expect(large.status).toBe(413);
    expect(packed.status).toBe(400);
    // The connection may have ended before the answer was read.
    expect([413, undefined]).toContain(endless?.status);
  });

  it('answers with its description, and nothing elsewhere', async () => {
    const { ask } = await start();
    const { paths } = (await (await ask('/openapi.json')).json()) as { paths: object };

    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/in', '/in/{app}']));
    expect((await ask('/')).status).toBe(404);
    expect((await ask(`/in/${vanKey}/osmand`, { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    [{ DEVICES_FILE: '' }, 'DEVICES_FILE: nothing given, expected a file of vehicles'],
    [
      { REGISTRY_URL: 'http://registry' },
      'REGISTRY_URL: "http://registry" given, expected nothing',
    ],
    [{ DEVICES_FILE: '', REGISTRY_URL: 'registry' }, 'expected a URL that starts with http://'],
    [{ DEVICES_FILE: '/nowhere' }, 'DEVICES_FILE: "/nowhere" given, expected a readable file'],
    [{ TELTONIKA_PORT: 'x' }, 'TELTONIKA_PORT: "x" given, expected a port from 0 to 65535, or off'],
  ])('does not start with %j', async (environment, problem) => {
    await expect(start(environment as Record<string, string>)).rejects.toThrow(problem);
  });
});
