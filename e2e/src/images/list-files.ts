import type { ImageName } from './our-images.ts';
import type { Sandbox } from './sandbox.ts';

/** Runs in the image, which has no `find`: writes the path of every file below /app. */
const list = `
  for (const entry of fs.readdirSync('/app', { recursive: true, withFileTypes: true })) {
    const path = entry.parentPath + '/' + entry.name;
    // Packages are linked to one another; each file is told where it is.
    if (entry.isFile() && fs.realpathSync(path) === path) console.log(path);
  }
`;

/** Every file of a service, by its path in the image. */
export async function listFiles(sandbox: Sandbox, service: ImageName): Promise<readonly string[]> {
  const container = await sandbox.start(service, { command: ['--eval', list] });
  await container.ended();
  return container.log();
}
