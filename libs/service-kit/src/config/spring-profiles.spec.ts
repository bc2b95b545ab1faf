import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import { loadConfig, type Environment } from './load-config.ts';

const schema = z.object({
  QUEUE_URL: z.string().default('none'),
  STORE_URL: z.string().default('none'),
  TRACKER_URL: z.string().default('none'),
  MESSAGE_FORMAT: z.string().default('none'),
});
const manners = z.object({
  TIME_FORMAT: z.string(),
  CORS_ORIGINS: z.string(),
  RATE_LIMIT: z.string(),
  WHOLE_HISTORIES: z.string(),
});

const load = (profiles: string, environment: Environment = {}) =>
  loadConfig(schema, { ...environment, SPRING_PROFILES_ACTIVE: profiles });

const inCluster = {
  QUEUE_URL: 'stomp://admin:admin@fleetman-queue:61613',
  STORE_URL: 'mongodb://fleetman-mongodb:27017',
  TRACKER_URL: 'http://fleetman-position-tracker:8080',
  MESSAGE_FORMAT: 'map-message',
};

const inCourse = { ...inCluster, QUEUE_URL: 'stomp://admin:admin@fleetman-queue:61616' };

const here = {
  QUEUE_URL: 'stomp://admin:admin@localhost:61613',
  STORE_URL: 'mongodb://localhost:27017',
  TRACKER_URL: 'http://localhost:8090',
  MESSAGE_FORMAT: 'map-message',
};

const rabbitMq = {
  QUEUE_URL: 'amqp://tracker:fleetman-development@fleetman-queue:5672',
  MESSAGE_FORMAT: 'none',
};

describe('SPRING_PROFILES_ACTIVE', () => {
  it.each([
    ['production-microservice', inCourse],
    ['local-microservice', inCluster],
    ['localhost', here],
    ['rabbitmq', { ...inCluster, ...rabbitMq }],
    ['production-microservice,rabbitmq', { ...inCluster, ...rabbitMq }],
    ['rabbitmq, localhost', { ...here, ...rabbitMq, QUEUE_URL: 'amqp://localhost' }],
    ['local-microservice,localhost', here],
    [' localhost ,', here],
  ])('presets what %j stands for', (profiles, expected) => {
    expect(load(profiles)).toEqual(expected);
  });

  it.each(['production-microservice', 'rabbitmq'])(
    'has services answer as Java ones: %s',
    (name) => {
      expect(loadConfig(manners, { SPRING_PROFILES_ACTIVE: name })).toEqual({
        TIME_FORMAT: 'java',
        CORS_ORIGINS: '*',
        RATE_LIMIT: '6000',
        WHOLE_HISTORIES: '1',
      });
    },
  );

  it('presets nothing where it is empty', () => {
    expect(load('').QUEUE_URL).toBe('none');
  });

  it('leaves alone what is set, but not what is set to nothing', () => {
    const config = load('localhost', { QUEUE_URL: 'amqp://mine', STORE_URL: '' });

    expect(config).toEqual({ ...here, QUEUE_URL: 'amqp://mine' });
  });

  it('leaves alone what a file holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleetman-profiles-'));
    const path = join(folder, 'url');
    writeFileSync(path, 'amqp://secret@queue\n');

    expect(load('localhost', { QUEUE_URL_FILE: path }).QUEUE_URL).toBe('amqp://secret@queue');

    rmSync(folder, { recursive: true });
  });

  it.each(['production', 'Localhost', 'localhost;rabbitmq', 'localhost,nowhere'])(
    'refuses %j, and says what it knows',
    (profiles) => {
      const expected =
        'expected production-microservice, local-microservice, localhost, rabbitmq, or several of these separated by commas';

      expect(() => load(profiles)).toThrow(
        new ConfigError([`SPRING_PROFILES_ACTIVE: "${profiles}" given, ${expected}`]),
      );
    },
  );
});
