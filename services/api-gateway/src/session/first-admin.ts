import { pause } from '@fleetman/toolkit';
import type { RegistryClient } from '../registry/registry-client.ts';

/** The registry may start later than the gateway. */
const againMs = 2_000;

/** What the page opens to set a password by a one-time link; the token is after `#`, so that no server logs it. */
const linkPath = '/#/link/';

/**
 * While nobody can log in who may add people, prints a one-time link for the first admin: to the terminal or the
 * container's log, which only the operator reads.
 */
export async function welcomeFirstAdmin(
  registry: RegistryClient,
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const link = await registry.firstAdmin();
      if (!link) return;
      print(
        `Nobody can log in yet. Open the page with ${linkPath}${link.token} behind its address,\n` +
          `and choose a password for "${link.login}". The link works once, until ${link.until}.\n`,
      );
      return;
    } catch {
      // That it is away is said by those who follow it.
      await pause(againMs, signal);
    }
  }
}
