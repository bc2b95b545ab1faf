import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { serveMap } from '../own-map/serve-map.ts';
import {
  geoJsonTown,
  protomapsTown,
  rasterTown,
  unknownTown,
  vectorTown,
} from '../own-map/town.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

const script = 'embedded/dist/main.js';

/** What the streets of the crossing look like by day. */
const motorway = '#ffd08a';
const primary = '#ffe8a8';

/** A round about the crossing, so that one sees it from wherever the vehicle is. */
const round = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
  <trkpt lat="53.3960" lon="-1.4730"/><trkpt lat="53.3968" lon="-1.4730"/>
  <trkpt lat="53.3968" lon="-1.4714"/><trkpt lat="53.3960" lon="-1.4714"/>
  <trkpt lat="53.3960" lon="-1.4730"/>
</trkseg></trk></gpx>`;

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleetman-own-map-'));
  await writeFile(join(folder, 'town_round.gpx'), round);
});
test.afterAll(() => rm(folder, { recursive: true }));

/** Starts all of Fleetman in the town. */
function start(settings: Record<string, string>): Promise<Program> {
  return Program.start(script, { BACKFILL: '0', TRACKS: folder, ...settings });
}

async function expectPixels(fleet: FleetPage, ...colors: readonly string[]): Promise<void> {
  for (const color of colors) {
    await expect
      .poll(async () => countPixels(fleet.page, await fleet.picture(), color))
      .toBeGreaterThan(1_000);
  }
}

test.describe('the map of another region', () => {
  // Without a fleet, it is the region that one sees first.
  let program: Program;
  test.beforeAll(async () => {
    program = await start({ RELEASE: '0' });
  });
  test.afterAll(() => program.stop('SIGINT'));

  for (const [kind, name, town, colors] of [
    ['PMTiles as OpenMapTiles has them', 'town.pmtiles', vectorTown, [motorway, primary]],
    ['PMTiles as Protomaps has them', 'town.pmtiles', protomapsTown, [motorway, primary]],
    ['PMTiles of pictures', 'pictures.pmtiles', rasterTown, ['#ff8800']],
    ['PMTiles of unknown number', 'town.pmtiles', () => vectorTown(0), [motorway, primary]],
    ['GeoJSON in the words of OpenStreetMap', 'town.geojson', geoJsonTown, [motorway, primary]],
    ['GeoJSON of Geofabrik', 'T.GEOJSON', () => geoJsonTown('fclass'), [motorway, primary]],
  ] as const) {
    test(`can be ${kind}`, async ({ page }) => {
      await serveMap(page, { name, content: town() });

      const fleet = await FleetPage.open(page, program.url);

      await expectPixels(fleet, ...colors);
      expect(fleet.strangers).toEqual([]);
    });
  }
});

test.describe('the streets of a map of another region', () => {
  let program: Program;
  test.beforeAll(async () => {
    program = await start({});
  });
  test.afterAll(() => program.stop('SIGINT'));

  for (const [name, town] of [
    ['town.pmtiles', vectorTown],
    ['town.geojson', geoJsonTown],
  ] as const) {
    test(`in ${name} are said of vehicles`, async ({ page }) => {
      await serveMap(page, { name, content: town() });

      const fleet = await FleetPage.open(page, program.url);

      await expect(fleet.rows).toContainText(/(East|North) Road, Sheffield/);
    });
  }
});

test.describe('a map that cannot be shown', () => {
  let program: Program;
  test.beforeAll(async () => {
    program = await start({ BASE_MAP: 'http://127.0.0.1:1/town.pmtiles' });
  });
  test.afterAll(() => program.stop('SIGINT'));

  for (const [what, name, content, notice] of [
    ['no PMTiles', 'text.pmtiles', 'Something else', 'is not a PMTiles file of version 3'],
    ['half a PMTiles', 'half.pmtiles', vectorTown().subarray(0, 140), 'is not a PMTiles file'],
    ['unknown tiles', 'unknown.pmtiles', unknownTown(), 'tiles of a kind that cannot be drawn'],
    ['no JSON', 'text.geojson', '<html>', 'cannot be read as JSON'],
    ['another JSON', 'other.json', '{"tilejson":"3.0.0"}', 'is JSON, but not GeoJSON'],
    ['TopoJSON', 'topo.json', '{"type":"Topology"}', 'is TopoJSON. Convert it'],
    ['Overpass JSON', 'osm.json', '{"version":0.6,"elements":[]}', 'is Overpass JSON. Export it'],
    ['empty', 'no.geojson', '{"type":"FeatureCollection","features":[]}', 'nothing to draw'],
  ] as const) {
    test(`is named, for it is ${what}, and the bundled one is there`, async ({ page }) => {
      await serveMap(page, { name, content });

      const fleet = await FleetPage.open(page, program.url);

      await expect(page.locator('.map-notice')).toContainText(notice);
      await expect(page.getByText('OpenStreetMap contributors')).toBeVisible();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(page.locator('.map-notice', { hasText: notice })).toHaveCount(0);
      await fleet.expectFleet(1);
    });
  }

  test('is named, for its server is away, or gives no parts', async ({ page, consoleErrors }) => {
    consoleErrors.allow(cutNetwork.request);
    await FleetPage.open(page, program.url);
    await expect(page.locator('.map-notice')).toContainText('cannot be loaded');

    await page.route('http://127.0.0.1:1/**', (route) =>
      route.fulfill({ body: vectorTown(), headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
    await page.reload();
    await expect(page.locator('.map-notice')).toContainText('does not give parts of a file');
  });
});

test('a file that BASE_MAP names is the map on which the fleet drives', async ({ page }) => {
  const path = join(folder, 'town.pmtiles');
  await writeFile(path, vectorTown());
  const program = await start({ BASE_MAP: path });
  try {
    const fleet = await FleetPage.open(page, program.url);

    await fleet.expectFleet(1);
    await expectPixels(fleet, motorway);
    await expect(page.getByText('Surveyed by nobody')).toBeVisible();
    await expect(page.locator('.map-notice')).toHaveCount(0);
    expect(fleet.strangers).toEqual([]);
  } finally {
    await page.close();
    await program.stop('SIGINT');
  }
});

test('a map on another server is allowed to the page', async ({ page }) => {
  const town = vectorTown();
  const server = createServer(({ headers: { range } }, response) => {
    const [, from = 0, to = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []).map(Number);
    const part = town.subarray(from, to + 1);
    response.writeHead(206, {
      'Access-Control-Allow-Origin': '*',
      'Content-Length': part.length,
    });
    response.end(part);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = await start({ BASE_MAP: `${origin}/maps/town.pmtiles`, RELEASE: '0' });
  try {
    const fleet = await FleetPage.open(page, program.url);

    await expectPixels(fleet, motorway);
    expect(new Set(fleet.strangers)).toEqual(new Set([`${origin}/maps/town.pmtiles`]));
  } finally {
    await page.close();
    await program.stop('SIGINT');
    server.closeAllConnections();
    server.close();
  }
});
