import { join } from 'node:path';
import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HttpLoad, type LoadReport } from '../programs/http-load.ts';
import { manifests, type LaunchedFleet } from './launched-fleet.ts';
import { isReady, livingPods, waitingReasons } from './pods.ts';
import { noCluster, note, test } from './test.ts';

test.skip(noCluster !== '', noCluster);

/**
 * 50 requests a second, over connections that are kept and over new ones. Those that reach the
 * gateway stay below the 1,200 a minute that it allows a client.
 */
function visitors({ doors }: LaunchedFleet): HttpLoad {
  return new HttpLoad([
    { url: `${doors.page}/`, perSecond: 17, keepAlive: true },
    { url: `${doors.page}/`, perSecond: 17, keepAlive: false },
    { url: `${doors.page}/api/vehicles`, perSecond: 4, keepAlive: true },
    { url: `${doors.page}/api/history/City%20Truck?limit=100`, perSecond: 4, keepAlive: false },
    { url: `${doors.rest}/history/City%20Truck?limit=100`, perSecond: 4, keepAlive: true },
    { url: `${doors.rest}/vehicles`, perSecond: 4, keepAlive: false },
  ]);
}

/** Does something while visitors come, none of whom may notice. */
async function unnoticed(fleet: LaunchedFleet, change: () => Promise<void>): Promise<void> {
  const load = visitors(fleet);
  let outcome: LoadReport;
  try {
    await expect.poll(() => load.sent).toBeGreaterThan(100);
    await change();
  } finally {
    outcome = await load.stop();
  }
  const { sent, sentAgain, failures } = outcome;
  note(`${sent} requests, ${failures.length} failed, ${sentAgain} met a closed idle connection`);
  expect(failures).toEqual([]);
}

/** Changes a Deployment, and waits until its new pods serve and its old ones are gone. */
async function rollOut({ set }: LaunchedFleet, name: string, ...change: string[]): Promise<void> {
  const old = await livingPods(set.kubectl, name);
  await set.kubectl.run(change);
  await set.whenRolledOut(name);
  const names = old.map(({ metadata }) => `pod/${metadata.name}`);
  await set.kubectl.run(['wait', '--for=delete', ...names, '--timeout=60s'], { timeoutMs: 70_000 });
}

const setWebapp = (tag: string): string[] => [
  'set',
  'image',
  'deployment/webapp',
  `webapp=fleetman-webapp:${tag}`,
];

for (const name of ['webapp', 'api-gateway', 'position-tracker']) {
  test(`rollout restart of ${name} under load fails no request`, async ({ fleet }) => {
    await unnoticed(fleet, () => rollOut(fleet, name, 'rollout', 'restart', `deployment/${name}`));
  });
}

test('an open page is live again after the gateway was replaced', async ({ fleet, page }) => {
  const shown = await FleetPage.open(page, fleet.doors.page);
  await shown.expectFleet(38);

  await rollOut(fleet, 'api-gateway', 'rollout', 'restart', 'deployment/api-gateway');

  await shown.expectFleet(38);
  await shown.expectMovement();
});

test.describe('releases of the page', () => {
  test.afterEach(async ({ fleet }) => {
    await fleet.set.kubectl.run(['apply', '-f', join(manifests, 'webapp.yaml')]);
    await fleet.set.whenRolledOut('webapp');
  });

  test('release0, release0-5 and rollout undo are seen in the page, and fail no request', async ({
    fleet,
    page,
  }) => {
    const header = page.getByRole('heading', { name: 'Fleet Management' });
    const map = page.locator('fleet-map');
    const { doors } = fleet;

    await unnoticed(fleet, async () => {
      await rollOut(fleet, 'webapp', ...setWebapp('release0'));
      await page.goto(doors.page);
      await expect(map).toBeVisible();
      await expect(header).toBeHidden();

      await rollOut(fleet, 'webapp', ...setWebapp('release0-5'));
      await page.goto(doors.page);
      await expect(header).toBeVisible();
      await expect(page.getByText('Prototype, release 0.5')).toBeVisible();

      await rollOut(fleet, 'webapp', 'rollout', 'undo', 'deployment/webapp');
      await page.goto(doors.page);
      await expect(map).toBeVisible();
      await expect(header).toBeHidden();
    });
  });

  test('an image that does not exist leaves the old release serving', async ({ fleet, page }) => {
    const { kubectl } = fleet.set;
    const [serving] = await livingPods(kubectl, 'webapp');

    await unnoticed(fleet, async () => {
      await kubectl.run(setWebapp('nowhere'));
      await expect
        .poll(async () => (await livingPods(kubectl, 'webapp')).flatMap(waitingReasons), {
          timeout: 60_000,
        })
        .toContainEqual(
          expect.stringMatching(/^(ErrImagePull|ImagePullBackOff|ErrImageNeverPull)$/),
        );
      const ready = (await livingPods(kubectl, 'webapp')).filter(isReady);
      expect(ready.map(({ metadata }) => metadata.uid)).toEqual([serving?.metadata.uid]);
      const shown = await FleetPage.open(page, fleet.doors.page);
      await shown.expectMovement();

      await kubectl.run(['rollout', 'undo', 'deployment/webapp']);
      await fleet.set.whenRolledOut('webapp');
    });

    const after = await livingPods(kubectl, 'webapp');
    expect(after.map(({ metadata }) => metadata.uid)).toEqual([serving?.metadata.uid]);
  });
});
