import { expect, type Locator, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { readCode } from '../page-tools/read-code.ts';
import {
  driving,
  scanningApps,
  teltonikaUnit,
  traccarForward,
  type DevicePlace,
} from '../programs/device-apps.ts';
import { Program } from '../programs/program.ts';

const imei = '356307042441013';
const uniqueId = '862272012345678';
const placeOf = (index: number): DevicePlace => ({ lat: -29.9 - index * 0.005, lng: -71.25 });

/** Adds a vehicle of this name, and goes on to what reports for it. */
async function addVehicle(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Add a vehicle', exact: true }).click();
  await dialog.getByLabel('Name').fill(name);
  await dialog.page().keyboard.press('Enter');
  await expect(dialog).toContainText(`${name} is in the fleet.`);
}

async function expectHeard(dialog: Locator): Promise<void> {
  await expect(dialog).toContainText(/First report: .*old/);
  await dialog.getByRole('button', { name: 'Done' }).click();
}

/** Reads the code of an app off the screen, as a phone does, and reports by what it says. */
async function addByCode(dialog: Locator, app: string, place: DevicePlace): Promise<void> {
  await addVehicle(dialog, app);
  await dialog.getByRole('button', { name: app, exact: true }).click();
  const scanned = await readCode(dialog.getByRole('img', { name: `Code for ${app}` }));
  const answer = await scanningApps[app]?.(scanned, place);
  expect(answer?.status, `${app} scanned ${scanned}`).toBe(200);
  await expectHeard(dialog);
}

async function addTracker(dialog: Locator, place: DevicePlace): Promise<void> {
  await addVehicle(dialog, 'Teltonika');
  await dialog.getByRole('button', { name: 'Teltonika', exact: true }).click();
  await dialog.getByLabel('IMEI of the tracker, 15 digits').fill(imei);
  await dialog.getByRole('button', { name: 'Save the IMEI' }).click();
  await expect(dialog).toContainText(`Reports of ${imei} belong to this vehicle now.`);
  const port = await dialog.getByRole('textbox', { name: 'Port', exact: true }).textContent();
  expect(await teltonikaUnit(Number(port), imei, place)).toBe(true);
  await expectHeard(dialog);
}

/** A Traccar server has a bridge's key; its device knocks, and is given to a new vehicle in one step. */
async function addByBridge(page: Page, url: string, place: DevicePlace): Promise<void> {
  const made = await page.request.post(`${url}/api/registry/bridges`, { data: {} });
  const { key } = (await made.json()) as { key: string };
  const forward = () => traccarForward(`${url}/in/${key}/traccar-forward`, uniqueId, place);
  await forward();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'See who…' }).click();
  await dialog.getByRole('button', { name: `Give it to a vehicle… ${uniqueId}` }).click();
  await dialog.getByRole('button', { name: 'Give it', exact: true }).click();
  await expect(dialog).toContainText(`${uniqueId} belongs to ${uniqueId} now.`);
  await expect.poll(async () => (await forward()).status).toBe(200);
  await dialog.getByRole('button', { name: 'Back' }).click();
}

test('seven devices report by what the page shows of them', async ({ page }) => {
  test.slow();
  const program = await Program.start('embedded/dist/main.js', {
    ...{ SIMULATOR: '0', TELTONIKA_PORT: '0' },
  });
  try {
    const fleet = await FleetPage.open(page, program.url);
    await page.getByRole('button', { name: 'Fleet and people' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Vehicles', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const apps = Object.keys(scanningApps);
    for (const [index, app] of apps.entries()) await addByCode(dialog, app, placeOf(index));
    await addTracker(dialog, placeOf(apps.length));
    await addByBridge(page, program.url, placeOf(apps.length + 1));
    await page.keyboard.press('Escape');

    const names = [...apps, 'Teltonika', uniqueId];
    await expect(fleet.rows).toHaveCount(names.length);
    for (const name of names) await expect(fleet.rows.filter({ hasText: name })).toHaveCount(1);
    const answer = await page.request.get(`${program.url}/api/vehicles/`);
    const vehicles = (await answer.json()) as { name: string; speed: number | null }[];
    expect(vehicles.map(({ name }) => name).sort()).toEqual(names.sort());
    for (const { name, speed } of vehicles) expect(speed, name).toBeCloseTo(driving.mph, 1);
  } finally {
    await page.close();
    await program.stop('SIGINT');
  }
});
