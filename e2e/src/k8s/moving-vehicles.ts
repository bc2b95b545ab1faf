import { setTimeout as pause } from 'node:timers/promises';
import type { FleetApi } from '../fleet-api.ts';

const lookEveryMs = 500;

/** Resolves when a vehicle is answered at another place than the time before. */
export async function whenVehiclesMove(api: FleetApi, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let before: ReadonlyMap<string, string> = new Map();
  while (Date.now() < deadline) {
    // Nobody may listen yet.
    const now = await api.places().catch(() => before);
    if ([...now].some(([name, place]) => (before.get(name) ?? place) !== place)) return;
    before = now;
    await pause(lookEveryMs);
  }
  throw new Error(`No vehicle moved within ${timeoutMs / 1_000} s`);
}
