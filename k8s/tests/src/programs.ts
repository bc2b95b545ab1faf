import { spawnSync } from 'node:child_process';

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
}

/** What a program printed, on both of its outputs, and whether it was content. */
export function run(program: string, args: readonly string[], input = '') {
  // A whole installation is some 100 kB of YAML.
  const options = { input, encoding: 'utf8', maxBuffer: 16 * 2 ** 20 } as const;
  const { status, stdout, stderr } = spawnSync(program, args, options);
  return { isContent: status === 0, stdout, stderr };
}
