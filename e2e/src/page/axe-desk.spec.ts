import type { Knock, Person } from '@fleetman/contract/registry';
import { expect, type Page } from '@playwright/test';
import { fakeLive } from '../page-tools/fake-live.ts';
import { fakeRegistry, type FakeRegistry } from '../page-tools/fake-registry.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { expectToFit } from '../page-tools/screens.ts';
import { violations } from '../page-tools/violations.ts';
import { Program } from '../programs/program.ts';

/** By day on a desk, by night on a phone: the colours do not depend on the size. */
const looks = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;

const at = '2026-11-30T12:00:00.000Z';
const until = '2027-02-28T12:00:00.000Z';
const ana: Person = { login: 'ana', name: 'Ana', role: 'admin', active: true };
const knocks: readonly Knock[] = [
  { at, app: 'osmand', address: '10.0.0.7', why: 'unknown-key' },
  { at, app: 'teltonika', address: '10.0.0.8', why: 'unknown-device', device: '356307042441014' },
];
const registry: FakeRegistry = {
  login: 'password',
  person: ana,
  people: [ana, { ...ana, login: 'bob', name: 'Bob', role: 'viewer', groups: ['North'] }],
  vehicles: [
    { id: 'id-0', name: 'Van Nord', group: 'North', colour: '#d6336c', retired: false },
    { id: 'id-1', name: 'Bus Süd', group: 'South', retired: true },
  ],
  shares: [{ id: 's1', vehicle: 'id-0', from: at, until, by: 'ana', opened: 3 }],
  tokens: [{ id: 't1', label: 'Accounting', role: 'viewer', by: 'ana', createdAt: at, until }],
  audit: [{ at, by: 'ana', what: 'history-read', vehicle: 'id-0' }],
  knocks,
  listening: { troubles: [{ at: until, app: 'osmand', what: 'clock', detail: '2 h 0 min ahead' }] },
};

/** A page over the map: what leads there from the menu, and what it shows then. */
const deskStates: readonly { readonly path: readonly string[]; readonly shows: string }[] = [
  { path: ['People'], shows: 'Bob' },
  { path: ['People', 'Add a person'], shows: 'Sees only these groups' },
  { path: ['Shares'], shows: 'opened 3 times' },
  { path: ['API tokens'], shows: 'Accounting' },
  { path: ['API tokens', 'New token'], shows: 'What it is for' },
  { path: ['Who did what'], shows: 'looked at the history' },
  { path: ['Your account'], shows: 'Ana' },
  { path: ['Vehicles'], shows: '2 devices knock' },
  { path: ['Vehicles', 'See who…'], shows: 'No vehicle has this device.' },
  { path: ['Vehicles', 'Take them in…'], shows: 'id-2' },
  { path: ['Vehicles', 'Edit Van Nord'], shows: 'Number plate' },
  { path: ['Vehicles', 'Devices Van Nord', 'Teltonika'], shows: 'clock is wrong' },
];

test.describe('the pages over the map', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '0', SIMULATOR: '0' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  /** In all looks, the page behind left out: it is inert, and looked at elsewhere. */
  async function expectAccessible(page: Page, name: string): Promise<void> {
    for (const { width, height, colorScheme } of looks) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const found = await violations(page, { part: 'dialog' });
      expect.soft(found, `${name}, ${width} px, ${colorScheme}`).toEqual([]);
    }
    await expectToFit(page);
  }

  test('break no rule of accessibility', async ({ page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const timestamp = new Date().toISOString();
    const [lat, longitude] = [-29.9, -71.25];
    const vehicles = ['id-0', 'id-2'].map((name) => ({
      ...{ name, lat, longitude, timestamp, speed: 20, heading: 90 },
    }));
    await fakeLive(page, { vehicles });
    await fakeRegistry(page, registry);
    await FleetPage.open(page, embedded.url);
    const menu = page.getByRole('button', { name: 'Fleet and people' });
    await menu.waitFor({ timeout: 60_000 });

    for (const { path, shows } of deskStates) {
      const [first = '', ...further] = path;
      await menu.click();
      await page.getByRole('button', { name: first, exact: true }).click();
      const dialog = page.getByRole('dialog');
      for (const step of further) {
        await dialog.getByRole('button', { name: step, exact: true }).click();
      }
      await expect(dialog).toContainText(shows);
      await expectAccessible(page, path.join(', '));
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  });

  test('break none where somebody has to log in', async ({ page, consoleErrors }) => {
    consoleErrors.allow(/^Failed to load resource: .*\b401\b/, /^WebSocket connection to /);
    await fakeRegistry(page, {
      ...{ login: 'password', vehicles: [], listening: { troubles: [] }, isClosed: true },
    });
    await FleetPage.open(page, embedded.url);
    await page.getByRole('dialog', { name: 'Log in' }).waitFor({ timeout: 60_000 });
    await expectAccessible(page, 'Log in');
  });
});
