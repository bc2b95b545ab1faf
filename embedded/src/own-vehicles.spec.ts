import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VehiclePosition } from '@fleetman/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbedded, type Embedded } from './start-embedded.ts';

const key = '0123456789abcdef0123456789abcdef';
const vehicle = 'Anna’s van';

describe('vehicles of one’s own', () => {
  let folder: string;
  let embedded: Embedded;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-own-'));
    writeFileSync(join(folder, 'index.html'), '<title>Fleet Management</title>');
    const file = join(folder, 'devices.jsonl');
    const hash = createHash('sha256').update(key).digest('hex');
    writeFileSync(file, JSON.stringify({ vehicle, key: hash }));
    const environment = {
      ...{ PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent', VEHICLES: '1', BACKFILL: '0' },
      ...{ DEVICES_FILE: file, TELTONIKA_PORT: '0' },
    };
    embedded = await startEmbedded({ environment, page: folder });
  });
  afterAll(async () => {
    await embedded.close();
    rmSync(folder, { recursive: true });
  });

  it('are on the map a moment after an app has reported at /in/…, on the same port', async () => {
    const query = `lat=-29.9&lon=-71.25&speed=10&timestamp=${Date.now()}`;

    const answer = await fetch(`${embedded.url}/in/${key}/osmand?${query}`);

    expect(answer.status).toBe(200);
    const address = `${embedded.url}/api/vehicles/${encodeURIComponent(vehicle)}`;
    let response = await fetch(address);
    while (response.status === 404) response = await fetch(address);
    expect((await response.json()) as VehiclePosition).toMatchObject({
      name: vehicle,
      lat: -29.9,
      longitude: -71.25,
    });
  });

  it('are told yes at no other address of that port', async () => {
    for (const path of ['/', '/index.html', '/api/vehicles', '/nowhere', '/config.json']) {
      const response = await fetch(`${embedded.url}${path}?id=1&lat=1&lon=2`);

      expect(response.status).toBe(404);
      expect(await response.text()).toContain('/in/<key>/<app>');
    }
    const unknown = `${embedded.url}/in/aaaaaaaaaaaaaaaaaaaa/osmand?lat=1&lon=2`;
    expect((await fetch(unknown)).status).toBe(401);
  });

  it('are counted, and part of what is ready', async () => {
    const ready = await fetch(`${embedded.url}/health/ready`);
    const metrics = await (await fetch(`${embedded.metricsUrl ?? ''}/metrics`)).text();

    expect(await ready.json()).toMatchObject({ dependencies: { 'position-receiver': 'ok' } });
    expect(metrics).toMatch(/^fleetman_device_reports_published_total\{app="osmand"\} 1$/m);
  });

  it('need a file that can be read', async () => {
    const environment = { PORT: '0', LOG_LEVEL: 'silent', DEVICES_FILE: '/nowhere' };

    await expect(startEmbedded({ environment, page: folder })).rejects.toThrow(
      'DEVICES_FILE: "/nowhere" given, expected a readable file',
    );
  });
});
