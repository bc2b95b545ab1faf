import { apiGateway } from '@fleetman/api-gateway';
import type { IssuedShare, IssuedToken, OneTimeLink, Vehicle } from '@fleetman/contract/registry';
import { fleetRegistry } from '@fleetman/fleet-registry';
import {
  createHost,
  loadConfig,
  startService,
  type RunningService,
  type ServiceDefinition,
  type ServiceSettings,
} from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const common = { PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent', LIVE_URL: 'memory:' };
const until = new Date(Date.now() + 3_600_000).toISOString();

/** A browser, or a program with a token. */
class Visitor {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  async ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; answer: unknown }> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...this.#headers, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#headers['cookie'] = cookie.split(';')[0] ?? '';
    const text = await response.text();
    return { status: response.status, answer: text === '' ? undefined : JSON.parse(text) };
  }

  async idsSeen(): Promise<string[]> {
    const { answer } = await this.ask('GET', '/registry/vehicles');
    return (answer as { id: string }[]).map(({ id }) => id);
  }
}

/** What people do at the gateway, with the registry as it runs in production behind it. */
describe('People of a fleet', () => {
  let registry: RunningService;
  let gateway: RunningService;
  let admin: Visitor;

  beforeAll(async () => {
    registry = await start(fleetRegistry, { REGISTRY_STORE_URL: 'memory:' });
    gateway = await start(apiGateway, {
      // Nobody listens there.
      TRACKER_URL: 'http://127.0.0.1:1',
      REGISTRY_URL: registry.url,
      LOGIN: 'password',
      SESSION_SECRET: 'a secret of thirty-two characters',
    });
    const { answer } = await new Visitor(registry.url).ask('POST', '/internal/people/first-admin');
    admin = await byLink(answer);
    await admin.ask('PUT', '/vehicles/van-1', { name: 'Van 1', group: 'north' });
    await admin.ask('PUT', '/vehicles/van-2', { name: 'Van 2', group: 'south' });
  });
  afterAll(async () => {
    await gateway.close();
    await registry.close();
  });

  function start<C extends ServiceSettings>(
    definition: ServiceDefinition<C>,
    environment: Record<string, string>,
  ): Promise<RunningService> {
    const config = loadConfig(definition.config, { ...common, ...environment });
    return startService(definition, { config, host: createHost(definition.name, config) });
  }

  /** Who sets a password by a one-time link. */
  async function byLink(link: unknown): Promise<Visitor> {
    const { token } = link as OneTimeLink;
    const visitor = new Visitor(gateway.url);
    const use = { token, password: 'a long password' };
    expect((await visitor.ask('POST', '/session/link', use)).status).toBe(200);
    expect((await new Visitor(gateway.url).ask('POST', '/session/link', use)).status).toBe(401);
    return visitor;
  }

  async function add(login: string, change: object): Promise<Visitor> {
    expect((await admin.ask('PUT', `/people/${login}`, change)).status).toBe(200);
    return byLink((await admin.ask('POST', `/people/${login}/link`)).answer);
  }

  it('see what the admin lets them see, until they are removed', async () => {
    const bob = await add('bob', { role: 'dispatcher', groups: ['north'] });

    expect(await admin.idsSeen()).toEqual(['van-1', 'van-2']);
    expect(await bob.idsSeen()).toEqual(['van-1']);
    expect((await bob.ask('GET', '/vehicles/van-2/keys')).status).toBe(404);
    expect((await bob.ask('POST', '/vehicles/van-1/keys', {})).status).toBe(200);
    expect((await bob.ask('PUT', '/vehicles/van-1', { group: 'south' })).status).toBe(403);
    expect((await bob.ask('PUT', '/vehicles/van-2', { group: 'north' })).status).toBe(404);
    expect((await bob.ask('PUT', '/vehicles/van-3', { group: 'north' })).status).toBe(404);
    const added = await bob.ask('POST', '/vehicles', { name: 'van-2', group: 'north' });
    const { id } = added.answer as Vehicle;
    expect(await bob.idsSeen()).toEqual(['van-1', id].sort());
    expect((await bob.ask('PUT', `/vehicles/${id}`, { group: 'north' })).status).toBe(200);
    expect((await bob.ask('GET', '/people')).status).toBe(403);

    expect((await admin.ask('DELETE', '/people/bob')).status).toBe(204);
    expect((await bob.ask('GET', '/registry/vehicles')).status).toBe(401);
  });

  it('share a vehicle, and end the share', async () => {
    const made = await admin.ask('POST', '/shares', { vehicle: 'van-2', until });
    const { share, token } = made.answer as IssuedShare;
    const guest = new Visitor(gateway.url);

    expect((await guest.ask('POST', '/session/share', { token })).status).toBe(204);
    expect((await guest.ask('GET', '/session')).answer).toMatchObject({
      share: { vehicle: 'van-2', until },
    });
    expect((await guest.ask('GET', '/registry/vehicles')).status).toBe(403);

    await admin.ask('DELETE', `/shares/${share.id}`);
    expect((await guest.ask('GET', '/vehicles')).status).toBe(401);
  });

  it('give programs tokens, and take them back', async () => {
    const made = await admin.ask('POST', '/tokens', { label: 'reports', role: 'viewer', until });
    const { info, token } = made.answer as IssuedToken;
    const program = new Visitor(gateway.url, { authorization: `Bearer ${token}` });

    expect(await program.idsSeen()).toEqual(await admin.idsSeen());
    await admin.ask('DELETE', `/tokens/${info.id}`);
    expect((await program.ask('GET', '/registry/vehicles')).status).toBe(401);
  });

  it('log in with the password that they chose, and out everywhere', async () => {
    const ann = await add('ann', { role: 'viewer' });
    const other = new Visitor(gateway.url);
    const given = { login: 'Ann', password: 'a long password' };
    expect((await other.ask('POST', '/session', given)).status).toBe(200);

    expect((await ann.ask('DELETE', '/session?everywhere=true')).status).toBe(204);

    expect((await other.ask('GET', '/registry/vehicles')).status).toBe(401);
    const wrong = await other.ask('POST', '/session', { ...given, password: 'another' });
    expect(wrong.status).toBe(401);
  });
});
