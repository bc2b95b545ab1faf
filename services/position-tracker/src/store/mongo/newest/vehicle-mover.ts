import { MongoBulkWriteError, type AnyBulkWriteOperation, type Db } from 'mongodb';
import { findNamed } from '../mongo-queries.ts';
import { vehiclesIn, type VehicleDocument } from '../mongo-schema.ts';
import { throwUnlessDuplicates } from '../throw-unless-duplicates.ts';
import type { NewestMemory } from '../../newest/newest-memory.ts';
import { documentOf, readDocument } from './vehicle-documents.ts';

/** Trackers that change one vehicle at once: all but one of them try again. */
const mergeTries = 20;

/**
 * Writes what the memory holds of vehicles into their documents, on the condition that nobody else wrote
 * them since they were read. Those that somebody did write are read into the memory and written again, so
 * that the result is the same in any order: one round trip for a tracker that is alone.
 */
export async function moveVehicles(
  db: Db,
  memory: NewestMemory,
  vehicles: readonly string[],
): Promise<void> {
  let rest = vehicles;
  for (let tries = 1; tries <= mergeTries; tries += 1) {
    const documents = rest.flatMap((vehicle) => documentIn(memory, vehicle) ?? []);
    const writes = documents.map((document) => writeOf(document, memory.revisionOf(document._id)));
    if (writes.length === 0) return;
    if ((await countWritten(db, writes)) === writes.length) {
      for (const { _id, revision } of documents) memory.setRevision(_id, revision);
      return;
    }
    rest = await readAgain(db, memory, rest);
  }
  throw new Error(`Others changed the same vehicles ${mergeTries} times in a row`);
}

function documentIn(memory: NewestMemory, vehicle: string): VehicleDocument | undefined {
  const held = memory.heldOf(vehicle);
  if (!held || held.fixes.length === 0) return undefined;
  const { fixes, revision } = held;
  return documentOf(vehicle, fixes, (typeof revision === 'number' ? revision : 0) + 1);
}

function writeOf(
  document: VehicleDocument,
  revision: number | 'none' | undefined,
): AnyBulkWriteOperation<VehicleDocument> {
  if (revision === undefined) return { insertOne: { document } };
  const { _id, ...replacement } = document;
  // What a version before 0.2 writes, perhaps beside this one, has no revision.
  const filter = { _id, revision: revision === 'none' ? { $exists: false } : revision };
  return { replaceOne: { filter, replacement } };
}

/** Reads documents into the memory; resolves with those that lack something which it knows. */
async function readAgain(
  db: Db,
  memory: NewestMemory,
  vehicles: readonly string[],
): Promise<readonly string[]> {
  const documents = new Map(
    (await findNamed(db, vehicles).toArray()).map((document) => [document._id, document]),
  );
  return vehicles.filter((vehicle) => {
    const document = documents.get(vehicle);
    if (document) return readDocument(memory, document);
    memory.setRevision(vehicle, undefined);
    return true;
  });
}

/** Writes what can be written; returns how many that were. */
async function countWritten(
  db: Db,
  writes: AnyBulkWriteOperation<VehicleDocument>[],
): Promise<number> {
  try {
    const result = await vehiclesIn(db).bulkWrite(writes, { ordered: false });
    return result.matchedCount + result.insertedCount;
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // Expected: another tracker has inserted the vehicle meanwhile.
    throwUnlessDuplicates(error);
    return error.matchedCount + error.insertedCount;
  }
}
