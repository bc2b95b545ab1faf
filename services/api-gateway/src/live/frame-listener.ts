import type { FrameRound } from './frame-round.ts';
import type { MapView } from './map-view.ts';
import type { Recipient } from './recipient.ts';
import type { VehicleTable } from '../fleet/vehicle-table.ts';

/** How long a client with a view waits for the vehicles outside it, in milliseconds. */
const restMs = 10_000;

/**
 * What one client was told, and so what it is to be told next. No message is remembered, only
 * versions of the fleet: `#near` up to which it knows the vehicles of its view, `#all` up to which it
 * knows the others too.
 *
 * Whatever lies in the view and changed up to `#near` is known: a new view is answered with all that
 * lies in it, and from then on every change there is told. So the combined update may leave it out.
 */
export class FrameListener {
  readonly recipient: Recipient;
  /** How many names of the table it was told. */
  toldNames = 0;
  #epoch = 0;
  #retractions = 0;
  #near = 0;
  #all = 0;
  #restAt = 0;
  #view: MapView | undefined;
  #hasNewView = false;

  /** How long after a snapshot it waits for the rest, so that not all clients have their turn at once. */
  readonly #firstRestMs: number;

  /** `phase`, from 0 to below 1, is how much sooner than others it has its turn. */
  constructor(recipient: Recipient, phase = 0) {
    this.recipient = recipient;
    this.#firstRestMs = restMs * (1 - phase);
  }

  /** It looks somewhere else; the next frame is the answer. */
  look(view: MapView): void {
    this.#view = view;
    this.#hasNewView = true;
  }

  /** When there is something to tell, on the clock of `now`; `Infinity` when it knows everything. */
  nextAt(table: VehicleTable, version: number): number {
    if (this.#epoch !== table.epoch || this.#hasNewView || this.#near < version) return 0;
    const misses = this.#all < version || this.#retractions !== table.retractions;
    return misses ? this.#restAt : Infinity;
  }

  /** The next frame for this client, which counts as told; nothing where none is needed. */
  next(round: FrameRound, now: number): ArrayBuffer | undefined {
    const { table } = round;
    const isDue = now >= this.#restAt;
    if (this.#epoch !== table.epoch || (isDue && this.#retractions !== table.retractions)) {
      return this.#tellSnapshot(round, now);
    }
    if (this.#view && this.#hasNewView) return this.#answer(round, this.#view);
    return this.#view ? this.#tellView(round, this.#view, isDue, now) : this.#tellChanges(round);
  }

  #tellSnapshot(round: FrameRound, now: number): ArrayBuffer {
    const { table, version } = round;
    if (this.#epoch !== table.epoch) this.toldNames = 0;
    this.#epoch = table.epoch;
    this.#retractions = table.retractions;
    this.#near = this.#all = version;
    this.#restAt = now + this.#firstRestMs;
    return round.frame('snapshot', round.changedSince(0));
  }

  #answer(round: FrameRound, view: MapView): ArrayBuffer {
    this.#hasNewView = false;
    this.#near = round.version;
    return round.frame('bounds', round.insideSince(0, view));
  }

  #tellChanges(round: FrameRound): ArrayBuffer | undefined {
    const rows = round.changedSince(this.#all);
    this.#near = this.#all = round.version;
    return rows.length > 0 ? round.frame('update', rows) : undefined;
  }

  #tellView(
    round: FrameRound,
    view: MapView,
    isDue: boolean,
    now: number,
  ): ArrayBuffer | undefined {
    const rows = isDue ? this.#missing(round, view) : round.insideSince(this.#near, view);
    // Where all that changed lies in the view, there is no rest.
    const isAll = this.#all === this.#near && rows === round.changedSince(this.#near);
    this.#near = round.version;
    if (isDue || isAll) this.#all = round.version;
    if (isDue) this.#restAt = now + restMs;
    return rows.length > 0 ? round.frame('update', rows) : undefined;
  }

  /** All that changed and was not told yet: inside since the last update, outside since long. */
  #missing(round: FrameRound, view: MapView): readonly number[] {
    const near = this.#near;
    const changed = round.changedSince(this.#all);
    const { inside, others } = view.split(changed, round.table);
    const news = inside.filter((row) => round.table.versionOf(row) > near);
    return news.length + others.length === changed.length ? changed : [...news, ...others];
  }
}
