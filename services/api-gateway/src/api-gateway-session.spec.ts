import type { ApiToken } from '@fleetman/contract/registry';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FakeRegistry } from './testing/fake-registry.ts';
import { FakeTracker } from './testing/fake-tracker.ts';
import { bob, cookieOf, GatewayWithLogin, json } from './testing/gateway-with-login.ts';

const token = 'a-token-of-a-program-0123456789';
const far = '2999-01-01T00:00:00.000Z';

describe('a gateway with a login', () => {
  let gateway: GatewayWithLogin;
  let tracker: FakeTracker;
  let registry: FakeRegistry;
  let service: RunningService;

  beforeEach(async () => {
    gateway = await GatewayWithLogin.start();
    ({ tracker, registry, service } = gateway);
  });
  afterEach(async () => {
    await gateway.stop();
  });

  const ask: GatewayWithLogin['ask'] = (...given) => gateway.ask(...given);
  const post: GatewayWithLogin['post'] = (...given) => gateway.post(...given);
  const logIn = (login: string) => gateway.logIn(login);
  const namesSeen = (headers: Record<string, string>) => gateway.namesSeen(headers);

  it('tells everybody how to log in, and nothing else', async () => {
    const session = await ask('/session');
    expect([session.status, await session.json()]).toEqual([
      200,
      { login: 'password', registry: true },
    ]);
    for (const path of [
      '',
      '/vehicles',
      '/vehicles/a',
      '/nowhere',
      '/openapi.json',
      '/Session/x',
    ]) {
      const response = await ask(path);
      expect([path, response.status]).toEqual([path, 401]);
      expect(await response.json()).toMatchObject({ type: 'urn:fleetman:not-logged-in' });
    }
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  });

  it('lets people in by their passwords, each to what they see', async () => {
    const answer = await post('/session', { login: 'BOB', password: 'password' });
    expect(await answer.json()).toEqual({ person: bob });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^fleetman=.+; HttpOnly; SameSite=Lax$/);

    const headers = { cookie: cookieOf(answer) };
    expect(await (await ask('/session', { headers })).json()).toMatchObject({ person: bob });
    expect(await namesSeen(headers)).toEqual(['a']);
    expect(await namesSeen(await logIn('ann'))).toEqual(['a', 'b']);
  });

  it('says of a wrong password and of no such login the same', async () => {
    const answers = await Promise.all(
      ['ann', 'nobody'].map(async (login) => post('/session', { login, password: 'wrong' })),
    );

    const [one, other] = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(one).toEqual(other);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  it('says nothing of what was given that it cannot read', async () => {
    const answer = await post('/session', { login: 'ann', password: 7, other: 'secret words' });

    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('secret words');
    expect((await post('/session', {}, { 'content-type': 'text/plain' })).status).toBe(400);
  });

  it('stops asking the registry when an account or an address guesses', async () => {
    const guess = async (login: string) => post('/session', { login, password: 'wrong' });
    for (let count = 0; count < 10; count++) expect((await guess('ann')).status).toBe(401);

    const refused = await guess('ann');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const asked = () => registry.asked.filter(({ path }) => path.endsWith('people/check')).length;
    expect(asked()).toBe(10);
    for (let count = 0; count < 10; count++) await guess(`x${count}`);
    expect((await guess('bob')).status).toBe(429);
    expect(asked()).toBe(20);
  });

  it('lets somebody in by a browser that they know, while others guess elsewhere', async () => {
    const first = await post('/session', { login: 'ann', password: 'password' });
    const [, known = ''] = first.headers.getSetCookie();
    expect(known).toMatch(/^fleetman-device=.+; HttpOnly; SameSite=Lax$/);
    const device = known.split(';')[0] ?? '';
    for (let count = 0; count < 10; count++)
      await post('/session', { login: 'ann', password: 'x' });
    const logInWith = async (headers: Record<string, string>, login = 'ann') =>
      (await post('/session', { login, password: 'password' }, headers)).status;

    expect(await logInWith({})).toBe(429);
    expect(await logInWith({ cookie: device })).toBe(200);
    expect((await ask('/vehicles', { headers: { cookie: device } })).status).toBe(401);
    for (let count = 0; count < 10; count++)
      await post('/session', { login: 'bob', password: 'x' });
    expect(await logInWith({ cookie: device }, 'bob')).toBe(429);
  });

  it('lets no page of another site change anything', async () => {
    const { cookie } = await logIn('ann');
    const from = (headers: Record<string, string>) =>
      ask('/session', { method: 'DELETE', headers: { cookie, ...headers } });

    expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await from({ origin: 'null' })).status).toBe(403);
    expect((await from({ origin: service.url })).status).toBe(204);
  });

  it('ends a session in this browser, or all of a person at once', async () => {
    const [one, other] = [await logIn('bob'), await logIn('bob')];

    const left = await ask('/session', { method: 'DELETE', headers: one });
    expect(left.headers.getSetCookie()[0]).toMatch(/^fleetman=; Max-Age=0/);
    expect(await namesSeen(other)).toEqual(['a']);

    await ask('/session?everywhere=true', { method: 'DELETE', headers: one });
    expect((await ask('/vehicles', { headers: other })).status).toBe(401);
  });

  it('keeps only the session that has changed the password', async () => {
    const [one, other] = [await logIn('bob'), await logIn('bob')];
    const change = async (old: string) =>
      ask('/session/password', {
        method: 'PUT',
        headers: { ...json, ...one },
        body: JSON.stringify({ old, new: 'another password' }),
      });

    expect((await change('wrong')).status).toBe(400);
    const changed = await change('password');
    expect(changed.status).toBe(204);
    expect(await namesSeen({ cookie: cookieOf(changed) })).toEqual(['a']);
    expect((await ask('/vehicles', { headers: other })).status).toBe(401);
  });

  it('hears of it when a person is removed, limited or sees other vehicles', async () => {
    const headers = await logIn('bob');
    registry.vehicles = [{ id: 'b', name: 'b', group: 'north', retired: false }];
    registry.change('vehicles');
    await eventually(async () => {
      expect(await namesSeen(headers)).toEqual(['b']);
    });

    registry.accounts.delete('bob');
    registry.change('people');
    await eventually(async () => {
      expect((await ask('/vehicles', { headers })).status).toBe(401);
    });
  });

  it('lets programs in by their tokens', async () => {
    const info: ApiToken = {
      id: '1',
      label: 'reports',
      role: 'viewer',
      by: 'ann',
      createdAt: '2026-01-01T00:00:00.000Z',
      until: far,
    };
    registry.tokens.set(token, info);
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

    expect(await namesSeen(bearer(token))).toEqual(['a', 'b']);
    expect((await ask('/people', { headers: bearer(token) })).status).toBe(403);
    for (const unknown of ['', 'short', `${token}x`, 'x'.repeat(5_000)]) {
      expect((await ask('/vehicles', { headers: bearer(unknown) })).status).toBe(401);
    }
  });

  it('keeps what one role may not from it', async () => {
    const headers = await logIn('bob');

    for (const path of ['/people', '/tokens', '/audit', '/shares', '/vehicles/a/keys']) {
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 403]);
    }
  });

  it('has the audit trail say whose history somebody read', async () => {
    const headers = await logIn('bob');
    tracker.answer = FakeTracker.json([]);

    for (let turn = 0; turn < 2; turn++) await (await ask('/history/a', { headers })).text();
    expect((await ask('/history/b', { headers })).status).toBe(404);

    const notes = () => registry.asked.filter(({ path }) => path === 'internal/audit');
    await eventually(() => {
      expect(notes()).toMatchObject([{ by: 'bob', body: expect.stringContaining('history-read') }]);
    });
    expect(JSON.parse(notes()[0]?.body ?? '')).toEqual({ what: 'history-read', vehicle: 'a' });
  });

  it('hands on what an admin asks, in their name', async () => {
    const headers = await logIn('ann');

    const answer = await post('/people/eve/link', {}, headers);

    expect(await answer.json()).toEqual({ path: 'people/eve/link' });
    expect(registry.asked.at(-1)).toMatchObject({ method: 'POST', by: 'ann', body: '{}' });
  });
});
