import { expect } from '@playwright/test';
import type { Container } from '../docker.ts';

/** Resolves with a container's address once it answers there. */
export async function whenLive(container: Container): Promise<string> {
  const url = await container.url();
  await expect
    .poll(async () => (await fetch(`${url}/health/live`).catch(() => undefined))?.status, {
      timeout: 60_000,
    })
    .toBe(200);
  return url;
}
