import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import { loadConfig, misspeltSettings, type Environment } from './load-config.ts';
import { brokerUrl, duration, flag, wholeNumber } from './setting-kinds.ts';
import { serviceSettings } from './settings.ts';

const schema = z.object({
  ...serviceSettings({ port: 8090 }),
  QUEUE_URL: brokerUrl.default('amqp://localhost'),
  PAUSE: duration.prefault('90s'),
  COUNT: wholeNumber(1, 10).prefault('3'),
  LOUD: flag.prefault('0'),
});

function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(schema, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('says beside what is wrong which names were misspelt', () => {
    expect(problemsOf({ COUNT: '11', QUEUE_URI: 'amqp://localhost' })).toEqual([
      'COUNT: "11" given, expected a whole number from 1 to 10',
      'QUEUE_URI is not a setting; did you mean QUEUE_URL?',
    ]);
    expect(misspeltSettings({ QUEUE_URI: 'amqp://localhost' })).toEqual([
      'QUEUE_URI is not a setting; did you mean QUEUE_URL?',
    ]);
  });

  it('works without any variable', () => {
    const config = loadConfig(schema, {});

    expect(config).toMatchObject({
      PORT: 8090,
      HOST: '127.0.0.1',
      QUEUE_URL: 'amqp://localhost',
      PAUSE: 90_000,
      COUNT: 3,
      LOUD: false,
      DRAIN_DELAY: 0,
    });
  });

  it.each([
    ['500ms', 500],
    ['1.5s', 1_500],
    ['15m', 900_000],
    ['12h', 43_200_000],
    ['7d', 604_800_000],
    ['0', 0],
  ])('reads the duration %s', (text, milliseconds) => {
    expect(loadConfig(schema, { PAUSE: text }).PAUSE).toBe(milliseconds);
  });

  it('names every wrong variable, what was given and what was expected', () => {
    const problems = problemsOf({
      PORT: 'abc',
      QUEUE_URL: 'foo:',
      PAUSE: '5 minutes',
      COUNT: '11',
    });

    expect(problems).toEqual([
      'PORT: "abc" given, expected a whole number from 0 to 65535',
      'QUEUE_URL: "foo:" given, expected a URL that starts with amqp:// or amqps:// or stomp:// or stomps:// or memory:',
      'PAUSE: "5 minutes" given, expected a duration like 500ms, 90s, 15m, 12h or 7d',
      'COUNT: "11" given, expected a whole number from 1 to 10',
    ]);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig(schema, { PORT: '' }).PORT).toBe(8090);
  });

  it('keeps a password out of the message', () => {
    expect(problemsOf({ QUEUE_URL: 'http://fleet:secret@queue' }).join()).not.toContain('secret');
    expect(problemsOf({ QUEUE_URL: 'amqp://fleet:s3/c@ret@queue' })).toEqual([
      'QUEUE_URL: "amqp://fleet:***@queue" given, expected a URL that can be read: a port up to 65535, and /, @ and : in a password percent-encoded',
    ]);
  });

  it('reads a URL, or a secret, from the file that X_FILE names', () => {
    const path = join(folder, 'url');
    writeFileSync(path, 'amqp://fleet:secret@queue\n');
    const secret = z.object({ SESSION_SECRET: z.string() });

    expect(loadConfig(schema, { QUEUE_URL_FILE: path }).QUEUE_URL).toBe(
      'amqp://fleet:secret@queue',
    );
    expect(loadConfig(secret, { SESSION_SECRET_FILE: path }).SESSION_SECRET).toBe(
      'amqp://fleet:secret@queue',
    );
  });

  it('refuses a variable that is given both ways, and a file that is not there', () => {
    expect(problemsOf({ QUEUE_URL: 'amqp://a', QUEUE_URL_FILE: '/nowhere' })).toEqual([
      'QUEUE_URL_FILE: given beside QUEUE_URL, expected only one of the two',
    ]);
    expect(problemsOf({ QUEUE_URL_FILE: '/nowhere' }).join()).toContain(
      'QUEUE_URL_FILE: "/nowhere" given, expected a readable file',
    );
  });
});
