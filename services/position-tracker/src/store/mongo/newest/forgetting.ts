import type { Collection, Db, ObjectId } from 'mongodb';
import { fixOf, inOrderOfTime, type Fix } from '../../../fixes/fix.ts';
import type { NewestMemory } from '../../newest/newest-memory.ts';
import type { ForgottenPart } from '../../position-store.ts';
import { findNewestIn } from '../mongo-queries.ts';
import { positionsIn, vehiclesIn } from '../mongo-schema.ts';
import type { Unmoved } from './unmoved.ts';

/** Says to all trackers that a part of a vehicle was forgotten: what they hold of it is to be read again. */
interface ForgottenDocument {
  readonly _id?: ObjectId;
  readonly vehicle: string;
  readonly from: Date | null;
  readonly until: Date;
  /** When it was removed from `positions`. */
  readonly at: Date;
}

/** A tracker that has not looked for so long may write back what it holds. */
const rememberedMs = 60_000;

/** Clocks of trackers differ by less. */
const lookBackMs = 600_000;

/** The database removes what was said after this. */
const expirySeconds = 3_600;

/** So many of the newest fixes hold what is held of a vehicle, as a rule. */
const newestRead = 200;

/** The times that a `Date` can hold. */
const [firstTime, lastTime] = [new Date(-8.64e15), new Date(8.64e15)];
const allTimes = { from: firstTime, until: lastTime };

function forgottenIn(db: Db): Collection<ForgottenDocument> {
  return db.collection('forgotten');
}

/** Makes the index by which the database removes what all trackers know. */
export async function prepareForgotten(db: Db): Promise<void> {
  await forgottenIn(db).createIndex({ at: 1 }, { expireAfterSeconds: expirySeconds }, {});
}

/** What the next looks, and the writing of vehicles, share. */
interface ForgettingParts {
  readonly memory: NewestMemory;
  readonly unmoved: Unmoved;
}

/**
 * Removes fixes, and has every tracker read anew what it holds of their vehicles. For a minute what documents
 * say of a forgotten part counts as written by one that did not know it yet.
 */
export class Forgetting {
  readonly #parts: ForgettingParts;
  readonly #seen = new Set<string>();

  constructor(parts: ForgettingParts) {
    this.#parts = parts;
  }

  /** Resolves with how many fixes were removed. If it rejects, doing it again does the rest. */
  async forget(db: Db, vehicle: string, { from, until }: ForgottenPart): Promise<number> {
    const end = until ?? (await this.#lastTimeOf(db, vehicle));
    const time = { $gte: from ?? firstTime, $lte: until ?? lastTime };
    const { deletedCount } = await positionsIn(db).deleteMany({ vehicle, time });
    await forgottenIn(db).insertOne({ vehicle, from: from ?? null, until: end, at: new Date() });
    await this.look(db, performance.now());
    return deletedCount;
  }

  /**
   * Takes over what any tracker has forgotten since the last look.
   *
   * @param clock milliseconds that never go back.
   */
  async look(db: Db, clock: number): Promise<void> {
    const since = new Date(Date.now() - lookBackMs);
    const found = await forgottenIn(db)
      .find({ at: { $gte: since } })
      .toArray();
    const news = found.filter(({ _id }) => !this.#seen.has(_id.toHexString()));
    for (const { vehicle, from, until } of news) {
      const part = { from: from ?? undefined, until };
      this.#parts.memory.forgotten.note(vehicle, part, clock + rememberedMs);
      await this.#readAnew(db, vehicle);
    }
    this.#seen.clear();
    for (const { _id } of found) this.#seen.add(_id.toHexString());
    for (const vehicle of this.#parts.memory.forgotten.takeDue(clock)) {
      await this.#readAnew(db, vehicle);
    }
  }

  /** What a vehicle reports after this is nothing that was forgotten. */
  async #lastTimeOf(db: Db, vehicle: string): Promise<Date> {
    const [stored] = await findNewestIn(db, vehicle, allTimes, 1).toArray();
    const held = this.#parts.memory.heldOf(vehicle)?.fixes.at(-1);
    const times = [stored?.time, held?.time].map((time) => time?.getTime() ?? -Infinity);
    return new Date(Math.max(Date.now(), ...times));
  }

  /** `positions` says what is left. */
  async #readAnew(db: Db, vehicle: string): Promise<void> {
    if (await this.#replace(db, vehicle)) return;
    await vehiclesIn(db).deleteOne({ _id: vehicle });
    // Another tracker may have written it for a report that came between the two.
    await this.#replace(db, vehicle);
  }

  /** Whether any fix is left. */
  async #replace(db: Db, vehicle: string): Promise<boolean> {
    const { memory, unmoved } = this.#parts;
    const left = await newestOf(db, vehicle);
    memory.replace(vehicle, left);
    if (left.length > 0) unmoved.add(vehicle, Date.now());
    return left.length > 0;
  }
}

async function newestOf(db: Db, vehicle: string): Promise<readonly Fix[]> {
  const found = await findNewestIn(db, vehicle, allTimes, newestRead).toArray();
  return inOrderOfTime(found.map(fixOf));
}
