import {
  apiToken,
  issuedShare,
  issuedToken,
  oneTimeLink,
  personSession,
} from '@fleetman/contract/registry';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startRegistry, type RegistryUnderTest } from './testing/start-registry.ts';

const password = 'correct horse battery';

describe('fleet-registry, for people', () => {
  let registry: RegistryUnderTest;

  beforeEach(async () => {
    registry = await startRegistry();
  });

  afterEach(async () => {
    await registry.stop();
  });

  const ask: RegistryUnderTest['ask'] = (...given) => registry.ask(...given);
  const check = (login: string, given: string) =>
    ask('POST', '/internal/people/check', { login, password: given });
  const use = (token: string, given = password) =>
    ask('POST', '/internal/people/link', { token, password: given });

  async function firstAdmin(): Promise<string> {
    const { body } = await ask('POST', '/internal/people/first-admin');
    return oneTimeLink.parse(body).token;
  }

  async function makePerson(login: string, role = 'viewer'): Promise<number> {
    await ask('PUT', `/people/${login}`, { role });
    const { body } = await ask('POST', `/people/${login}/link`);
    return personSession.parse((await use(oneTimeLink.parse(body).token)).body).sessions;
  }

  it('gives links for a first admin until one has a password', async () => {
    const [one, other] = [await firstAdmin(), await firstAdmin()];
    const admin = { login: 'admin', name: 'Admin', role: 'admin', active: true };
    expect((await use(one)).body).toMatchObject({ person: admin });

    expect((await use(one)).status).toBe(401);
    expect((await use(other)).status).toBe(401);
    expect((await ask('POST', '/internal/people/first-admin')).status).toBe(404);
    expect((await check('Admin', password)).body).toMatchObject({ person: admin });
  });

  it('lets in by the right password only, and says nothing else of a login', async () => {
    await makePerson('ann@example.com');
    const wrong = await check('ann@example.com', 'wrong');
    const unknown = await check('nobody', password);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(unknown.body);

    await ask('PUT', '/people/ann@example.com', { role: 'viewer', active: false });
    expect(await check('ann@example.com', password)).toEqual(wrong);
    // Without a password nobody gets in, with an empty one neither.
    await ask('PUT', '/people/bob', { role: 'viewer' });
    expect((await check('bob', '')).status).toBe(401);
    expect(registry.logged()).not.toContain(password);
    expect(JSON.stringify((await ask('GET', '/people')).body)).not.toContain('argon2');
  });

  it('tells no password in the answer that refuses it', async () => {
    const answer = await use(await firstAdmin(), 'short7');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('short7');
  });

  it('ends sessions with each change of a password, and everywhere', async () => {
    const first = await makePerson('ann');
    const change = { old: password, new: 'another long one' };
    const wrong = { ...change, old: 'wrong' };
    expect((await ask('PUT', '/people/ann/password', wrong)).status).toBe(401);
    const { body } = await ask('PUT', '/people/ann/password', change);
    const second = personSession.parse(body).sessions;
    expect(second).toBeGreaterThan(first);
    expect((await check('ann', password)).status).toBe(401);
    expect((await check('ann', change.new)).body).toMatchObject({ sessions: second });

    const ended = personSession.parse((await ask('DELETE', '/people/ann/sessions')).body);
    expect(ended.sessions).toBeGreaterThan(second);
    // Another name or role does not end what a person has open.
    await ask('PUT', '/people/ann', { name: 'Ann', role: 'dispatcher', groups: ['North'] });
    const person = {
      login: 'ann',
      name: 'Ann',
      role: 'dispatcher',
      groups: ['North'],
      active: true,
    };
    expect((await ask('GET', '/people/ann')).body).toEqual({ person, sessions: ended.sessions });
  });

  it('has no session of a person count for another who gets the login', async () => {
    const first = await makePerson('ann');
    await ask('DELETE', '/people/ann');
    expect((await ask('GET', '/people/ann')).status).toBe(404);
    expect(await makePerson('ann')).toBeGreaterThan(first);
  });

  it('keeps an admin who may log in', async () => {
    await use(await firstAdmin());
    for (const change of [{ role: 'viewer' }, { role: 'admin', active: false }]) {
      expect((await ask('PUT', '/people/admin', change)).status).toBe(409);
    }
    expect((await ask('DELETE', '/people/admin')).status).toBe(409);

    await ask('PUT', '/people/ann', { role: 'admin' });
    const answers = await Promise.all([
      ask('DELETE', '/people/admin'),
      ask('DELETE', '/people/ann'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('gives a link to nobody who may not log in', async () => {
    await ask('PUT', '/people/ann', { role: 'viewer', active: false });
    expect((await ask('POST', '/people/ann/link')).status).toBe(409);
  });

  it('opens a share while it lasts, and counts how often', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const { body } = await ask('POST', '/shares', { vehicle: 'Van 1', until });
    const { share, token } = issuedShare.parse(body);
    expect(share).toMatchObject({ vehicle: 'Van 1', until, by: 'Ann Ö', opened: 0 });
    const open = () => ask('POST', '/internal/shares/open', { token });
    await open();
    expect((await open()).body).toEqual({ ...share, opened: 2 });
    expect((await ask('GET', '/shares')).body).toEqual([{ ...share, opened: 2 }]);
    expect((await ask('GET', `/shares/${share.id}`)).body).toEqual({ ...share, opened: 2 });

    await ask('DELETE', `/shares/${share.id}`);
    expect((await open()).status).toBe(404);
    expect((await ask('GET', '/shares')).body).toEqual([]);
  });

  it('opens no share before its time, and makes none that is over or lasts for ever', async () => {
    const from = new Date(Date.now() + 60_000).toISOString();
    const until = new Date(Date.now() + 120_000).toISOString();
    const { body } = await ask('POST', '/shares', { vehicle: 'Van 1', from, until });
    const { token } = issuedShare.parse(body);
    expect((await ask('POST', '/internal/shares/open', { token })).status).toBe(404);
    for (const odd of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
      expect((await ask('POST', '/shares', { vehicle: 'Van 1', until: odd })).status).toBe(400);
    }
  });

  it('makes tokens for programs, and takes them back', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const wish = { label: 'Reports', role: 'viewer', groups: ['North'], until };
    const { info, token } = issuedToken.parse((await ask('POST', '/tokens', wish)).body);
    const resolve = () => ask('POST', '/internal/tokens/resolve', { token });
    expect((await resolve()).body).toEqual(apiToken.parse(info));
    expect((await ask('GET', '/tokens')).body).toEqual([info]);

    await ask('DELETE', `/tokens/${info.id}`);
    expect((await resolve()).status).toBe(404);
    expect(registry.logged()).not.toContain(token);
  });
});
