import { expect } from '@playwright/test';
import { allowedInDatabase } from '../rights/database-rights.ts';
import {
  consoleRights,
  databaseOf,
  databaseRights,
  queueRights,
} from '../rights/expected-rights.ts';
import { allowedAtConsole, allowedAtQueue } from '../rights/queue-rights.ts';
import { docker } from './docker.ts';
import { missing, test, whenPastIsStored, whenStored, type RunningSet } from './test.ts';

test.skip(missing !== '', missing);

const published = 'fleetman-development';

for (const [user, rights] of Object.entries(queueRights)) {
  test(`${user} may do its work at the queue, and nothing else`, async ({ fleet }) => {
    const url = fleet.queueAs(user);

    const allowed = await allowedAtQueue(url, user === 'tracker' ? { without: 'harm' } : {});

    expect(allowed).toEqual(rights);
  });
}

test('fleetman may look at the console and change nothing; the services may not even look', async ({
  fleet,
}) => {
  const allowed = (user: string) => allowedAtConsole(fleet.console, `${user}:${published}`);

  expect(await allowed('fleetman')).toEqual(consoleRights);
  for (const user of ['simulator', 'receiver', 'tracker', 'gateway', 'guest']) {
    expect([user, ...(await allowed(user))]).toEqual([user]);
  }
});

test('RabbitMQ knows no administrator and no guest', async ({ fleet }) => {
  expect(await usersOfQueue(fleet)).toEqual([
    'fleetman [monitoring]',
    'gateway []',
    'receiver []',
    'simulator []',
    'tracker []',
  ]);
});

for (const user of ['tracker', 'registry'] as const) {
  test(`the ${user} may use its own database, and nobody else's`, async ({ fleet }) => {
    const login = `${user}:${published}@`;
    expect(await allowedAs(fleet, login, databaseOf[user])).toEqual(databaseRights[user]);
  });
}

test('MongoDB lets nobody in without a password, and knows no administrator', async ({ fleet }) => {
  expect(await allowedAs(fleet, '', 'fleetman')).toEqual([]);
  for (const name of ['fleetman', 'root', 'admin', 'tracker']) {
    expect(await allowedAs(fleet, `${name}:${published}@`, 'admin')).toBeUndefined();
  }
});

test("the last version's administrators lose their rights, and its data stay", async ({
  fleet,
}) => {
  const { set, api } = fleet;
  await whenPastIsStored(fleet);
  const before = await api.historyTimes('City Truck');
  expect(before).not.toEqual([]);
  await makeAdministrators(fleet);
  expect(await usersOfQueue(fleet)).toContain('fleetman [administrator]');

  await set.compose(['restart', 'queue', 'mongodb']);
  await set.up();

  expect(await usersOfQueue(fleet)).toContain('fleetman [monitoring]');
  expect(await allowedAtQueue(fleet.queueAs('fleetman'))).toEqual([]);
  expect(await allowedAs(fleet, `fleetman:${published}@`, 'admin')).toBeUndefined();
  expect(await allowedAs(fleet, `tracker:${published}@`, 'fleetman')).toEqual(
    databaseRights.tracker,
  );
  await whenStored(fleet);
  const after = new Set(await api.historyTimes('City Truck'));
  expect(before.filter((time) => !after.has(time))).toEqual([]);
});

test('a changed password is the new one after the next up', async ({ fleet }) => {
  const { set } = fleet;
  const other = (url: string) => url.replace(published, 'other-password');
  try {
    await set.up({ QUEUE_PASSWORD: 'other-password', MONGODB_PASSWORD: 'other-password' });

    expect(await allowedAtQueue(other(fleet.queueAs('gateway')))).toEqual(queueRights.gateway);
    await expect(allowedAtQueue(fleet.queueAs('gateway'))).rejects.toThrow(/ACCESS.REFUSED/);
    expect(await allowedAs(fleet, 'tracker:other-password@', 'fleetman')).toEqual(
      databaseRights.tracker,
    );
    expect(await allowedAs(fleet, `tracker:${published}@`, 'fleetman')).toBeUndefined();
  } finally {
    await set.up();
  }
});

/** The container of a service, by name. */
async function containerOf({ set }: RunningSet, service: string): Promise<string> {
  const [container] = await set.containers(service);
  if (!container) throw new Error(`There is no container of ${service}`);
  return container.Name.slice(1);
}

async function allowedAs(
  fleet: RunningSet,
  login: string,
  database: string,
): Promise<readonly string[] | undefined> {
  const container = await containerOf(fleet, 'mongodb');
  return allowedInDatabase(
    (...command) => docker(['exec', container, ...command]),
    login,
    database,
  );
}

async function rabbitmqctl(fleet: RunningSet, ...args: string[]): Promise<string> {
  return docker(['exec', await containerOf(fleet, 'queue'), 'rabbitmqctl', '--quiet', ...args]);
}

/** Each with its tags. */
async function usersOfQueue(fleet: RunningSet): Promise<readonly string[]> {
  const [, ...lines] = (await rabbitmqctl(fleet, 'list_users')).split('\n');
  return lines.map((line) => line.replace('\t', ' ')).sort();
}

/** What the last version made of the passwords when it was started first. */
async function makeAdministrators(fleet: RunningSet): Promise<void> {
  await rabbitmqctl(fleet, 'set_user_tags', 'fleetman', 'administrator');
  await rabbitmqctl(fleet, 'set_permissions', 'fleetman', '.*', '.*', '.*');
  await fleet.set.compose(['stop', 'mongodb']);
  const script = `
    mongod --dbpath /data/db --bind_ip 127.0.0.1 --port 27117 >/tmp/log 2>&1 &
    until (: </dev/tcp/127.0.0.1/27117) 2>/dev/null; do sleep 0.2; done
    HOME=/tmp mongosh --quiet --norc --port 27117 admin --eval '
      db.createUser({ user: "fleetman", pwd: "${published}", roles: ["root"] })'
    kill %1
    wait
    rm /data/db/fleetman-users`;
  const alone = ['run', '--rm', '--no-deps', '-T', '--entrypoint', 'bash', 'mongodb', '-c', script];
  await fleet.set.compose(alone);
}
