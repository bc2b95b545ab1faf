import type { ServerResponse } from 'node:http';

/** Aborted when the client leaves before its answer is complete: nobody waits for the work any more. */
export function departureOf(response: ServerResponse): AbortSignal {
  const departure = new AbortController();
  const note = (): void => {
    if (!response.writableFinished) departure.abort();
  };
  if (response.destroyed) note();
  else response.once('close', note);
  return departure.signal;
}
