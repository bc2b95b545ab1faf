import { inOrderOfTime, type Fix } from '../../fixes/fix.ts';
import { keptFixes } from '../../fixes/newest-fixes.ts';

/**
 * Those fixes that are held of a vehicle: what `keptFixes` keeps, and the two newest, whatever they say.
 * What is held of two sets together is what is held of that which was held of each.
 *
 * @param fixes oldest first, no two of one time.
 */
export function heldFixes(fixes: readonly Fix[]): readonly Fix[] {
  const kept = keptFixes(fixes);
  const missing = fixes.slice(-2).filter((fix) => !kept.includes(fix));
  return missing.length === 0 ? kept : inOrderOfTime([...kept, ...missing]);
}

/** Both oldest first, the first of two with one time stays; what is held of them together. */
export function joined(one: readonly Fix[], other: readonly Fix[]): readonly Fix[] {
  const last = one.at(-1);
  const first = other[0];
  const isAfter = last !== undefined && first !== undefined && last.time < first.time;
  return heldFixes(isAfter ? [...one, ...other] : inOrderOfTime([...one, ...other]));
}

/** Whether two lists hold the same: of a vehicle there is one fix of a time. */
export function isSame(one: readonly Fix[], other: readonly Fix[]): boolean {
  return (
    one.length === other.length &&
    one.every((fix, index) => fix.time.getTime() === other[index]?.time.getTime())
  );
}
