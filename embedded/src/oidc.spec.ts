import { apiGateway } from '@fleetman/api-gateway';
import { fleetRegistry } from '@fleetman/fleet-registry';
import {
  createHost,
  createLogger,
  loadConfig,
  startService,
  type RunningService,
  type ServiceDefinition,
  type ServiceSettings,
} from '@fleetman/service-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Browser } from './testing/browser.ts';
import { client, IdentityProvider } from './testing/identity-provider.ts';

const page = 'http://fleet.example/';
const callback = `${page}api/session/oidc/callback`;
const start = `${page}api/session/oidc?return=${encodeURIComponent('/?sort=seen')}`;
const isEnd = (address: string) => address.startsWith(page) && !address.startsWith(`${page}api/`);
const json = { 'content-type': 'application/json' };

/** The gateway with the registry as it runs in production, and a real provider beside. */
describe('Logging in by an identity provider', () => {
  let provider: IdentityProvider;
  let registry: RunningService;
  let gateway: RunningService;
  let logged = '';

  beforeAll(async () => {
    provider = await IdentityProvider.start(callback, page);
    registry = await startOne(fleetRegistry, { REGISTRY_STORE_URL: 'memory:' });
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway.close();
    await registry.close();
    await provider.stop();
  });
  beforeEach(() => {
    provider.account = '17';
    provider.people.set('17', { preferred_username: 'Ann', name: 'Ann Lee', roles: ['admin'] });
    provider.people.set('18', { preferred_username: 'bob', roles: ['viewer'], groups: ['north'] });
  });
  afterEach(() => {
    expect(logged).not.toMatch(/code=|eyJ|a secret of the client/);
  });

  function startOne<C extends ServiceSettings>(
    definition: ServiceDefinition<C>,
    environment: Record<string, string>,
  ): Promise<RunningService> {
    const config = loadConfig(definition.config, {
      ...{ PORT: '0', METRICS_PORT: '0', LIVE_URL: 'memory:', ...environment },
    });
    const settings = { LOG_LEVEL: 'trace', LOG_FORMAT: 'json' } as const;
    const log = createLogger(definition.name, settings, {
      write: (line) => void (logged += line),
    });
    const host = { ...createHost(definition.name, config), log };
    return startService(definition, { config, host });
  }

  function startGateway(environment: Record<string, string> = {}): Promise<RunningService> {
    return startOne(apiGateway, {
      // Nobody listens there.
      TRACKER_URL: 'http://127.0.0.1:1',
      REGISTRY_URL: registry.url,
      LOGIN: 'oidc',
      SESSION_SECRET: 'a secret of thirty-two characters',
      PAGE_URL: page,
      OIDC_ISSUER: provider.url,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_GROUP_CLAIM: 'groups',
      RATE_LIMIT: '0',
      ...environment,
    });
  }

  const browserOf = ({ url }: RunningService) =>
    new Browser([`${page}api`, url], [provider.url, provider.url]);

  async function sessionOf(browser: Browser): Promise<unknown> {
    return (await browser.ask(`${page}api/session`)).json();
  }

  /** Where somebody ends who wants to log in. */
  async function logIn(browser = browserOf(gateway)): Promise<{ browser: Browser; end: string }> {
    const way = await browser.go(start, isEnd);
    return { browser, end: way.at(-1) ?? '' };
  }

  it('lets somebody in whom the provider knows, at the view that they came from', async () => {
    expect(await sessionOf(browserOf(gateway))).toEqual({ login: 'oidc', registry: true });

    const { browser, end } = await logIn();

    expect(end).toBe(`${page}?sort=seen`);
    const person = { login: 'ann', name: 'Ann Lee', role: 'admin', active: true };
    expect(await sessionOf(browser)).toEqual({
      login: 'oidc',
      registry: true,
      person,
      teltonikaPort: 5027,
    });
    const people = await browser.ask(`${page}api/people`);
    expect(await people.json()).toEqual([person]);
  });

  it('asks with a code challenge, a state and a nonce, for a code', async () => {
    const response = await browserOf(gateway).ask(start);

    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/.{20,}/),
      nonce: expect.stringMatching(/.{20,}/),
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^fleetman-oidc=.+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('believes the provider on role and groups at each login, in all sessions of the person', async () => {
    provider.account = '18';
    const first = await logIn();
    expect(await sessionOf(first.browser)).toMatchObject({
      person: { role: 'viewer', groups: ['north'] },
    });

    provider.people.set('18', { preferred_username: 'bob', roles: ['dispatcher'], groups: ['*'] });
    await logIn();

    const { person } = (await sessionOf(first.browser)) as { person: object };
    expect(person).toEqual({ login: 'bob', name: 'bob', role: 'dispatcher', active: true });
  });

  it.each([
    ['no-role', { preferred_username: 'eve', roles: ['cleaner'] }],
    ['no-role', { preferred_username: 'eve' }],
    ['taken', { preferred_username: 'ann', roles: ['admin'] }],
  ])('lets nobody in, and says %s of %j', async (reason, claims) => {
    await logIn();
    provider.account = '66';
    provider.people.set('66', claims);

    const { browser, end } = await logIn();

    expect(end).toBe(`${page}#/log-in/${reason}`);
    expect(await sessionOf(browser)).not.toHaveProperty('person');
  });

  it('lets nobody in who says no to the provider', async () => {
    provider.account = undefined;

    const { browser, end } = await logIn();

    expect(end).toBe(`${page}#/log-in/refused`);
    expect(logged).toContain('access_denied');
    expect(await sessionOf(browser)).not.toHaveProperty('person');
  });

  it('lets nobody in who comes back with the state of another, twice, or to another browser', async () => {
    const browser = browserOf(gateway);
    const way = await browser.go(start, (address) => address.startsWith(callback));
    const back = way.at(-1) ?? '';
    const forged = back.replace(/state=[^&]*/, 'state=another');
    const endOf = async (visitor: Browser, address: string) =>
      (await visitor.ask(address)).headers.get('location');

    expect(await endOf(browserOf(gateway), back)).toBe(`${page}#/log-in/expired`);
    expect(await endOf(browser, back)).toBe(`${page}?sort=seen`);
    expect(await endOf(browser, back)).toBe(`${page}#/log-in/expired`);
    const other = browserOf(gateway);
    await other.ask(start);
    expect(await endOf(other, forged)).toBe(`${page}#/log-in/expired`);
  });

  it('has a code count once, even in the browser that it was given to', async () => {
    const [one, other] = [browserOf(gateway), browserOf(gateway)];
    const way = await one.go(start, (address) => address.startsWith(callback));
    const sent = await other.ask(start);
    const state = new URL(sent.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const stolen = (way.at(-1) ?? '').replace(/state=[^&]*/, `state=${state}`);

    const answer = await other.ask(stolen);

    // The verifier of the other one does not fit.
    expect(answer.headers.get('location')).toBe(`${page}#/log-in/expired`);
    expect(await sessionOf(other)).not.toHaveProperty('person');
  });

  it('leads to no other site', async () => {
    const browser = browserOf(gateway);
    const way = await browser.go(`${page}api/session/oidc?return=//evil.example`, isEnd);

    expect(way.at(-1)).toBe(page);
  });

  it('logs out here, and says where one logs out of the provider', async () => {
    const { browser } = await logIn();

    const answer = await browser.ask(`${page}api/session`, { method: 'DELETE' });

    const { endAddress } = (await answer.json()) as { endAddress: string };
    expect(endAddress.startsWith(`${provider.url}/session/end?`)).toBe(true);
    expect(new URL(endAddress).searchParams.get('post_logout_redirect_uri')).toBe(page);
    expect(await sessionOf(browser)).not.toHaveProperty('person');
  });

  it('ends all sessions of who logs out everywhere, and of who is removed or made inactive', async () => {
    const [admin, other] = [(await logIn()).browser, (await logIn()).browser];
    await other.ask(`${page}api/session?everywhere=true`, { method: 'DELETE' });
    expect((await admin.ask(`${page}api/people`)).status).toBe(401);

    const { browser } = await logIn();
    provider.account = '18';
    const bob = (await logIn()).browser;
    await browser.ask(`${page}api/people/bob`, { method: 'DELETE' });
    expect((await bob.ask(`${page}api/groups`)).status).toBe(401);

    const change = { role: 'viewer', active: false };
    const body = JSON.stringify(change);
    await browser.ask(`${page}api/people/bob`, { method: 'PUT', headers: json, body });
    expect((await logIn()).end).toBe(`${page}#/log-in/inactive`);
    await browser.ask(`${page}api/people/bob`, { method: 'DELETE' });
  });

  it('has no passwords', async () => {
    const browser = browserOf(gateway);
    const post = (path: string, body: object) =>
      browser.ask(`${page}api/session${path}`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      });

    expect((await post('', { login: 'ann', password: 'password' })).status).toBe(404);
    const use = { token: 'abcdefghijklmnopqrstuv', password: 'a long password' };
    expect((await post('/link', use)).status).toBe(404);
  });

  it('starts while the provider is away, says so, and lets people in when it is back', async () => {
    const { port } = provider;
    await provider.stop();
    const early = await startGateway();
    try {
      const { end } = await logIn(browserOf(early));
      expect(end).toBe(`${page}#/log-in/away`);

      provider = await IdentityProvider.start(callback, page, port);
      provider.account = '17';
      provider.people.set('17', { preferred_username: 'ann', roles: ['admin'] });

      expect((await logIn(browserOf(early))).end).toBe(`${page}?sort=seen`);
    } finally {
      await early.close();
    }
  });

  it('names an address at which there is another provider, or none', async () => {
    const issuers = [`${provider.url.replace('127.0.0.1', 'localhost')}/`, `${provider.url}/realm`];
    for (const OIDC_ISSUER of issuers) {
      const wrong = await startGateway({ OIDC_ISSUER });
      expect((await logIn(browserOf(wrong))).end).toBe(`${page}#/log-in/away`);
      await wrong.close();
    }

    expect(logged).toContain(`the provider there calls itself ${provider.url}`);
    expect(logged).toContain('/realm/.well-known/openid-configuration answered with status 404');
  });

  it('names a secret that the provider does not take', async () => {
    const wrong = await startGateway({ OIDC_CLIENT_SECRET: 'another secret' });

    expect((await logIn(browserOf(wrong))).end).toBe(`${page}#/log-in/refused`);

    await wrong.close();
    expect(logged).toContain('invalid_client');
  });
});
