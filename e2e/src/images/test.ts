import { test as base } from '@playwright/test';
import { findWhatIsMissing } from './our-images.ts';
import { Sandbox } from './sandbox.ts';

/** Why there is nothing to test; empty where all is there. */
export const noImages = await findWhatIsMissing();

/** A test of images; one with a sandbox is skipped with the reason where there is nothing to test. */
export const test = base.extend<{ sandbox: Sandbox }, { missing: string }>({
  missing: [noImages, { scope: 'worker' }],

  sandbox: async ({ missing }, use, info) => {
    info.skip(missing !== '', missing);
    const sandbox = await Sandbox.open();
    try {
      await use(sandbox);
    } finally {
      await sandbox.close();
    }
  },
});
