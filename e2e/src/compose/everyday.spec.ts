import { expect } from '@playwright/test';
import { ConfirmedReports } from '../programs/confirmed-reports.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { docker } from './docker.ts';
import { openPortsOf, weaknessesOf } from './hardening.ts';
import { missing, note, test, whenPastIsStored } from './test.ts';

test.skip(missing !== '', missing);

/** The simulator drives more. */
const fleetSize = 38;

const consumed = 'fleetman_reports_consumed_total';

test('up starts a set that is healthy, and whose page shows vehicles that drive', async ({
  fleet,
  page,
}) => {
  const shown = await FleetPage.open(page, fleet.page);

  await shown.expectFleet(fleetSize);
  await shown.expectMovement();
  expect(shown.strangers).toEqual([]);
});

test("the queue's console wants a login, and knows no guest", async ({ fleet }) => {
  const statusFor = async (login: string): Promise<number> => {
    const headers = { Authorization: `Basic ${Buffer.from(login).toString('base64')}` };
    return (await fetch(`${fleet.console}/api/whoami`, { headers })).status;
  };

  expect(await statusFor('guest:guest')).toBe(401);
  expect(await statusFor('fleetman:guest')).toBe(401);
  expect(await statusFor('fleetman:fleetman-development')).toBe(200);
});

test('containers may do what they must, and nothing else', async ({ fleet }) => {
  const containers = await fleet.set.containers();

  expect(containers).toHaveLength(6);
  expect(containers.flatMap((each) => weaknessesOf(each, 'fleetman-test'))).toEqual([]);
});

test('page, console and the port for vehicles are published, to this machine only', async ({
  fleet,
}) => {
  const containers = await fleet.set.containers();

  expect(containers.flatMap(openPortsOf).sort()).toEqual([
    '15672/tcp on 127.0.0.1',
    '5672/tcp on 127.0.0.1',
    '8080/tcp on 127.0.0.1',
  ]);
});

test('down and up again: the history is there, and nothing of it twice', async ({ fleet }) => {
  const { api, set } = fleet;
  await whenPastIsStored(fleet);
  const before = await api.historyTimes('City Truck');
  expect(before.length).toBeGreaterThan(200);
  const last = before.at(-1) ?? '';

  await set.down();
  expect(await set.containers()).toEqual([]);
  await set.up();

  // The simulator has driven the last minutes once more.
  await whenPastIsStored(fleet);
  const after = await api.historyTimes('City Truck');
  expect(after.filter((time) => time <= last)).toEqual(before);
  expect(after.length).toBeGreaterThan(before.length);
});

test('three trackers share the work, and each report is stored once', async ({ fleet }) => {
  const { set, api } = fleet;
  const reports = ConfirmedReports.start(fleet.queue, 'Shared', 10);
  try {
    await set.up({}, '--scale', 'position-tracker=3', '--no-recreate');
    await expect
      .poll(() => leastOf(set.counted('position-tracker', consumed)), { timeout: 120_000 })
      .toBeGreaterThan(100);
    expect(await set.containers('position-tracker')).toHaveLength(3);
    await reports.expectMore(500);
    // One of them dies; the gateway turns to the others, and what it had in hand is taken by them.
    const [doomed] = await set.containers('position-tracker');
    await docker(['kill', doomed?.Name.slice(1) ?? '']);
    await reports.expectMore(500);
    expect((await api.places()).size).toBeGreaterThanOrEqual(fleetSize);
  } finally {
    await reports.stop();
  }

  await expect
    .poll(() => reports.discrepancies(api), { timeout: 60_000 })
    .toEqual({ missing: [], repeated: [] });
  note(`${reports.count} reports confirmed`);
  await set.up();
});

test('SIMULATOR=0 leaves the roads to other vehicles', async ({ fleet }) => {
  const { set, api } = fleet;

  await set.up({ SIMULATOR: '0' });
  expect(await set.containers('position-simulator')).toEqual([]);
  const reports = ConfirmedReports.start(fleet.queue, 'Own', 1);
  await expect.poll(() => api.vehicleNames(), { timeout: 60_000 }).toContain('Own 1');
  await reports.stop();

  await set.up();
  expect(await set.containers('position-simulator')).toHaveLength(1);
});

async function leastOf(numbers: Promise<readonly number[]>): Promise<number> {
  return Math.min(...(await numbers));
}
