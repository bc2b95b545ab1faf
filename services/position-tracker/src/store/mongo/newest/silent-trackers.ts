import type { Db } from 'mongodb';
import type { TimeSpan } from './time-spans.ts';
import { doubtfulSpan, trackersIn, type TrackerDocument } from './tracker-marks.ts';

/** A tracker whose mark stands still for so long is silent: what it inserted is looked for. */
const silentMs = 10_000;

/** Once more: a write that the database had in hand when the tracker died is done by then. */
const deadMs = 60_000;

/** Its mark is removed. */
const lostMarkMs = 90_000;

/** What was seen of another tracker's mark. */
interface Seen {
  readonly beat: number;
  /** By our clock, when it was first seen with this beat. */
  readonly since: number;
  scans: number;
  /** When the last scan began, by the clock of {@link SilentTrackersOptions.movedUpTo}. */
  scannedAt: number;
}

/** How {@link SilentTrackers} work. */
export interface SilentTrackersOptions {
  /** Our own mark's id. */
  readonly own: string;
  /** Finds again what was inserted in a span of time; resolves with the time at which it began. */
  readonly scan: (db: Db, span: TimeSpan) => Promise<number>;
  /** Nothing was found or inserted before this time that is not in `vehicles`. */
  readonly movedUpTo: () => number;
}

/** Notices trackers that died, by our clock and not by theirs, and moves what they had inserted. */
export class SilentTrackers {
  readonly #options: SilentTrackersOptions;
  readonly #seen = new Map<string, Seen>();

  constructor(options: SilentTrackersOptions) {
    this.#options = options;
  }

  /**
   * Looks at all marks; there is one a tracker.
   *
   * @param now milliseconds that never go back.
   */
  async look(db: Db, now: number): Promise<void> {
    const marks = await trackersIn(db).find().toArray();
    const ids = new Set(marks.map(({ _id }) => _id));
    for (const id of this.#seen.keys()) if (!ids.has(id)) this.#seen.delete(id);
    for (const mark of marks) {
      if (mark._id !== this.#options.own) await this.#lookAt(db, mark, now);
    }
  }

  async #lookAt(db: Db, mark: TrackerDocument, now: number): Promise<void> {
    const { _id, beat } = mark;
    const known = this.#seen.get(_id);
    if (known?.beat !== beat.getTime()) {
      this.#seen.set(_id, {
        beat: beat.getTime(),
        since: now,
        scans: 0,
        scannedAt: Infinity,
      });
      return;
    }
    const silence = now - known.since;
    if (silence >= (known.scans === 0 ? silentMs : deadMs) && known.scans < 2) {
      known.scannedAt = await this.#options.scan(db, doubtfulSpan(mark));
      known.scans += 1;
    } else if (silence >= lostMarkMs && this.#options.movedUpTo() > known.scannedAt) {
      // Should it wake up this very moment, its beat is another.
      await trackersIn(db).deleteOne({ _id, beat });
    }
  }
}
