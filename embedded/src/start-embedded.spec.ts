import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetUpdate, TrackPoint, VehiclePosition } from '@fleetman/contract';
import { ConfigError } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import { startEmbedded, type Embedded } from './start-embedded.ts';
import { welcome } from './welcome.ts';

const quick = { PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent', BACKFILL: '10m' };

/** The bundled streets of La Serena and Coquimbo, with a little room around. */
const region = { south: -30.1, north: -29.8, west: -71.4, east: -71.1 };

function isInRegion({ lat, longitude }: VehiclePosition): boolean {
  const { south, north, west, east } = region;
  return lat > south && lat < north && longitude > west && longitude < east;
}

describe('startEmbedded', () => {
  let page: string;
  let embedded: Embedded;

  beforeAll(async () => {
    page = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(page, 'index.html'), '<title>Fleet Management</title>');
    writeFileSync(join(page, 'main-FTFCoO_c.js'), '');
    embedded = await startEmbedded({ environment: quick, page });
  });
  afterAll(async () => {
    await embedded.close();
    rmSync(page, { recursive: true });
  });

  async function get<T>(path: string): Promise<T> {
    const response = await fetch(embedded.url + path);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }

  /** Asks again until it holds, for as long as a test may take. */
  async function until<T>(ask: () => Promise<T>, isTrue: (value: T) => boolean): Promise<T> {
    for (;;) {
      const value = await ask();
      if (isTrue(value)) return value;
    }
  }

  it('has its fleet drive in the bundled region at speeds that vehicles have', async () => {
    const fleet = await until(
      () => get<VehiclePosition[]>('/api/vehicles'),
      (vehicles) => vehicles.length === embedded.fleetSize,
    );

    const speeds = fleet.map(({ speed }) => speed ?? 0).sort((a, b) => a - b);
    expect(fleet.length).toBeGreaterThanOrEqual(38);
    expect(fleet.every(isInRegion)).toBe(true);
    expect(speeds.at(-1)).toBeLessThan(90);
    expect(speeds[speeds.length >> 1]).toBeGreaterThan(5);
  });

  it('knows the drive of the past as well', async () => {
    const points = await until(
      () => get<TrackPoint[]>('/api/history/City%20Truck'),
      (track) => track.length > 250,
    );

    const times = points.map(({ timestamp }) => Date.parse(timestamp));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('sends the fleet over a socket below the same prefix', async () => {
    const socket = io(embedded.url, { path: '/api/socket.io', transports: ['websocket'] });
    try {
      const snapshot = await new Promise<FleetUpdate>((resolve) =>
        socket.once('snapshot', resolve),
      );
      const update = await new Promise<FleetUpdate>((resolve) => socket.once('positions', resolve));

      expect(snapshot.vehicles.length).toBeGreaterThan(0);
      expect(update.vehicles.length).toBeGreaterThan(0);
    } finally {
      socket.close();
    }
  });

  it('serves the page, kept by the browser only where its names tell versions apart', async () => {
    const index = await fetch(`${embedded.url}/`);
    const script = await fetch(`${embedded.url}/main-FTFCoO_c.js`);
    const unknown = await fetch(`${embedded.url}/nowhere`);

    expect(await index.text()).toContain('Fleet Management');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    expect(index.headers.get('content-security-policy')).toContain("script-src 'self' 'nonce-");
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(unknown.status).toBe(404);
  });

  it('tells the page how it was set up', async () => {
    const settings = await fetch(`${embedded.url}/config.json`);

    expect(settings.headers.get('cache-control')).toBe('no-store');
    expect(await settings.json()).toEqual({
      mapStyle: 'off',
      release: null,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      staleAfter: 60_000,
      silentAfter: 300_000,
      baseMap: null,
    });
  });

  it('is ready when each service in it is, and counts for all of them', async () => {
    const ready = await get<{ dependencies: object }>('/health/ready');
    const metrics = await (await fetch(`${embedded.metricsUrl ?? ''}/metrics`)).text();

    expect(Object.keys(ready.dependencies)).toEqual(
      expect.arrayContaining(['position-tracker', 'position-simulator', 'tracker', 'live feed']),
    );
    expect(metrics).toMatch(/^fleetman_reports_stored_total [1-9]/m);
    expect(metrics).toMatch(/^fleetman_reports_published_total [1-9]/m);
  });

  it('names the wrong settings of all its services at once, each once', async () => {
    const wrong = { PORT: 'abc', VEHICLES: '0', MAX_VEHICLES: 'many', RATE_LIMIT: '-1' };

    const start = startEmbedded({ environment: wrong, page });

    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(
      [
        'PORT: "abc" given, expected a whole number from 0 to 65535',
        'MAX_VEHICLES: "many" given, expected a whole number from 1 to 1000000',
        'RATE_LIMIT: "-1" given, expected a whole number from 0 to 1000000',
      ].join('\n'),
    );
  });

  it('leaves nothing open when the port is taken', async () => {
    const { port } = new URL(embedded.url);

    const second = startEmbedded({ environment: { ...quick, PORT: port }, page });

    await expect(second).rejects.toThrow(`PORT: "${port}" given`);
  });

  it('says how to go on', () => {
    const text = welcome({ url: 'http://127.0.0.1:8080', fleetSize: 42 });

    expect(text).toContain('42 vehicles are driving');
    expect(text).toContain('http://127.0.0.1:8080/in/<key>/<app>');
  });
});
