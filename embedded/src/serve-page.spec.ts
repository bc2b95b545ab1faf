import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, type Environment } from '@fleetman/service-kit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { embeddedConfig } from './config.ts';
import { servePage } from './serve-page.ts';

describe('servePage', () => {
  let folder: string;
  let server: Server | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(folder, 'index.html'), '<p nonce="CSP_NONCE">one</p><p nonce="CSP_NONCE">');
    mkdirSync(join(folder, '.maps'));
    writeFileSync(join(folder, '.maps', 'a city.pmtiles'), 'PMTiles and more');
    writeFileSync(join(folder, 'MAP.GEOJSON'), '{"type":"FeatureCollection"}');
    writeFileSync(join(folder, 'streets.json'), '{"type":"FeatureCollection","features":[]}');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(environment: Environment = {}): Promise<string> {
    const app = express();
    servePage(app, folder, loadConfig(embeddedConfig, environment));
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('gives the styles of each answer a nonce of their own, and allows no others', async () => {
    const url = await serve();

    const answers = [await fetch(url), await fetch(`${url}/index.html`)];

    const nonces = answers.map(
      ({ headers }) =>
        /style-src 'self' 'nonce-([0-9a-f]{32})';/.exec(
          headers.get('content-security-policy') ?? '',
        )?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
    for (const [index, answer] of answers.entries()) {
      const nonce = nonces[index] ?? 'none';
      expect(await answer.text()).toBe(`<p nonce="${nonce}">one</p><p nonce="${nonce}">`);
      expect(answer.headers.get('etag')).toBeNull();
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
      expect(answer.headers.get('cross-origin-opener-policy')).toBeNull();
      expect(answer.headers.get('origin-agent-cluster')).toBeNull();
    }
  });

  it('gives the parts of a map of its own that a browser asks for', async () => {
    const url = await serve({ BASE_MAP: join(folder, '.maps', 'a city.pmtiles') });
    const settings = (await (await fetch(`${url}/config.json`)).json()) as { baseMap: string };

    const part = await fetch(`${url}/${settings.baseMap}`, { headers: { Range: 'bytes=0-6' } });

    expect(part.status).toBe(206);
    expect(await part.text()).toBe('PMTiles');
    expect(part.headers.get('cache-control')).toBe('no-cache');
  });

  it('serves a map whose name ends in capitals', async () => {
    const url = await serve({ BASE_MAP: join(folder, 'MAP.GEOJSON') });

    expect((await fetch(`${url}/own-map.geojson`)).status).toBe(200);
  });

  it('serves GeoJSON as such, whatever its name ends in', async () => {
    const url = await serve({ BASE_MAP: join(folder, 'streets.json') });

    const map = await fetch(`${url}/own-map.geojson`);

    expect(map.headers.get('content-type')).toContain('application/geo+json');
    expect(await map.json()).toMatchObject({ type: 'FeatureCollection' });
  });

  it('lets the page ask the server of a map that is elsewhere, and no other', async () => {
    const address = 'https://maps.example:8443/a/city.pmtiles?key=1';
    const url = await serve({ BASE_MAP: address });

    const policy = (await fetch(url)).headers.get('content-security-policy');
    const settings = await (await fetch(`${url}/config.json`)).json();

    expect(policy?.split(';')).toContain(
      "connect-src 'self' https://tiles.openfreemap.org https://maps.example:8443",
    );
    expect(settings).toMatchObject({ baseMap: address });
    expect((await fetch(`${url}/own-map.pmtiles`)).status).toBe(404);
  });

  it('tells the page when vehicles are stale and silent', async () => {
    const url = await serve({ STALE_AFTER: '90s', SILENT_AFTER: '1.5h' });

    const settings = await (await fetch(`${url}/config.json`)).json();

    expect(settings).toMatchObject({ staleAfter: 90_000, silentAfter: 5_400_000 });
  });
});

describe('The settings of the page', () => {
  it.each([
    ['BASE_MAP', '/no/such/city.pmtiles', 'a file that is there (there is no /no/such/city'],
    ['BASE_MAP', 'city.mbtiles', 'a file, or the URL of a file, that ends in .pmtiles'],
    ['BASE_MAP', 'https://maps.example/', 'a file, or the URL of a file, that ends in .pmtiles'],
    ['STALE_AFTER', '0', 'a duration of 1s or more, like 30s or 5m'],
    ['SILENT_AFTER', 'soon', 'a duration like 500ms, 90s'],
  ])('refuse %s=%s', (name, value, expected) => {
    expect(() => loadConfig(embeddedConfig, { [name]: value })).toThrow(
      `${name}: "${value}" given, expected ${expected}`,
    );
  });
});
