import { inOrderOfTime, type Fix } from '../../../fixes/fix.ts';
import { keptFixes } from '../../../fixes/newest-fixes.ts';
import type { NewestMemory } from '../../newest/newest-memory.ts';
import type { VehicleDocument } from '../mongo-schema.ts';

/** What a document holds, oldest first. Versions before 0.2 wrote `newest` and `previous` only. */
function fixesIn({ newest, previous, fixes = [] }: VehicleDocument): readonly Fix[] {
  return inOrderOfTime([...fixes, ...(previous ? [previous] : []), newest]);
}

/** The document that holds these fixes. */
export function documentOf(
  vehicle: string,
  held: readonly Fix[],
  revision: number,
): VehicleDocument {
  const newest = held.at(-1);
  if (!newest) throw new RangeError('A vehicle has at least one fix');
  const previous = held.at(-2);
  const fixes = keptFixes(held);
  return { _id: vehicle, newest, ...(previous && { previous }), fixes, revision };
}

/**
 * Adds what a document holds to the memory, and takes its revision for the present one. Returns whether the
 * document lacks something that is known there.
 */
export function readDocument(memory: NewestMemory, document: VehicleDocument): boolean {
  const { _id: vehicle, revision = 'none' } = document;
  const isBehind = memory.read(vehicle, fixesIn(document), revision);
  // One without `fixes` is of a version before 0.2.
  return document.fixes === undefined || isBehind;
}
