import { subject, type Bench } from '../scenarios/scenario.ts';
import type { Subject } from '../measuring/rounds.ts';
import type { Load } from './ingest-rig.ts';
import { reportChunks } from './report-stream.ts';

/** As many as the tracker inserts at once. */
const batchSize = 1_000;

/**
 * The database without a tracker: the same reports inserted in batches of 1,000, one after the other,
 * into a collection with the same indexes, each confirmed from the journal.
 */
export async function insertsAlone(bench: Bench, { vehicles }: Load): Promise<Subject> {
  const { database } = bench;
  const name = `positions${vehicles}`;
  const positions = database.ceilings.collection(name);
  await positions.createIndex({ vehicle: 1, time: -1 }, { unique: true }, {});
  await positions.createIndex({ time: 1 }, { expireAfterSeconds: 7 * 86_400 }, {});
  const chunks = reportChunks({ vehicles, chunkSize: batchSize });
  const observed = [{ name: 'inserter', pid: process.pid }, ...database.observe()];
  return subject('inserts alone', observed, async (ms) => {
    const start = performance.now();
    let work = 0;
    while (performance.now() - start < ms) {
      const documents = chunks.next().value.map((report) => ({ ...report }));
      await positions.insertMany(documents, { ordered: false });
      work += documents.length;
    }
    return { rate: work / ((performance.now() - start) / 1_000), work };
  });
}
