import type { VehiclePosition } from '@fleetman/contract';
import { expect, type Page } from '@playwright/test';
import { fakeLive } from './fake-live.ts';
import { fakeRegistry } from './fake-registry.ts';
import { FleetPage } from './fleet-page.ts';

/** The page as somebody may find it. */
export interface PageState {
  readonly name: string;
  /** Opens the page and brings it there. */
  readonly reach: (page: Page, url: string) => Promise<FleetPage>;
}

/** A small fleet, some of it long silent. */
function someVehicles(): VehiclePosition[] {
  const ages = [1, 2, 3, 75, 80, 400, 900, 4];
  return ages.map((age, index) => ({
    name: `City Truck ${index + 1}`,
    lat: -29.905 - index * 0.004,
    longitude: -71.25 - index * 0.006,
    timestamp: new Date(Date.now() - age * 1_000).toISOString(),
    speed: [0, 12, 24, 36, 48, 60, 5, 30][index] ?? null,
    heading: index * 45,
  }));
}

/** Opens the page over the live fleet, the map drawn. */
async function openLive(page: Page, url: string): Promise<FleetPage> {
  const fleet = await FleetPage.open(page, url);
  await fleet.expectFleet(38);
  await expect(page.getByText('OpenStreetMap contributors')).toBeVisible();
  return fleet;
}

async function openWith(page: Page, url: string, live: Parameters<typeof fakeLive>[1]) {
  await fakeLive(page, live);
  return FleetPage.open(page, url);
}

async function goBack(fleet: FleetPage): Promise<void> {
  const slider = fleet.page.getByRole('slider', { name: 'Time that is shown' });
  await slider.press('PageDown');
  await slider.press('PageDown');
  await expect(fleet.page.getByRole('region', { name: 'Time' })).toHaveClass(/past/);
}

/** Takes the browser's WebGL away, as a driver that failed does. */
export async function forbidWebGl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
    OffscreenCanvas.prototype.getContext = () => null;
  });
}

export const pageStates: readonly PageState[] = [
  {
    name: 'connecting',
    async reach(page, url) {
      const fleet = await openWith(page, url, {});
      await expect(fleet.status).toContainText('Connecting');
      return fleet;
    },
  },
  {
    name: 'empty',
    async reach(page, url) {
      const fleet = await openWith(page, url, { vehicles: [] });
      await expect(fleet.status).toContainText('Live');
      return fleet;
    },
  },
  { name: 'live', reach: openLive },
  {
    name: 'stale',
    async reach(page, url) {
      const fleet = await openWith(page, url, { vehicles: someVehicles(), isFresh: false });
      await expect(fleet.status).toContainText('No news');
      return fleet;
    },
  },
  {
    name: 'lost',
    async reach(page, url) {
      const fleet = await openWith(page, url, { vehicles: someVehicles(), goesAway: true });
      await expect(fleet.status).toContainText('Connection lost');
      return fleet;
    },
  },
  {
    name: 'selected',
    async reach(page, url) {
      const fleet = await openLive(page, `${url}/?vehicle=City+Truck`);
      await expect(fleet.card).toContainText('City Truck');
      await expect(fleet.card).toContainText('Distance');
      return fleet;
    },
  },
  {
    name: 'settings',
    async reach(page, url) {
      const fleet = await openLive(page, url);
      await page.getByRole('button', { name: 'Settings' }).click();
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
      return fleet;
    },
  },
  {
    name: 'shortcuts',
    async reach(page, url) {
      const fleet = await openLive(page, url);
      await fleet.expectWhole();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      return fleet;
    },
  },
  {
    name: 'past',
    async reach(page, url) {
      const fleet = await openLive(page, url);
      await goBack(fleet);
      return fleet;
    },
  },
  {
    name: 'playing',
    async reach(page, url) {
      const fleet = await openLive(page, url);
      await goBack(fleet);
      await page.getByRole('button', { name: 'Play' }).click();
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      return fleet;
    },
  },
  {
    name: 'history',
    async reach(page, url) {
      const fleet = await openLive(page, `${url}/?vehicle=City+Truck`);
      await fleet.card.getByRole('button', { name: /history/i }).click();
      await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
      return fleet;
    },
  },
  {
    name: 'add-vehicle',
    async reach(page, url) {
      const vehicles = [{ id: 'City Truck', name: 'Van', group: 'North', retired: false }];
      await fakeRegistry(page, { vehicles, listening: { troubles: [] } });
      const fleet = await openLive(page, url);
      await page.getByRole('button', { name: 'Fleet and people' }).click();
      await page.getByRole('button', { name: 'Vehicles', exact: true }).click();
      await page.getByRole('button', { name: 'Devices Van' }).click();
      await page.getByRole('button', { name: 'OwnTracks' }).click();
      await expect(page.getByRole('img', { name: 'Code for OwnTracks' })).toBeVisible();
      return fleet;
    },
  },
  {
    name: 'no-webgl',
    async reach(page, url) {
      await forbidWebGl(page);
      const fleet = await FleetPage.open(page, url);
      await expect(page.getByText('This browser cannot draw the map')).toBeVisible();
      await fleet.expectFleet(38);
      return fleet;
    },
  },
];
