import { expect, type Browser } from '@playwright/test';
import { WeakNetwork } from '../machines/weak-network.ts';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { forbidWebGl } from '../page-tools/page-states.ts';
import { test } from '../page-tools/page-test.ts';
import { servePage } from '../page-tools/serve-page.ts';
import { OneVehicleTracker } from '../programs/one-vehicle-tracker.ts';
import { Program } from '../programs/program.ts';

/**
 * How long the outages last, in seconds. They run side by side, so that the longest is what they take
 * together; the 180 s are run by `E2E_LONG=1 npm run e2e -- outages`.
 */
const outages = process.env['E2E_LONG'] ? [8, 75, 180] : [8, 75];

/**
 * How long after the return pages may take to be live: most of them, and each. The second is for a
 * machine that has more to do than many pages, and for Chromium, which holds sockets back for so long.
 */
const healedWithinMs = { most: 2_000, each: 5_000 };

/** A page of its own on a way of its own to the tracker's vehicle. */
interface Victim {
  readonly fleet: FleetPage;
  /** The gateway cannot be reached from now on. */
  readonly lose: () => Promise<unknown>;
  /** Resolves when it can be reached again. */
  readonly returned: () => Promise<unknown>;
}

type Close = () => unknown;

/** What a page needs of this test: it closes what is named to `closing`, the last first. */
interface Surroundings {
  readonly tracker: OneVehicleTracker;
  readonly closing: Close[];
  readonly openPage: (url: string) => Promise<FleetPage>;
}

async function startGateway({ tracker, closing }: Surroundings, port?: number): Promise<Program> {
  const environment = { TRACKER_URL: tracker.url, TRACKER_TIMEOUT: '1s' };
  const gateway = await Program.start('services/api-gateway/dist/main.js', environment, port);
  closing.push(() => {
    gateway.goOn();
    return gateway.stop('SIGKILL');
  });
  return gateway;
}

async function pageOver(gateway: Program, { closing }: Surroundings): Promise<string> {
  const server = await servePage(gateway.url);
  closing.push(() => server.close());
  return server.url;
}

/** Each way in which a page may lose its gateway. */
const ways: Record<string, (around: Surroundings) => Promise<Victim>> = {
  async 'the browser is offline'(around) {
    const fleet = await around.openPage(await pageOver(await startGateway(around), around));
    const setOffline = (isOffline: boolean) => fleet.page.context().setOffline(isOffline);
    return { fleet, lose: () => setOffline(true), returned: () => setOffline(false) };
  },

  async 'the network swallows everything'(around) {
    const network = await WeakNetwork.to(await pageOver(await startGateway(around), around));
    around.closing.push(() => network.close());
    return {
      fleet: await around.openPage(network.url),
      lose: async () => {
        network.lose();
      },
      returned: async () => {
        network.return();
      },
    };
  },

  async 'the gateway is killed behind its web server'(around) {
    const gateway = await startGateway(around);
    return {
      fleet: await around.openPage(await pageOver(gateway, around)),
      lose: () => gateway.stop('SIGKILL'),
      returned: () => startGateway(around, gateway.port),
    };
  },

  async 'the gateway hangs'(around) {
    const gateway = await startGateway(around);
    return {
      fleet: await around.openPage(await pageOver(gateway, around)),
      lose: async () => {
        gateway.hang();
      },
      returned: async () => {
        gateway.goOn();
      },
    };
  },
};

/** Opens pages in contexts of their own, so that Chromium counts the failures of each for itself. */
function pageOpener(browser: Browser, watch: (page: FleetPage) => void, closing: Close[]) {
  return async (url: string): Promise<FleetPage> => {
    const context = await browser.newContext({ viewport: { width: 400, height: 300 } });
    closing.push(() => context.close());
    const page = await context.newPage();
    // A map would only take time: many pages share one machine.
    await forbidWebGl(page);
    const fleet = await FleetPage.open(page, url);
    watch(fleet);
    await fleet.expectFleet(1);
    return fleet;
  };
}

/** Runs in the page: when it was live after this moment, in milliseconds from now; at most a minute. */
function whenLive(): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    const look = () => {
      const status = document.querySelector('fleet-connection-status [role=status]');
      const ms = performance.now() - began;
      // Not by polling, which says so.
      if (status?.textContent.trim() === 'Live' || ms > 60_000) resolve(ms);
      else setTimeout(look, 20);
    };
    look();
  });
}

/** How long after the return the page is live, in milliseconds. */
async function suffer({ fleet, lose, returned }: Victim, seconds: number): Promise<number> {
  await lose();
  await expect(fleet.status).toContainText('Connection lost', { timeout: 7_000 });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await returned();
  return fleet.page.evaluate(whenLive);
}

test.describe('the page after an outage', () => {
  const closing: Close[] = [];
  test.afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  test(`is live within ${healedWithinMs.most / 1_000} s of the return, after ${outages.join(', ')} s`, async ({
    browser,
    consoleErrors,
  }) => {
    test.setTimeout((Math.max(...outages) + 240) * 1_000);
    const { socket, request, badGateway, timeout } = cutNetwork;
    consoleErrors.allow(socket, request, badGateway, timeout);
    const tracker = await OneVehicleTracker.start();
    closing.push(() => tracker.stop());
    const openPage = pageOpener(
      browser,
      ({ page }) => {
        consoleErrors.watch(page.context());
      },
      closing,
    );
    const victims: { name: string; seconds: number; victim: Victim }[] = [];
    for (const [name, open] of Object.entries(ways)) {
      for (const seconds of outages) {
        victims.push({ name, seconds, victim: await open({ tracker, closing, openPage }) });
      }
    }

    const healed = await Promise.all(
      victims.map(async ({ name, seconds, victim }) => {
        const ms = Math.round(await suffer(victim, seconds));
        const outage = `${seconds} s, ${name}`;
        console.log(`${outage}: live after ${ms} ms`);
        return { outage, ms };
      }),
    );

    const byMs = healed.toSorted((one, other) => one.ms - other.ms);
    expect(byMs.filter(({ ms }) => ms > healedWithinMs.each)).toEqual([]);
    expect(byMs[Math.floor(byMs.length / 2)]?.ms).toBeLessThan(healedWithinMs.most);
  });
});
