import { expect, type Page } from '@playwright/test';
import { fieldCases } from '../page-tools/field-cases.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel } from '../page-tools/history-panel.ts';
import { test } from '../page-tools/page-test.ts';
import { servePage } from '../page-tools/serve-page.ts';
import { FleetApi } from '../programs/fleet-api.ts';
import { Program } from '../programs/program.ts';
import { publishRaw } from '../programs/publish-raw.ts';
import { countMessages, forgetEverything, realServers } from '../programs/real-servers.ts';

const database = 'fleetman_cases';

test.describe('reports as devices send them, over RabbitMQ and a database', () => {
  test.skip(realServers.missing !== '', realServers.missing);

  const now = Date.now();
  const { tunnelLate, ...cases } = fieldCases(now);
  let programs: Program[] = [];
  let pageServer: Awaited<ReturnType<typeof servePage>>;
  test.beforeAll(async () => {
    await forgetEverything(database);
    const environment = {
      QUEUE_URL: realServers.amqpUrl,
      LIVE_URL: realServers.amqpUrl,
      STORE_URL: `${realServers.mongoUrl}/${database}`,
    };
    const tracker = await Program.start('services/position-tracker/dist/main.js', environment);
    programs.push(tracker);
    const gateway = await Program.start('services/api-gateway/dist/main.js', {
      ...environment,
      TRACKER_URL: tracker.url,
    });
    programs.push(gateway);
    pageServer = await servePage(gateway.url);
    const messages = Object.values(cases).flat();
    await publishRaw(realServers.amqpUrl, ...messages);
    const api = new FleetApi(gateway.url);
    await expect.poll(async () => (await api.vehicleNames()).length).toBe(41);
    await expect.poll(() => countMessages('positionQueue'), { timeout: 30_000 }).toBe(0);
  });
  test.afterAll(async () => {
    await pageServer.close();
    await Promise.all(programs.map((program) => program.stop()));
    programs = [];
  });

  const select = (page: Page, vehicle: string) =>
    FleetPage.open(page, `${pageServer.url}/?vehicle=${encodeURIComponent(vehicle)}`);

  /** Opens the history of a vehicle on all that the cases report. */
  async function openHistory(fleet: FleetPage): Promise<HistoryPanel> {
    await fleet.expectWhole();
    const history = await HistoryPanel.open(fleet);
    await history.choose(now - 7_500_000, now);
    return history;
  }

  for (const [vehicle, speed, miles] of [
    ['Zero', '27 mph', 2.8],
    ['Jump', '22 mph', 7.4],
    ['Coarse', '43 mph', 7.0],
    ['Rare', '36 mph', 65.6],
    ['Ferry', '22 mph', 22.2],
  ] as const) {
    test(`${vehicle} drives ${miles} miles at ${speed}`, async ({ page }) => {
      const fleet = await select(page, vehicle);
      await expect(fleet.card.locator('dl').first()).toContainText(new RegExp(`Speed\\s*${speed}`));

      const history = await openHistory(fleet);

      expect(Math.abs((await history.milesOf(vehicle)) - miles)).toBeLessThan(0.15);
      await expect(history.region.getByRole('slider', { name: 'Speed over time' })).toBeVisible();
      await expect(history.region).toContainText('No stop of two minutes or more');
    });
  }

  test('Parked stands at one stop, though its places scatter and jump', async ({ page }) => {
    const fleet = await select(page, 'Parked');
    await expect(fleet.card).toContainText(/Speed\s*0 mph/);

    const history = await openHistory(fleet);

    expect(await history.milesOf('Parked')).toBe(0);
    await expect(page.getByText('The offline map has no streets here.')).toBeHidden();
    await expect(history.region.locator('fleet-stop-list li')).toHaveCount(1);
  });

  test('Ferry is shown where it is, over the antimeridian', async ({ page }) => {
    const fleet = await select(page, 'Ferry');

    await openHistory(fleet);

    await expect
      .poll(() => Number(new URL(page.url()).searchParams.get('map')?.split(',')[2]))
      .toBeGreaterThan(8);
    const [, lng = NaN] = (new URL(page.url()).searchParams.get('map') ?? '')
      .split(',')
      .map(Number);
    expect(Math.abs(lng)).toBeGreaterThan(179);
    // The panel of the vehicle does not lie over what is said of the map there.
    await page.getByRole('button', { name: 'Use the online map' }).click({ trial: true });
  });

  test('Ahead is where it says now, not where it says it will be', async ({ page }) => {
    const fleet = await select(page, 'Ahead');

    await expect(fleet.card).toContainText(/Speed\s*28 mph/);
    await expect(fleet.card.locator('dl').first()).toContainText(/E\s*90°/);
  });

  test('who uses other words, or says what cannot be, is there', async ({ page }) => {
    const fleet = await FleetPage.open(page, pageServer.url);
    await fleet.expectFleet(41);

    for (const vehicle of ['iPhone', '4711', 'Old GPS']) {
      await page.getByRole('searchbox', { name: 'Search vehicles' }).fill(vehicle);
      await expect(fleet.rows).toHaveCount(1);
      await expect(fleet.rows.locator('.speed')).toContainText('–');
    }
  });

  test('thirty on a spot are a number', async ({ page }) => {
    await FleetPage.open(page, `${pageServer.url}/?map=-29.98594,-71.25,15`);

    await expect(page.locator('.vehicle-cluster:not([hidden])')).toHaveText('30');
  });

  test('Tunnel grows by what comes late, on an open page', async ({ page }) => {
    const fleet = await select(page, 'Tunnel');
    const history = await openHistory(fleet);
    expect(await history.milesOf('Tunnel')).toBe(1.3);

    await publishRaw(realServers.amqpUrl, ...tunnelLate);

    await expect.poll(() => history.milesOf('Tunnel')).toBe(2.7);
  });

  test('nothing was parked', async () => {
    expect(await countMessages('positionQueue.dead')).toBe(0);
  });
});
