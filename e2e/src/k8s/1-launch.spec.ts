import { expect } from '@playwright/test';
import { FleetApi } from '../fleet-api.ts';
import { FleetPage } from '../fleet-page.ts';
import { noCluster, note, test } from './test.ts';
import { RabbitConsole } from './rabbit-console.ts';

test.skip(noCluster !== '', noCluster);

/** The simulator drives more. */
const fleetSize = 38;

test('apply -f k8s/ is admitted whole where the restricted Pod Security Standard is enforced', ({
  fleet,
}) => {
  const { stdout, stderr } = fleet.set.applied;
  const objects = stdout.trim().split('\n');

  expect(stderr, 'warnings').toBe('');
  expect(objects.filter((line) => !line.endsWith(' created'))).toEqual([]);
  note(`${objects.length} objects`);
});

test('everything is Ready within 90 s, and nothing was started twice', async ({ fleet }) => {
  note(`Ready ${fleet.readyAfter.toFixed(1)} s after apply`);

  expect(fleet.readyAfter).toBeLessThanOrEqual(90);
  expect(await fleet.set.restarts()).toBe(0);
});

test('port 30080 shows moving vehicles in a browser', async ({ fleet, page }) => {
  note(`a vehicle moved ${fleet.movingAfter.toFixed(1)} s after apply`);
  const shown = await FleetPage.open(page, fleet.doors.page);

  await shown.expectFleet(fleetSize);
  await shown.expectMovement();
  expect(shown.strangers).toEqual([]);
});

test("port 30010 is RabbitMQ's console, and wants a login", async ({ fleet, page }) => {
  const { doors } = fleet;

  expect(await RabbitConsole.statusFor(doors.console, 'guest', 'guest')).toBe(401);
  expect(await RabbitConsole.statusFor(doors.console, 'fleetman', 'wrong')).toBe(401);
  const console = new RabbitConsole(doors.console);
  expect(await console.waitingMessages('positionQueue')).toBeLessThan(1_000);
  expect(await console.deadLetters()).toBe(0);
  await page.goto(doors.console);
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await expect(page.locator('input[type=password]')).toBeVisible();
});

test('port 30020 is the REST API of the gateway', async ({ fleet }) => {
  const api = new FleetApi(fleet.doors.rest);

  await expect
    .poll(async () => (await api.vehicleNames()).length)
    .toBeGreaterThanOrEqual(fleetSize);
  await expect.poll(() => api.historyTimes('City Truck')).not.toHaveLength(0);
});
