import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { clusterUnderTest, ourNamespaces, root } from './cluster-under-test.ts';

/**
 * Before the first test: the rig's cluster with our images in it, or the cluster of the given context
 * as it is; and nothing left of a run that was killed.
 */
export default async function bringUp(): Promise<void> {
  const { rig, kubectl, missing } = clusterUnderTest;
  if (missing) {
    console.log(`All tests are skipped: ${missing}`);
    return;
  }
  if (rig !== undefined) {
    await run(join(rig, 'cluster-up'), '--metrics', '--network-policy');
    if (process.env['FLEETMAN_IMAGES_READY'] !== '1') {
      await run(join(rig, 'docker-up'));
      await run(process.execPath, 'scripts/images.mjs', '--cluster');
    }
  }
  await kubectl.run(['delete', 'namespace', '--selector', ourNamespaces], { timeoutMs: 180_000 });
}

async function run(command: string, ...args: string[]): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}`);
}
