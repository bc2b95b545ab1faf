import { ConfigError, loadConfig } from '@fleetman/service-kit';
import { describe, expect, it } from '@jest/globals';
import { gatewayConfig } from './config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(gatewayConfig, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('gatewayConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig(gatewayConfig, {})).toMatchObject({
      PORT: 8080,
      TRACKER_URL: 'http://localhost:8090',
      TRACKER_TIMEOUT: 3_000,
      CORS_ORIGINS: [],
      RATE_LIMIT: 1_200,
      MAX_CLIENTS_PER_ADDRESS: 250,
      MAX_PAST_QUESTIONS_PER_ADDRESS: 100,
      TLS: false,
    });
  });

  it('asks the tracker of a profile, and listens to no live feed: it may feed none', () => {
    const config = loadConfig(gatewayConfig, { SPRING_PROFILES_ACTIVE: 'local-microservice' });

    expect(config.TRACKER_URL).toBe('http://fleetman-position-tracker:8080');
    expect(config.LIVE_URL).toBeUndefined();
  });

  it('reads lists of origins', () => {
    const origins = (text: string) =>
      loadConfig(gatewayConfig, { CORS_ORIGINS: text }).CORS_ORIGINS;

    expect(origins('*')).toBe('*');
    expect(origins('https://a.example, http://b:8080')).toEqual([
      'https://a.example',
      'http://b:8080',
    ]);
  });

  it.each([
    ['CORS_ORIGINS', 'https://a.example/', 'expected * or origins like https://fleet.example'],
    ['CORS_ORIGINS', 'a.example', 'expected * or origins like https://fleet.example'],
    ['TRACKER_URL', 'ftp://tracker', 'expected a URL that starts with http:// or https://'],
    ['TRACKER_URL', 'http://user:secret@tracker', 'expected a URL without user and password'],
    ['TRACKER_TIMEOUT', '0', 'expected 1ms to 60s'],
    ['LIVE_URL', 'foo:', 'expected a URL that starts with amqp:// or amqps:// or stomp:// or'],
    ['RATE_LIMIT', '-1', 'expected a whole number from 0 to 1000000'],
    ['MAX_CLIENTS', '0', 'expected a whole number from 1 to 100000'],
    ['TLS', 'yes', 'expected 1 or 0'],
    ['PORT', 'abc', 'expected a whole number from 0 to 65535'],
  ])('refuses %s=%s and says what it expects', (name, value, expected) => {
    const [problem, ...others] = problemsOf({ [name]: value });

    expect(problem).toMatch(new RegExp(`^${name}: .* given, `));
    expect(problem).toContain(expected);
    expect(problem).not.toContain('secret');
    expect(others).toEqual([]);
  });

  it('wants a secret and a registry where people log in', () => {
    const secret = 'a secret of thirty-two characters';
    const given = { LOGIN: 'password', SESSION_SECRET: secret, REGISTRY_URL: 'http://registry' };

    expect(loadConfig(gatewayConfig, given).LOGIN).toBe('password');
    expect(problemsOf({ LOGIN: 'password' })).toEqual([
      expect.stringMatching(
        /^SESSION_SECRET: nothing given, expected 32 characters or more .*LOGIN/,
      ),
      'REGISTRY_URL: nothing given, expected the address of a fleet-registry, since LOGIN is password',
    ]);
    expect(problemsOf({ LOGIN: 'maybe' })).toEqual([
      'LOGIN: "maybe" given, expected one of off, password, oidc',
    ]);
  });

  it('wants to know the provider where people log in by one', () => {
    const given = {
      LOGIN: 'oidc',
      SESSION_SECRET: 'a secret of thirty-two characters',
      REGISTRY_URL: 'http://registry',
      PAGE_URL: 'https://fleet.example/map',
      OIDC_ISSUER: 'https://id.example/realm',
      OIDC_CLIENT_ID: 'fleetman',
    };

    const { PAGE_URL, OIDC_ROLES } = loadConfig(gatewayConfig, given);
    expect(PAGE_URL?.href).toBe('https://fleet.example/map/');
    expect([...OIDC_ROLES.keys()]).toEqual(['viewer', 'dispatcher', 'admin']);
    for (const name of ['PAGE_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID']) {
      expect(problemsOf({ ...given, [name]: '' })).toEqual([
        expect.stringMatching(`^${name}: nothing given, expected .*, since LOGIN is oidc$`),
      ]);
    }
  });

  it.each([
    ['PAGE_URL', 'fleet.example', 'expected the address of the page'],
    ['PAGE_URL', 'https://fleet.example/?a=b', 'expected the address of the page'],
    ['OIDC_ISSUER', 'http://id.example', 'expected a URL that starts with https://'],
    ['OIDC_SCOPES', 'profile', 'expected openid, and others behind it'],
    ['OIDC_ROLE_CLAIM', 'two words', 'expected the name of a claim'],
    ['OIDC_ROLES', 'office=king', 'expected pairs like drivers=viewer,office=admin'],
    ['OIDC_ROLES', 'office', 'expected pairs like drivers=viewer,office=admin'],
  ])('refuses %s=%s, which is no setting of a provider', (name, value, expected) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(expected)]);
  });

  it('speaks to a provider in the clear on this machine only', () => {
    const { OIDC_ISSUER } = loadConfig(gatewayConfig, { OIDC_ISSUER: 'http://localhost:9000' });

    expect(OIDC_ISSUER?.port).toBe('9000');
  });

  it('tells nobody a secret that is too short', () => {
    const [problem] = problemsOf({ SESSION_SECRET: 'too short' });

    expect(problem).toMatch(/^SESSION_SECRET: 9 characters given, expected 32 characters or more/);
  });
});
