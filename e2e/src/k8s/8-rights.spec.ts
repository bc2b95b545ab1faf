import { expect } from '@playwright/test';
import { PortForward } from '../machines/port-forward.ts';
import { FleetApi } from '../programs/fleet-api.ts';
import { allowedInDatabase } from '../rights/database-rights.ts';
import {
  consoleRights,
  databaseOf,
  databaseRights,
  queueRights,
} from '../rights/expected-rights.ts';
import { allowedAtConsole, allowedAtQueue } from '../rights/queue-rights.ts';
import type { LaunchedFleet } from './launched-fleet.ts';
import { atService, deliverAsOsmAnd, over, registerVehicle } from './own-vehicle.ts';
import { noCluster, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

/** Development's, in k8s/secrets.yaml. */
const published = 'fleetman-development';

test('each user of the queue may do its work, and nothing else', async ({ fleet }) => {
  const forward = await PortForward.open(fleet.set.kubectl, 'service/fleetman-queue', 5672);
  try {
    for (const [user, rights] of Object.entries(queueRights)) {
      const url = `amqp://${user}:${published}@${forward.host}`;
      const allowed = await allowedAtQueue(url, user === 'tracker' ? { without: 'harm' } : {});
      expect([user, ...allowed]).toEqual([user, ...rights]);
    }
  } finally {
    forward.close();
  }
});

test('fleetman may look at the console and change nothing; the services may not even look', async ({
  fleet,
}) => {
  const allowed = (user: string) => allowedAtConsole(fleet.doors.console, `${user}:${published}`);

  expect(await allowed('fleetman')).toEqual(consoleRights);
  for (const user of ['simulator', 'receiver', 'tracker', 'gateway', 'guest']) {
    expect([user, ...(await allowed(user))]).toEqual([user]);
  }
});

test("tracker and registry may use their own database and nobody else's, and there is no administrator", async ({
  fleet,
}) => {
  const allowed = (login: string, database: string) => allowedAs(fleet, login, database);

  for (const user of ['tracker', 'registry'] as const) {
    const may = await allowed(`${user}:${published}@`, databaseOf[user]);
    expect(may).toEqual(databaseRights[user]);
  }
  expect(await allowed('', 'fleetman')).toEqual([]);
  expect(await allowed(`fleetman:${published}@`, 'admin')).toBeUndefined();
});

test('a changed password is the new one after a restart, and vehicles keep their keys', async ({
  fleet,
}) => {
  const { kubectl } = fleet.set;
  const key = await registerVehicle(kubectl, 'van-kept');
  const stringData = Object.fromEntries(
    ['simulator', 'receiver', 'tracker', 'gateway'].map((user) => [
      `${user}-url`,
      `amqp://${user}:other-password@fleetman-queue:5672`,
    ]),
  );
  const patch = JSON.stringify({ stringData });
  await kubectl.run(['patch', 'secret', 'queue-credentials', '--patch', patch]);
  await kubectl.run(['rollout', 'restart', 'statefulset,deployment']);

  const restarted = ['position-simulator', 'position-receiver', 'position-tracker', 'api-gateway'];
  for (const name of [...restarted, 'fleet-registry']) {
    await fleet.set.whenRolledOut(name);
  }

  await fleet.set.whenReady();
  await atService(kubectl, 'fleetman-position-receiver', async (receiver) => {
    expect(await deliverAsOsmAnd(over(receiver), key)).toBe(200);
  });
  await expect.poll(() => new FleetApi(fleet.doors.rest).historyTimes('van-kept')).toHaveLength(1);
  const forward = await PortForward.open(kubectl, 'service/fleetman-queue', 5672);
  try {
    const gateway = (password: string) => `amqp://gateway:${password}@${forward.host}`;
    expect(await allowedAtQueue(gateway('other-password'))).toEqual(queueRights.gateway);
    await expect(allowedAtQueue(gateway(published))).rejects.toThrow(/ACCESS.REFUSED/);
  } finally {
    forward.close();
  }
});

function allowedAs(
  { set }: LaunchedFleet,
  login: string,
  database: string,
): Promise<readonly string[] | undefined> {
  return allowedInDatabase(
    (...command) => set.kubectl.text('exec', 'mongodb-0', '--', ...command),
    login,
    database,
  );
}
