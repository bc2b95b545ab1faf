import { setTimeout as pause } from 'node:timers/promises';
import type { FleetApi } from '../programs/fleet-api.ts';

const lookEveryMs = 500;

/** Resolves when a vehicle is answered at another place than the time before. */
export async function whenVehiclesMove(api: FleetApi, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let before: ReadonlyMap<string, string> = new Map();
  let trouble: unknown;
  while (Date.now() < deadline) {
    try {
      const now = await api.places();
      if ([...now].some(([name, place]) => (before.get(name) ?? place) !== place)) return;
      before = now;
    } catch (error) {
      // Nobody listens yet.
      trouble = error;
    }
    await pause(lookEveryMs);
  }
  throw new Error(
    `${api.url} answered no moving vehicle in ${timeoutMs / 1_000} s. Is it not to be reached from here? FLEETMAN_NODE names another address of a node.`,
    { cause: trouble },
  );
}
