import { neighboursAfter, neighboursBefore } from '@fleetman/motion';
import type { Fix } from '../fixes/fix.ts';
import type { HistoryFixes, HistoryWish, PositionStore } from './position-store.ts';

/** A part of a vehicle's history with its neighbours, read from both of its ends. */
export async function gatherHistory(
  store: Pick<PositionStore, 'track'>,
  vehicle: string,
  { since, until, limit, detail }: HistoryWish,
): Promise<HistoryFixes> {
  const fixes: Fix[] = [];
  const before: Fix[] = [];
  const pageSize = limit + neighboursBefore;
  for await (const page of store.track(vehicle, { from: until, order: -1, pageSize, detail })) {
    for (const fix of page) {
      const isAsked = before.length === 0 && fixes.length < limit && !(since && fix.time < since);
      if (isAsked) fixes.push(fix);
      else if (before.length < neighboursBefore) before.push(fix);
    }
    if (before.length >= neighboursBefore) break;
  }
  return { fixes, before, after: until ? await after(store, vehicle, until) : [] };
}

async function after(
  store: Pick<PositionStore, 'track'>,
  vehicle: string,
  until: Date,
): Promise<readonly Fix[]> {
  const found: Fix[] = [];
  const from = new Date(until.getTime() + 1);
  const pages = store.track(vehicle, { from, order: 1, pageSize: neighboursAfter });
  for await (const page of pages) {
    found.push(...page);
    if (found.length >= neighboursAfter) break;
  }
  return found.slice(0, neighboursAfter);
}
