import { backOffDelay, pause } from '@fleetman/toolkit';

/** Pauses between two tries. */
const retry = { firstMs: 500, maxMs: 15_000 };

/**
 * Resolves with what `load` gives once that can be had; never rejects.
 *
 * @param wait pauses for this long, in milliseconds, after a try that failed.
 */
export async function keepTrying<Part>(
  load: () => Promise<Part>,
  wait: (ms: number) => Promise<void> = pause,
): Promise<Part> {
  for (let failures = 1; ; failures++) {
    try {
      return await load();
    } catch {
      await wait(backOffDelay(failures, retry));
    }
  }
}

/** The same, until `ended`; `undefined` if it could not be had by then. */
export function tryUntil<Part>(
  ended: AbortSignal,
  load: () => Promise<Part>,
): Promise<Part | undefined> {
  const tryOnce = async () => {
    try {
      return await load();
    } catch (error) {
      if (ended.aborted) return undefined;
      throw error;
    }
  };
  return keepTrying(tryOnce, (ms) => pause(ms, ended));
}

/**
 * A JSON file beside the page; `undefined` if its server has none, or something else by that name. For
 * {@link keepTrying}, or a `PartLoader`.
 *
 * @throws if the server cannot be reached, or fails: then it is worth another try.
 */
export async function fetchJson<File>(
  url: string,
  options?: RequestInit,
): Promise<File | undefined> {
  const response = await fetch(url, options);
  if (response.status >= 500) throw new Error(`${url} answered ${response.status}.`);
  if (!response.ok) return undefined;
  try {
    // Our own file, which the build or the container has made.
    return (await response.json()) as File;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
