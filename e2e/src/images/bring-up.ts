import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './our-images.ts';
import { noDocker } from './test.ts';

/** Before the first test: builds the images, which costs seconds where nothing has changed. */
export default async function bringUp(): Promise<void> {
  if (noDocker) {
    console.log(`Tests of images are skipped: ${noDocker}`);
    return;
  }
  if (process.env['FLEETMAN_IMAGES_READY'] === '1') return;
  const child = spawn(process.execPath, ['scripts/images.mjs'], { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`scripts/images.mjs ended with ${code ?? 'a signal'}`);
}
