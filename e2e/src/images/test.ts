import { findDockerTrouble } from '../machines/docker.ts';
import { test as base } from '../page-tools/page-test.ts';
import { Sandbox } from './sandbox.ts';

/** Why no image can be tested here; empty where they can. */
export const noDocker = await findDockerTrouble();

/** A test of images; one with a sandbox is skipped with the reason where there is no Docker. */
export const test = base.extend<{ sandbox: Sandbox }, { missing: string }>({
  missing: [noDocker, { scope: 'worker' }],

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
