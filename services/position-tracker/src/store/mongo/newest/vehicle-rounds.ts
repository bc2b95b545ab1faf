import type { Db } from 'mongodb';
import { findNamed } from '../mongo-queries.ts';
import { vehiclesIn } from '../mongo-schema.ts';
import type { NewestMemory } from '../../newest/newest-memory.ts';
import type { Unmoved } from './unmoved.ts';
import { readDocument } from './vehicle-documents.ts';

/** Names in one slice; so many of the longest stay below the 16 MB of a document. */
const sliceNames = 10_000;

/** Documents that are read at once. */
const documentsAtOnce = 1_000;

interface Revisions {
  readonly names: readonly string[];
  /** `null` of what versions before 0.2 wrote. */
  readonly revisions: readonly (number | null)[];
}

/** Asks how often the vehicles after a name were written, in the order of names, as one document. */
export function packRevisions(db: Db, after: string | undefined) {
  return vehiclesIn(db).aggregate<Revisions>([
    ...(after === undefined ? [] : [{ $match: { _id: { $gt: after } } }]),
    { $sort: { _id: 1 } },
    { $limit: sliceNames },
    {
      $group: {
        _id: null,
        names: { $push: '$_id' },
        revisions: { $push: { $ifNull: ['$revision', null] } },
      },
    },
  ]);
}

/**
 * Compares the memory with `vehicles`, slice by slice and round by round: reads what another tracker
 * wrote, and drops what has left with its retention.
 */
export class VehicleRounds {
  readonly #memory: NewestMemory;
  readonly #unmoved: Unmoved;
  #last: string | undefined;

  constructor(memory: NewestMemory, unmoved: Unmoved) {
    this.#memory = memory;
    this.#unmoved = unmoved;
  }

  /** Looks at the next slice; resolves with whether that was the last of a round. */
  async next(db: Db): Promise<boolean> {
    const [columns = { names: [], revisions: [] }] = await packRevisions(db, this.#last).toArray();
    const { names, revisions } = columns;
    const changed = names.filter((name, row) => this.#isChanged(name, revisions[row] ?? 'none'));
    for (let start = 0; start < changed.length; start += documentsAtOnce) {
      await this.#read(db, changed.slice(start, start + documentsAtOnce));
    }
    this.#last = names.at(-1);
    if (names.length === sliceNames) return false;
    this.#last = undefined;
    this.#memory.nextRound((vehicle) => this.#unmoved.has(vehicle));
    return true;
  }

  #isChanged(name: string, revision: number | 'none'): boolean {
    this.#memory.see(name);
    // One that waits to be written is compared when it is.
    return this.#memory.revisionOf(name) !== revision && !this.#unmoved.has(name);
  }

  async #read(db: Db, names: readonly string[]): Promise<void> {
    for (const document of await findNamed(db, names).toArray()) {
      const isBehind = readDocument(this.#memory, document);
      // Somebody restored an older state: what is known here is written again.
      if (isBehind) this.#unmoved.add(document._id, Date.now());
    }
  }
}
