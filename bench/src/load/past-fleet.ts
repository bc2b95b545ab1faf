import type { Collection, Db, Document } from 'mongodb';

/** A fleet of the past: its vehicles each have the same number of fixes, at one distance in time. */
export interface PastFleet {
  readonly vehicles: number;
  readonly fixesEach: number;
  readonly intervalMs: number;
}

const insertedAtOnce = 10_000;

/**
 * Fills an empty database in the order of time, as trackers would have, up to now. The tracker whose
 * database it is has made its indexes before.
 */
export async function fillPast(db: Db, fleet: PastFleet): Promise<void> {
  const start = Date.now() - fleet.fixesEach * fleet.intervalMs;
  await insertAll(db.collection('positions'), positionsOf(fleet, start));
  await insertAll(db.collection('vehicles'), vehiclesOf(fleet, start));
}

function* positionsOf(fleet: PastFleet, start: number) {
  for (let count = 0; count < fleet.fixesEach; count += 1) {
    for (let vehicle = 0; vehicle < fleet.vehicles; vehicle += 1) {
      yield { vehicle: `Van ${vehicle}`, ...fixOf(fleet, start, { vehicle, count }) };
    }
  }
}

function* vehiclesOf(fleet: PastFleet, start: number) {
  for (let vehicle = 0; vehicle < fleet.vehicles; vehicle += 1) {
    yield {
      _id: `Van ${vehicle}`,
      newest: fixOf(fleet, start, { vehicle, count: fleet.fixesEach - 1 }),
      previous: fixOf(fleet, start, { vehicle, count: fleet.fixesEach - 2 }),
    };
  }
}

/** Round and round, each vehicle at its own moment. */
function fixOf(fleet: PastFleet, start: number, at: { vehicle: number; count: number }) {
  const { vehicle, count } = at;
  const moment = (vehicle * 7_919) % fleet.intervalMs;
  return {
    time: new Date(start + count * fleet.intervalMs + moment),
    lat: -29.9 + Math.sin(vehicle + count / 50) / 10,
    lng: -71.3 + Math.cos(vehicle * 3 + count / 40) / 10,
  };
}

async function insertAll(collection: Collection, documents: Iterable<Document>): Promise<void> {
  let batch: Document[] = [];
  const insert = async () => {
    await collection.insertMany(batch, { ordered: false });
    batch = [];
  };
  for (const document of documents) {
    batch.push(document);
    if (batch.length === insertedAtOnce) await insert();
  }
  if (batch.length > 0) await insert();
}
