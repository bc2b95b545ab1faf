import { expect } from '@playwright/test';
import type { Container } from '../machines/docker.ts';

/** How an address answers now; undefined where it does not. */
export async function statusOf(url: string): Promise<number | undefined> {
  const answer = fetch(url, { signal: AbortSignal.timeout(5_000) });
  return (await answer.catch(() => undefined))?.status;
}

/** Resolves with a container's address once it answers there. */
export async function whenLive(container: Container): Promise<string> {
  const url = await container.url();
  await expect.poll(() => statusOf(`${url}/health/live`), { timeout: 60_000 }).toBe(200);
  return url;
}
