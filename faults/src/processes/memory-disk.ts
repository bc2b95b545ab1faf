import { execFileSync } from 'node:child_process';

/**
 * Mounts a file system in memory at an empty folder. Returns whether we may.
 *
 * What a killed process has written is there afterwards, on any file system; no server waits for a disk that others use.
 */
export function mountMemory(folder: string, megabytes: number): boolean {
  try {
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder];
    execFileSync('mount', options, { stdio: 'ignore' });
    return true;
  } catch {
    // Not root, or not Linux.
    return false;
  }
}

/** Takes such a file system away, with what is in it. */
export function unmountMemory(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
}
