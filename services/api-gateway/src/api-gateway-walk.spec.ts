import { liveFrameVersion } from '@fleetman/contract';
import type { Person, Vehicle } from '@fleetman/contract/registry';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import { routeRules } from './session/route-roles.ts';
import { FakeRegistry } from './testing/fake-registry.ts';
import { FakeTracker } from './testing/fake-tracker.ts';
import { openSocket } from './testing/live-socket.ts';
import { startGateway } from './testing/start-gateway.ts';
import { answerAbout } from './testing/walk-tracker.ts';

const [seen, other, absent] = ['Seen Van', 'Other Van', 'Absent Van'];
const time = '2026-11-22T10:00:00Z';
/** What nobody is to find who does not see the other vehicle: its name, plate, place, group, and times. */
const traces = /Other|Hidden|12\.345|south|11:12:13/;

const person = (login: string, role: Person['role']): Person => {
  return { login, name: login, role, groups: ['north'], active: true };
};
const record = (id: string, group: string): Vehicle => {
  return { id, name: id, group, plate: group === 'north' ? 'N 1' : 'Hidden 1', retired: false };
};
const share = (id: string, vehicle: string) => {
  const about = { by: 'ann', opened: 0, from: '2026-01-01T00:00:00.000Z' };
  return {
    ...about,
    id,
    vehicle,
    token: `token-of-the-share-${id}`,
    until: '2999-01-01T00:00:00.000Z',
  };
};

describe('A client that sees one vehicle', () => {
  let tracker: FakeTracker;
  let registry: FakeRegistry;
  let service: RunningService;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = answerAbout({ [other]: 12.345, [seen]: 1 });
    registry = await FakeRegistry.start();
    registry.addPerson(person('viewer', 'viewer'));
    registry.addPerson(person('dispatcher', 'dispatcher'));
    registry.vehicles = [record(other, 'south'), record(seen, 'north')];
    for (const [id, vehicle] of [
      ['1', seen],
      ['2', other],
    ] as const) {
      registry.shares.set(id, share(id, vehicle));
    }
    service = await startGateway({
      TRACKER_URL: tracker.url,
      REGISTRY_URL: registry.url,
      LOGIN: 'password',
      SESSION_SECRET: 'a secret of thirty-two characters',
      RATE_LIMIT: '0',
    });
    for (const login of ['viewer', 'dispatcher']) {
      await begin(login, '/session', { login, password: 'password' });
    }
    await begin('share', '/session/share', { token: share('1', seen).token });
  });
  afterAll(async () => {
    await service.close();
    await registry.stop();
    await tracker.stop();
  });

  async function begin(who: string, path: string, body: object): Promise<void> {
    const response = await ask('POST', path, JSON.stringify(body));
    cookies.set(who, (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
  }

  function ask(method: string, path: string, body?: string, cookie = ''): Promise<Response> {
    const headers = { cookie, 'content-type': 'application/json' };
    return fetch(service.url + path, { method, headers, ...(body !== undefined && { body }) });
  }

  /** What is answered, as if any vehicle had been asked for. */
  async function answerOf(who: string, route: string, vehicle: string): Promise<string> {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:(id|name)/, encodeURIComponent(vehicle)).replace(/:\w+/, 'x');
    const query = path.startsWith('/fleet') ? `?at=${time}&from=${time}&to=${time}&step=1s` : '';
    const body = method === 'GET' ? undefined : JSON.stringify({ vehicle, until: 'later' });
    const response = await ask(method, path + query, body, cookies.get(who));
    const text = `${response.status} ${await response.text()}`;
    return text.replaceAll(encodeURIComponent(vehicle), 'VEHICLE').replaceAll(vehicle, 'VEHICLE');
  }

  it('has a rule for each route, and no other', async () => {
    const { paths, security } = (await (
      await ask('GET', '/openapi.json', undefined, cookies.get('viewer'))
    ).json()) as { paths: Record<string, object>; security: object[] };

    expect(security).toEqual([{ session: [] }, { token: [] }]);
    const described = Object.entries(paths).flatMap(([path, methods]) => {
      const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
      return Object.keys(methods).map((method) => `${method.toUpperCase()} ${pattern}`);
    });
    const hidden = ['GET /health/live', 'GET /health/ready'];
    expect([...described, ...hidden].sort()).toEqual(Object.keys(routeRules).sort());
  });

  const leaving = ['DELETE /session', 'PUT /session/password'];
  const routes = Object.keys(routeRules).filter((route) => !leaving.includes(route));
  it.each(['viewer', 'dispatcher', 'share'])(
    'finds nothing of others on any route: a %s',
    async (who) => {
      const found: string[] = [];
      for (const route of routes) {
        const [ofOther, ofNone] = [
          await answerOf(who, route, other),
          await answerOf(who, route, absent),
        ];
        // An export is one of these answers, written by the page.
        if (ofOther !== ofNone || traces.test(ofOther))
          found.push(`${route}: ${ofOther} / ${ofNone}`);
      }

      expect(found).toEqual([]);
      expect(await answerOf(who, 'GET /vehicles', other)).toContain(seen);
      expect(await answerOf(who, 'GET /fleet/range', other)).toContain(seen);
      expect(await answerOf(who, 'GET /history/:name', seen)).toMatch(/^200 \[\{/);
    },
  );

  it('learns by no write whether another vehicle has an id', async () => {
    const body = JSON.stringify({ name: 'New', group: 'north' });
    const answerTo = async (vehicle: string) => {
      const path = `/vehicles/${encodeURIComponent(vehicle)}`;
      const response = await ask('PUT', path, body, cookies.get('dispatcher'));
      return `${response.status} ${(await response.text()).replaceAll(vehicle, 'VEHICLE')}`;
    };
    const asked = () => registry.asked.filter(({ path }) => path.includes('vehicles')).length;
    const before = asked();

    expect(await answerTo(other)).toMatch(/^404 .*vehicle-unknown/);
    expect((await answerTo(other)).replaceAll('Other%20Van', 'VEHICLE')).toBe(
      (await answerTo(absent)).replaceAll('Absent%20Van', 'VEHICLE'),
    );
    // Neither takes longer: nobody is asked.
    expect(asked()).toBe(before);
  });

  it('adds a vehicle of its groups under an id of the gateway’s choice', async () => {
    const add = (group: string) => {
      const body = JSON.stringify({ name: 'Other Van', group });
      return ask('POST', '/vehicles', body, cookies.get('dispatcher'));
    };

    expect((await add('south')).status).toBe(403);
    expect((await add('north')).status).toBe(200);
    expect(registry.asked.at(-1)).toMatchObject({
      method: 'PUT',
      path: expect.stringMatching(/^vehicles\/Other%20Van%20\w{6}$/),
      by: 'dispatcher',
    });
  });

  it.each([
    ['viewer', {}],
    ['viewer', { codec: liveFrameVersion }],
    ['share', { codec: liveFrameVersion }],
  ])('finds nothing of others in any event of a socket: a %s with %j', async (who, auth) => {
    const told: unknown[][] = [];
    const socket: Socket = openSocket(service.url, {
      auth,
      extraHeaders: { cookie: cookies.get(who) ?? '' },
    });
    socket.onAny((...event: unknown[]) => told.push(event));
    socket.emit('view', {
      north: 90,
      south: -90,
      east: 180,
      west: -180,
      follow: other,
      watch: [other],
    });
    try {
      await eventually(async () => {
        expect(JSON.stringify(told)).toContain(seen);
      });
      const moved = told.length;
      tracker.answer = answerAbout({ [other]: 12.3456, [seen]: 2 + Math.random(), more: 12.345 });
      await eventually(async () => {
        expect(told.length).toBeGreaterThan(moved);
      });
    } finally {
      socket.close();
    }

    expect(JSON.stringify(told)).not.toMatch(traces);
    const frames = told.filter(([name]) => name === 'fleet').map(([, frame]) => frame as Buffer);
    // A header of 32 bytes, and 20 for the one vehicle.
    expect(frames.every((frame) => frame.length <= 52)).toBe(true);
  });
});
