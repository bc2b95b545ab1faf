import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import { RequestLimit } from './request-limit.ts';

describe('RequestLimit', () => {
  let server: Server;
  let now: number;
  let url: string;

  beforeEach(async () => {
    now = 0;
    const app = express();
    app.use(new RequestLimit(2, 1, () => now).middleware);
    app.use((_, response) => void response.end());
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this kind.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const ask = (address = '10.0.0.1', path = '/') =>
    fetch(url + path, { headers: { 'x-forwarded-for': address } });

  it('tells each client its share, and refuses what is more', async () => {
    const first = await ask();
    now = 10_001;
    await ask();
    const refused = await ask();

    expect(first.headers.get('ratelimit')).toBe('"2-in-1min"; r=1; t=60');
    expect(first.headers.get('ratelimit-policy')).toMatch(
      /^"2-in-1min"; q=2; w=60; pk=:[\w+/]{16}:$/,
    );
    expect([refused.status, refused.headers.get('ratelimit')]).toEqual([
      429,
      '"2-in-1min"; r=0; t=50',
    ]);
    expect(refused.headers.get('retry-after')).toBe('50');
    expect((await ask('10.0.0.2')).status).toBe(200);
  });

  it('counts anew a minute after the first request', async () => {
    for (const time of [0, 1_000, 2_000]) {
      now = time;
      await ask();
    }
    now = 59_999;
    expect((await ask()).status).toBe(429);
    now = 60_000;

    expect((await ask()).headers.get('ratelimit')).toBe('"2-in-1min"; r=1; t=60');
  });

  it('never tells of more than a minute, whatever the fraction of the time', async () => {
    now = 5537.540000000001;

    expect((await ask()).headers.get('ratelimit')).toBe('"2-in-1min"; r=1; t=60');
  });

  it('counts no probes', async () => {
    for (let count = 0; count < 5; count += 1) {
      const { status, headers } = await ask('10.0.0.1', '/health/live');
      expect([status, headers.has('ratelimit')]).toEqual([200, false]);
    }
  });
});
