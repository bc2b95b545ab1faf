import { describe, expect, it } from '@jest/globals';
import { silentLog } from './log.ts';
import { openLiveFeed } from './open-live-feed.ts';
import { openPositionQueue } from './open-position-queue.ts';

const options = { log: silentLog };

describe.each([
  ['openPositionQueue', openPositionQueue],
  ['openLiveFeed', openLiveFeed],
])('%s', (_name, open) => {
  it.each(['foo:', 'foo://user:s3cret@host', '', 'localhost', 'http://localhost'])(
    'refuses %j, saying what it expects and giving away no password',
    (url) => {
      expect(() => open(url, options)).toThrow(
        expect.objectContaining({
          code: 'invalid-url',
          message: expect.stringMatching(
            /^The broker's URL begins with "[a-z]*:?", expected one of amqp: amqps: stomp: stomps: memory:$/,
          ),
        }),
      );
    },
  );

  it('refuses a URL that cannot be read, giving away no password', () => {
    expect(() => open('amqp://user:s3cret@host:port', options)).toThrow(
      "The broker's URL cannot be read, expected amqp://user:password@host:port/virtual-host",
    );
  });

  it.each(['amqp://127.0.0.1:1', 'stomp://127.0.0.1:1'])(
    'opens %s without waiting',
    async (url) => {
      const opened = open(url, options);

      expect(opened.connection.connected).toBe(false);
      await opened.close();
    },
  );
});

describe('openPositionQueue', () => {
  it.each([0, 1_001, Number.NaN])('refuses %d reports a message', (reportsPerMessage) => {
    expect(() => openPositionQueue('memory:', { ...options, reportsPerMessage })).toThrow(
      `reportsPerMessage: ${reportsPerMessage} given, expected 1 to 1000`,
    );
  });
});
