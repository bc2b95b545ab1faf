import type { PositionReport } from '@fleetman/contract';
import type { Db } from 'mongodb';
import type { Stretch } from '../position-store.ts';
import { readFixes, type PackedFixes } from './packed-fixes.ts';

/** The first part that is asked for; the next are wider or narrower, as many as there were. */
const firstMs = 1_000;
const widestMs = 3_600_000;

/** A part with so many fixes is neither too wide nor too narrow. */
const wanted = 10_000;

/** All fixes in a stretch, in the order of time, some thousands at a time. */
export async function* fixesDuring(
  db: Db,
  { after, until }: Stretch,
): AsyncGenerator<readonly PositionReport[], void, undefined> {
  let ms = firstMs;
  for (let from = after; from < until;) {
    const end = new Date(Math.min(from.getTime() + ms, until.getTime()));
    const { fixes, rest } = await readFixes(db, { after: from, until: end }, 1);
    if (fixes.times.length > 0) yield inOrder(fixes);
    from = rest ? rest.after : end;
    const isMany = rest !== undefined || fixes.times.length > wanted;
    ms = Math.min(isMany ? Math.max(ms / 2, 1) : ms * 2, widestMs);
  }
}

function inOrder(fixes: PackedFixes): PositionReport[] {
  return fixes.vehicles
    .flatMap((vehicle, row) => {
      const fix = fixes.at(row);
      return fix ? { vehicle, ...fix } : [];
    })
    .sort((one, other) => one.time.getTime() - other.time.getTime());
}
