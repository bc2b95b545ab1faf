import { test as base } from '@playwright/test';
import { ConsoleErrors } from './console-errors.ts';
import { NetworkChanges } from '../machines/network-changes.ts';

/**
 * A test whose page must not write an error to its console, nor leave an exception uncaught. One that
 * cuts the network says so by `consoleErrors.allow(cutNetwork.socket)`; one that opens a browser
 * context of its own has it watched by `consoleErrors.watch(context)`.
 *
 * It is run anew only where the machine changed its network under it: see {@link NetworkChanges}.
 */
export const test = base.extend<{ networkChanges: NetworkChanges; consoleErrors: ConsoleErrors }>({
  networkChanges: [
    // Playwright wants to see that it depends on nothing.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, info) => {
      const changes = await NetworkChanges.forAttempt(info);
      await use(changes);
      await changes.keep();
    },
    // Also a test without a page is not to be run anew when it failed.
    { auto: true },
  ],

  consoleErrors: async ({ networkChanges }, use) => {
    const errors = new ConsoleErrors(networkChanges);
    await use(errors);
    errors.expectNone();
  },

  // Whatever page a test asks for is watched, and none is opened for a test without one.
  context: async ({ context, consoleErrors }, use) => {
    consoleErrors.watch(context);
    await use(context);
  },
});
