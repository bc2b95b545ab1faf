import { expect } from '@playwright/test';
import { FleetApi } from '../programs/fleet-api.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { PortForward } from '../machines/port-forward.ts';
import { publishRaw } from '../programs/publish-raw.ts';
import { atService, deliverAsOsmAnd, over, registerVehicle, Visitor } from './own-vehicle.ts';
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

test('what is no report is parked, and kubectl exec works on it as the manual says', async ({
  fleet,
}) => {
  const { kubectl } = fleet.set;
  const program = ['deploy/position-tracker', '--', '/nodejs/bin/node', 'dist/dead-letters.js'];
  const count = () => kubectl.text('exec', ...program, 'list');
  const forward = await PortForward.open(kubectl, 'service/fleetman-queue', 5672);
  try {
    await publishRaw(`amqp://simulator:fleetman-development@${forward.host}`, 'a horn');
  } finally {
    forward.close();
  }

  await expect.poll(count, { timeout: 60_000 }).toBe('not-json: 1 letters, 1 reports');
  await kubectl.run(['exec', ...program, 'drop', '--cause', 'not-json']);
  expect(await count()).toBe('');
});

test('a vehicle of one’s own delivers by its key, and nobody adds one by the open ports', async ({
  fleet,
}) => {
  const { set, doors } = fleet;
  const key = await registerVehicle(set.kubectl, 'van-1');
  await atService(set.kubectl, 'fleetman-position-receiver', async (receiver) => {
    expect(await deliverAsOsmAnd(over(receiver), 'nobodys')).toBe(401);
    expect(await deliverAsOsmAnd(over(receiver), key)).toBe(200);
  });

  await expect.poll(() => new FleetApi(doors.rest).historyTimes('van-1')).toHaveLength(1);
  const stranger = new Visitor(over(doors.rest));
  expect((await stranger.ask('PUT', '/vehicles/van-2', { name: 'Van 2' })).status).toBe(404);
  expect((await stranger.ask('DELETE', '/vehicles/van-1')).status).toBe(404);
  expect(await new FleetApi(doors.rest).historyTimes('van-1')).toHaveLength(1);
});
