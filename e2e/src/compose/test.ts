import { expect } from '@playwright/test';
import { ConfirmedReports } from '../programs/confirmed-reports.ts';
import { FleetApi } from '../programs/fleet-api.ts';
import { test as base } from '../page-tools/page-test.ts';
import { freePort } from '@fleetman/toolkit/testing';
import { ComposeSet } from './compose-set.ts';
import { whatIsMissing } from './images.ts';

/** Why there is nothing to test on; empty where there is. */
export const missing = await whatIsMissing();

/** The set of compose.yaml, its ports and the addresses behind them. */
export interface RunningSet {
  readonly set: ComposeSet;
  readonly page: string;
  readonly console: string;
  /** Where vehicles of the test's own deliver their reports: as the simulator, who may do nothing else. */
  readonly queue: string;
  /** The same queue for another of its users. */
  readonly queueAs: (user: string) => string;
  readonly api: FleetApi;
}

interface SharedByAll {
  /** The Compose project of the set. */
  readonly project: string;
  /** Started once with ten minutes of history; a test that changes it puts it back by `set.up()`. */
  readonly fleet: RunningSet;
}

export const test = base.extend<object, SharedByAll>({
  project: ['fleetman-test', { scope: 'worker', option: true }],

  fleet: [
    async ({ project }, use) => {
      const fleet = await aFleet(project);
      try {
        await fleet.set.down('--volumes');
        await fleet.set.up();
        await use(fleet);
      } finally {
        await fleet.set.down('--volumes');
      }
    },
    { scope: 'worker', timeout: 500_000 },
  ],
});

async function aFleet(project: string): Promise<RunningSet> {
  const [page, console, queue] = [await freePort(), await freePort(), await freePort()];
  const settings = {
    WEBAPP_PORT: String(page),
    CONSOLE_PORT: String(console),
    VEHICLES_PORT: String(queue),
    BACKFILL: '10m',
  };
  const files = ['compose.yaml', 'compose.vehicles.yaml'];
  const queueAs = (user: string) => `amqp://${user}:fleetman-development@localhost:${queue}`;
  return {
    set: new ComposeSet({ project, files, settings }),
    page: `http://localhost:${page}`,
    console: `http://localhost:${console}`,
    queue: queueAs('simulator'),
    queueAs,
    api: new FleetApi(`http://localhost:${page}/api`),
  };
}

/** Resolves when all that was in the queue until now is in the store. */
export async function whenStored({ api, queue }: RunningSet): Promise<void> {
  // A tracker takes reports in their order: when it has stored the last it has stored all.
  const last = ConfirmedReports.start(queue, `Last at ${Date.now()}`, 1);
  await last.expectMore(1);
  await last.stop();
  await expect
    .poll(() => last.discrepancies(api), { timeout: 180_000 })
    .toEqual({ missing: [], repeated: [] });
}

/** Resolves when the minutes before the simulator's start are in the store. */
export async function whenPastIsStored(fleet: RunningSet): Promise<void> {
  const log = () => fleet.set.compose(['logs', 'position-simulator']);
  await expect
    .poll(log, { timeout: 180_000 })
    .toContain('The drive of the past hours is published');
  await whenStored(fleet);
}

/** Prints a figure below the name of the running test, and keeps it in the report. */
export function note(figure: string): void {
  test.info().annotations.push({ type: 'figure', description: figure });
  console.log(`    ${figure}`);
}
