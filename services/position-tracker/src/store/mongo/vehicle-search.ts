import type { Db } from 'mongodb';
import type { Fix } from '../../fixes/fix.ts';
import type { Stretch, TimeOrder } from '../position-store.ts';
import { readFixes } from './packed-fixes.ts';

/** To ask for one vehicle costs as much as to read so many fixes of all. */
const fixesPerQuestion = 60;

/** What a round trip costs beside, in fixes. */
const fixesPerRoundTrip = 300;

/** One reading asks for at least and at most so many. */
const leastAtOnce = 2_000;
const mostAtOnce = 30_000;

/** A stretch grows to this at most, since the next one may be a rush hour. */
const widestMs = 3_600_000;

/** Looks for one fix of each of many vehicles in the fixes of all, beginning at one time. */
export class VehicleSearch {
  readonly found = new Map<string, Fix>();
  /** Those of which nothing was found yet. */
  readonly missing: Set<string>;
  readonly #db: Db;
  readonly #order: TimeOrder;
  #spent = 0;

  /** @param order 1 looks for the first fix of each vehicle, -1 for the last. */
  constructor(db: Db, names: Iterable<string>, order: TimeOrder) {
    this.#db = db;
    this.missing = new Set(names);
    this.#order = order;
  }

  /**
   * Reads on in stretches, the first of `firstMs`, until every vehicle is found, all is read, or so much
   * that asking for each of the missing ones is cheaper. Resolves with what is left unread.
   */
  async read(whole: Stretch, firstMs: number): Promise<Stretch | undefined> {
    let rest: Stretch | undefined = whole;
    for (let ms = firstMs; rest && this.#isWorthReading; ms = Math.min(2 * ms, widestMs)) {
      const [part, later] = this.#split(rest, ms);
      const left = await this.#readPart(part);
      rest = left ? joined(left, later) : later;
    }
    return rest;
  }

  get #isWorthReading(): boolean {
    return this.missing.size > 0 && this.#spent <= this.missing.size * fixesPerQuestion;
  }

  async #readPart(part: Stretch): Promise<Stretch | undefined> {
    const limit = Math.min(Math.max(2 * this.missing.size, leastAtOnce), mostAtOnce);
    const { fixes, rest } = await readFixes(this.#db, part, this.#order, limit);
    this.#spent += fixes.times.length + fixesPerRoundTrip;
    const rows = new Map<string, number>();
    for (const [row, vehicle] of fixes.vehicles.entries()) {
      if (!this.missing.has(vehicle)) continue;
      const best = rows.get(vehicle);
      if (best === undefined || this.#isBetter(fixes.times[row], fixes.times[best])) {
        rows.set(vehicle, row);
      }
    }
    for (const [vehicle, row] of rows) {
      const fix = fixes.at(row);
      if (fix) this.found.set(vehicle, fix);
      this.missing.delete(vehicle);
    }
    return rest;
  }

  #isBetter(time: Date | undefined, best: Date | undefined): boolean {
    const later = (time?.getTime() ?? 0) - (best?.getTime() ?? 0);
    return this.#order > 0 ? later < 0 : later > 0;
  }

  /** The next part of a stretch and what comes after it. */
  #split({ after, until }: Stretch, ms: number): [Stretch, Stretch | undefined] {
    if (until.getTime() - after.getTime() <= ms) return [{ after, until }, undefined];
    if (this.#order > 0) {
      const middle = new Date(after.getTime() + ms);
      return [
        { after, until: middle },
        { after: middle, until },
      ];
    }
    const middle = new Date(until.getTime() - ms);
    return [
      { after: middle, until },
      { after, until: middle },
    ];
  }
}

/** Two stretches side by side as one. */
function joined(one: Stretch, other: Stretch | undefined): Stretch {
  if (!other) return one;
  return {
    after: one.after < other.after ? one.after : other.after,
    until: one.until > other.until ? one.until : other.until,
  };
}
