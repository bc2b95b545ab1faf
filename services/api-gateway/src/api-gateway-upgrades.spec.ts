import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RunningService } from '@fleetman/service-kit';
import { aPosition } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from './testing/fake-tracker.ts';
import { nextEvent, openSocket } from './testing/live-socket.ts';
import { startGateway } from './testing/start-gateway.ts';

const handshake = {
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version': '13',
};

describe('a request that asks the gateway for another protocol', () => {
  let tracker: FakeTracker;
  let service: RunningService | undefined;

  beforeEach(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = FakeTracker.json([aPosition()]);
    service = await startGateway({ TRACKER_URL: tracker.url }, 'api');
  });
  afterEach(async () => {
    await service?.close();
    await tracker.stop();
  });

  /** What is answered, also where a client of WebSockets would only hear that it failed. */
  async function ask(path: string, headers: Record<string, string>) {
    const { hostname, port } = new URL(service?.url ?? '');
    const request = get({ hostname, port, path, headers, agent: false });
    // What the event brings, as Node documents it.
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: JSON.parse(await text(response)) as unknown };
  }

  it.each<[string, Record<string, string>]>([
    [
      'h2c, as HttpClient.newHttpClient() and curl --http2 do',
      {
        Connection: 'Upgrade, HTTP2-Settings',
        Upgrade: 'h2c',
        'HTTP2-Settings': 'AAMAAABkAARAAAAAAAIAAAAA',
      },
    ],
    ['TLS', { Connection: 'Upgrade', Upgrade: 'TLS/1.0' }],
    ['several protocols', { Connection: 'Upgrade', Upgrade: 'h2c, IRC/6.9' }],
  ])('is answered as it would be without: %s', async (_, headers) => {
    expect(await ask('/api/vehicles', headers)).toEqual({ status: 200, body: [aPosition()] });
    expect(await ask('/health/live', headers)).toEqual({ status: 200, body: { status: 'live' } });
  });

  it('is answered at the path of sockets, too', async () => {
    const path = '/api/socket.io/?EIO=4&transport=websocket';

    const { status } = await ask(path, { Connection: 'Upgrade', Upgrade: 'h2c' });

    expect(status).toBe(400);
  });

  it.each(['/api/vehicles', '/api/updates', '/socket.io/?EIO=4&transport=websocket', '/'])(
    'finds no WebSocket at %s',
    async (path) => {
      const headers = { Connection: 'Upgrade', Upgrade: 'WebSocket', ...handshake };

      expect(await ask(path, headers)).toMatchObject({
        status: 404,
        body: {
          type: 'urn:fleetman:not-found',
          detail: expect.stringContaining('/api/socket.io/'),
        },
      });
    },
  );

  it('has its WebSocket where sockets are', async () => {
    const socket = openSocket(service?.url ?? '', { path: '/api/socket.io' });
    try {
      expect(await nextEvent(socket, 'snapshot')).toMatchObject([{ vehicles: expect.any(Array) }]);
    } finally {
      socket.disconnect();
    }
  });
});
