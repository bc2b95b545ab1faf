import { ConfigError, loadConfig } from '@fleetman/service-kit';
import { describe, expect, it } from '@jest/globals';
import { trackerConfig } from './config.ts';

const load = (environment: Record<string, string>) => loadConfig(trackerConfig, environment);

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    load(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('trackerConfig', () => {
  it('works locally without any variable', () => {
    expect(load({})).toMatchObject({
      PORT: 8090,
      QUEUE_URL: 'amqp://localhost',
      LIVE_URL: 'amqp://localhost',
      STORE_URL: 'mongodb://localhost',
      BATCH_SIZE: 5_000,
      PREFETCH: 5_000,
      HISTORY_RETENTION: 604_800_000,
      HISTORY_MAX_POSITIONS: 2_000_000,
      MAX_VEHICLES: 100_000,
      FUTURE_TOLERANCE: 300_000,
      DEAD_LETTERS_MAX: 100_000,
      DEAD_LETTERS_MAX_AGE: 2_592_000_000,
    });
  });

  it('refuses partitions where the broker has none', () => {
    expect(load({ QUEUE_PARTITIONS: '4' }).QUEUE_PARTITIONS).toBe(4);
    expect(() => load({ QUEUE_PARTITIONS: '4', QUEUE_URL: 'stomp://queue' })).toThrow(
      'QUEUE_PARTITIONS: "4" given, expected 1: only RabbitMQ',
    );
  });

  it('puts the live feed where the queue is, if nothing else is said', () => {
    expect(load({ QUEUE_URL: 'amqps://broker' }).LIVE_URL).toBe('amqps://broker');
    expect(load({ QUEUE_URL: 'amqp://one', LIVE_URL: 'amqp://two' }).LIVE_URL).toBe('amqp://two');
  });

  it('takes queue, live feed and store from a profile, and the store from a variable before that', () => {
    const profile = { SPRING_PROFILES_ACTIVE: 'production-microservice' };

    expect(load(profile)).toMatchObject({
      QUEUE_URL: 'stomp://admin:admin@fleetman-queue:61616',
      LIVE_URL: 'stomp://admin:admin@fleetman-queue:61616',
      STORE_URL: 'mongodb://fleetman-mongodb:27017',
    });
    expect(load({ ...profile, STORE_URL: 'memory:' }).STORE_URL).toBe('memory:');
  });

  it.each([
    'memory:',
    'mongodb://localhost',
    'mongodb://user:w%2Frd@one:27017,two:27018/fleet?replicaSet=rs0',
    'mongodb+srv://cluster.example.com/fleet',
  ])('takes the store %s', (url) => {
    expect(load({ STORE_URL: url }).STORE_URL).toBe(url);
  });

  it('names every wrong variable with what was given and expected, and no password', () => {
    const problems = problemsOf({
      QUEUE_URL: 'foo:',
      STORE_URL: 'mongodb://user:secret@one:port',
      BATCH_SIZE: '0',
      HISTORY_RETENTION: '7 days',
    });

    expect(problems).toEqual([
      expect.stringMatching(/^QUEUE_URL: "foo:" given, expected a URL that starts with amqp:/),
      expect.stringMatching(
        /^STORE_URL: .* given, expected memory:, sqlite:\/path\/fleet.db or mongodb:/,
      ),
      'BATCH_SIZE: "0" given, expected a whole number from 1 to 10000',
      'HISTORY_RETENTION: "7 days" given, expected a duration like 500ms, 90s, 15m, 12h or 7d',
    ]);
    expect(problems.join()).not.toContain('secret');
  });

  it.each([
    ['STORE_URL', 'postgres://host'],
    ['STORE_URL', 'sqlite:'],
    ['STORE_URL', 'sqlite://host/fleet.db'],
    ['STORE_URL', 'mongodb://'],
    ['STORE_URL', 'mongodb://host/?noSuchOption=1'],
    ['HISTORY_RETENTION', '0'],
    ['HISTORY_MAX_POSITIONS', '-1'],
    ['FUTURE_TOLERANCE', '5 minutes'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name}: "${value}"`)]);
  });
});
