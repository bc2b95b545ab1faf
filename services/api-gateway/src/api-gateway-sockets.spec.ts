import type { FleetUpdate } from '@fleetman/contract';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Socket } from 'socket.io-client';
import type { FakeRegistry } from './testing/fake-registry.ts';
import type { FakeTracker } from './testing/fake-tracker.ts';
import { nextEvent, openSocket } from './testing/live-socket.ts';
import { cookieOf, GatewayWithLogin } from './testing/gateway-with-login.ts';

const token = 'a-token-of-a-program-0123456789';
const far = '2999-01-01T00:00:00.000Z';

describe('a gateway with a login', () => {
  let gateway: GatewayWithLogin;
  let tracker: FakeTracker;
  let registry: FakeRegistry;
  let service: RunningService;
  let socket: Socket | undefined;

  beforeEach(async () => {
    gateway = await GatewayWithLogin.start();
    ({ tracker, registry, service } = gateway);
  });
  afterEach(async () => {
    socket?.close();
    socket = undefined;
    await gateway.stop();
  });

  const ask: GatewayWithLogin['ask'] = (...given) => gateway.ask(...given);
  const post: GatewayWithLogin['post'] = (...given) => gateway.post(...given);
  const logIn = (login: string) => gateway.logIn(login);
  const namesSeen = (headers: Record<string, string>) => gateway.namesSeen(headers);

  describe('on a socket', () => {
    const connect = (headers: Record<string, string> = {}) => {
      socket = openSocket(service.url, { path: '/api/socket.io', extraHeaders: headers });
      return socket;
    };

    it('refuses somebody who has not logged in, in a way that a page understands', async () => {
      const [error] = await nextEvent(connect(), 'connect_error');

      expect(error).toMatchObject({
        message: 'not-logged-in',
        data: { type: 'urn:fleetman:not-logged-in', status: 401 },
      });
    });

    it('shows what is seen, and something else as soon as that changes', async () => {
      const told: string[] = [];
      const note = (event: string) => (update: FleetUpdate) => {
        told.push([event, ...update.vehicles.map(({ name }) => name)].join(' '));
      };
      connect(await logIn('bob'))
        .on('snapshot', note('snapshot'))
        .on('positions', note('positions'));
      await eventually(async () => {
        expect(told.at(-1)).toMatch(/ a$/);
      });

      registry.vehicles = [{ id: 'b', name: 'b', group: 'north', retired: false }];
      registry.change('vehicles');
      await eventually(async () => {
        expect(told.at(-1)).toBe('snapshot b');
      });
    });

    it('ends when the person logs out everywhere', async () => {
      const headers = await logIn('bob');
      const open = connect(headers);
      await nextEvent(open, 'snapshot');

      const ended = Promise.all([nextEvent(open, 'problem'), nextEvent(open, 'disconnect')]);
      await ask('/session?everywhere=true', { method: 'DELETE', headers });

      const [[problem], [reason]] = await ended;
      expect(problem).toMatchObject({ type: 'urn:fleetman:not-logged-in' });
      expect(reason).toBe('io server disconnect');
    });
  });

  describe('with a share', () => {
    function share(from: string, until: string): string {
      const about = { vehicle: 'b', from, until, by: 'ann', opened: 0 };
      registry.shares.set('s', { id: 's', token, ...about });
      return token;
    }
    const past = '2026-01-01T00:00:00.000Z';

    it('shows its vehicle, from its beginning on, and nothing else', async () => {
      const opened = await post('/session/share', { token: share(past, far) });
      expect(opened.status).toBe(204);
      const headers = { cookie: cookieOf(opened) };

      expect(await (await ask('/session', { headers })).json()).toEqual({
        login: 'password',
        registry: true,
        share: { vehicle: 'b', until: far },
      });
      expect(await namesSeen(headers)).toEqual(['b']);
      expect((await ask('/vehicles/a', { headers })).status).toBe(404);
      expect((await ask('/registry/vehicles', { headers })).status).toBe(403);
      expect((await ask('/history/b', { headers })).status).toBe(200);
      expect(tracker.requests.at(-1)).toContain(`since=${encodeURIComponent(past)}`);
    });

    it('is refused when its time has not come, is over, or it is unknown', async () => {
      const open = async (given: string) => (await post('/session/share', { token: given })).status;
      expect(await open('unknown-token-of-a-share')).toBe(401);

      const opened = await post('/session/share', { token: share(past, far) });
      const headers = { cookie: cookieOf(opened) };
      share(far, far);
      registry.change('shares');
      await eventually(async () => {
        expect((await ask('/vehicles', { headers })).status).toBe(401);
      });
    });

    it('ends by itself on an open page', async () => {
      const until = new Date(Date.now() + 1_500).toISOString();
      const opened = await post('/session/share', { token: share(past, until) });
      const open = openSocket(service.url, {
        path: '/api/socket.io',
        extraHeaders: { cookie: cookieOf(opened) },
      });
      socket = open;
      await nextEvent(open, 'snapshot');

      await Promise.all([nextEvent(open, 'problem'), nextEvent(open, 'disconnect')]);
      expect(new Date().toISOString() >= until).toBe(true);
    });
  });
});
