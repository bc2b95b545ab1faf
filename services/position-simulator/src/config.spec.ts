import { loadConfig } from '@fleetman/service-kit';
import { describe, expect, it } from '@jest/globals';
import { simulatorConfig } from './config.ts';

const load = (environment: Record<string, string>) => loadConfig(simulatorConfig, environment);

describe('simulatorConfig', () => {
  it('works locally without any variable', () => {
    expect(load({})).toMatchObject({
      PORT: 8070,
      QUEUE_URL: 'amqp://localhost',
      REPORT_INTERVAL: 2_000,
      MESSAGE_FORMAT: 'json',
    });
  });

  it('reads what noise the reports have, none by default', () => {
    expect(load({}).NOISE).toBeUndefined();
    expect(load({ NOISE: '5m,late' }).NOISE).toEqual({ metres: 5, kinds: new Set(['late']) });
    expect(() => load({ NOISE: '5m,jump' })).toThrow(
      'NOISE: "5m,jump" given, expected off, metres',
    );
  });

  it('publishes as the Java system does where a profile says so', () => {
    expect(load({ SPRING_PROFILES_ACTIVE: 'localhost' })).toMatchObject({
      QUEUE_URL: 'stomp://admin:admin@localhost:61613',
      MESSAGE_FORMAT: 'map-message',
    });
  });

  it('refuses several reports a message where a message can hold one only', () => {
    const several = { SPRING_PROFILES_ACTIVE: 'localhost', REPORTS_PER_MESSAGE: '50' };

    expect(() => load(several)).toThrow(
      'REPORTS_PER_MESSAGE: "50" given, expected 1, or MESSAGE_FORMAT=json: a MapMessage holds one report',
    );
    expect(load({ ...several, MESSAGE_FORMAT: 'json' }).REPORTS_PER_MESSAGE).toBe(50);
    expect(load({ ...several, QUEUE_URL: 'amqp://queue' }).REPORTS_PER_MESSAGE).toBe(50);
  });
});
