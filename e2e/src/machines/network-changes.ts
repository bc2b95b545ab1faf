import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, TestInfo } from '@playwright/test';

/**
 * Chromium gives up what it is just asking for, also from this machine, when a network interface comes
 * or goes: those of containers do. No option turns that off, and a page that lost a script by it lacks
 * what was in it until it is loaded again.
 */
export const networkChanged = 'net::ERR_NETWORK_CHANGED';

/**
 * Whether the machine changed its network under one attempt at a test. Such a test may be run anew, up
 * to the configured `retries`; any other failure stands.
 */
export class NetworkChanges {
  /** A file, since Playwright starts a new process after a failure; it clears the folder at its start. */
  readonly #mark: string;
  #wasSeen = false;

  private constructor(mark: string) {
    this.#mark = mark;
  }

  /** Throws where the attempt before this one failed for a reason of its own. */
  static async forAttempt({ project, testId, retry }: TestInfo): Promise<NetworkChanges> {
    const mark = join(project.outputDir, `network-changed-${testId}`);
    if (retry > 0 && !existsSync(mark))
      throw new Error('Not run anew: the network of this machine did not change, see above.');
    await rm(mark, { force: true });
    return new NetworkChanges(mark);
  }

  /** Watches all pages of this browser context from now on. */
  watch(context: BrowserContext): void {
    context.on('requestfailed', (request) => {
      this.#wasSeen ||= request.failure()?.errorText === networkChanged;
    });
    // Of a socket only the console tells.
    context.on('console', (message) => {
      this.#wasSeen ||= message.text().includes(networkChanged);
    });
  }

  /** Leaves word for the next attempt. */
  async keep(): Promise<void> {
    if (!this.#wasSeen) return;
    await mkdir(join(this.#mark, '..'), { recursive: true });
    await writeFile(this.#mark, '');
  }
}
